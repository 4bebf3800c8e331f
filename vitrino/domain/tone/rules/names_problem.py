"""15: an answer to a complaint says what it is about (seed: the concrete problem, no generic text)."""

from __future__ import annotations

from collections.abc import Iterator

from vitrino.domain.message import say
from vitrino.domain.tone import topics
from vitrino.domain.tone.complaints import complains
from vitrino.domain.tone.cues import Cues
from vitrino.domain.tone.finding import Finding, Rule
from vitrino.domain.tone.reply import Reply
from vitrino.domain.tone.words import key, read


def check(reply: Reply, cues: Cues) -> Iterator[Finding]:
    if not topics.knows(reply.language) or not complains(reply.customer) or _speaks_of_it(reply):
        return
    yield Finding(
        rule=RULE.id,
        level=RULE.level,
        reason=say("Nothing in this reply shows that somebody read what went wrong."),
        remedy=say("Name the thing in a word or two: the late parcel, the cold soup, the order."),
        replacement=cues.better("missing"),
    )


def _speaks_of_it(reply: Reply) -> bool:
    """A word, a theme, the order or the thing bought. A message without any such word can't be spoken of."""
    customer = reply.customer
    theirs = read(customer.text, reply.language).words
    if not topics.stems(theirs, reply.language) and not topics.themes(theirs, reply.language):
        return True
    if any(number in reply.text for number in customer.order_numbers if number):
        return True
    bought = read(" ".join(customer.items), reply.language).words
    own = tuple(word for word in reply.words.words if not word.is_quoted) or reply.words.words
    return (
        topics.are_related(own, (*theirs, *bought), reply.language)
        or _numbers(reply.text) & _numbers(customer.text) != set()
    )


def _numbers(text: str) -> set[str]:
    """Numbers of three digits and more: an order."""
    return {word for word in key(text).split() if word.isdigit() and len(word) > 2}


RULE = Rule(15, "names_problem", "warn", check)
