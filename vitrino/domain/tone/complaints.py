"""What several rules ask about a reply: is it to a complaint, has this thread heard an apology?"""

from __future__ import annotations

from collections.abc import Iterator

from vitrino.domain import signals
from vitrino.domain.language import identify
from vitrino.domain.tone.cues import LANGUAGES, Cues, Hit, cues
from vitrino.domain.tone.reply import Customer, Reply
from vitrino.domain.tone.words import Words, read


def complains(customer: Customer) -> bool:
    """As somebody has said; else by the stars, else by the words. A customer who is content again doesn't."""
    if customer.is_happy:
        return False
    if customer.is_complaint is not None:
        return customer.is_complaint
    if customer.stars is not None or signals.complaint(customer.text):
        return signals.complaint(customer.text, customer.stars) is not None
    language = customer.language or identify(customer.text, LANGUAGES).language
    return bool(cues("_common", language).find(read(customer.text, language), "complaint"))


def apologies(words: Words, known: Cues) -> list[Hit]:
    """Where the text apologises; the phrases are in `_common.toml`."""
    return known.find(words, "apology", "beyond_words")


def earlier(reply: Reply) -> Iterator[Words]:
    """What the shop has written in this thread before."""
    return (read(text, reply.language) for text in reply.shop.thread_replies)
