"""9: capitals and rows of exclamation marks read as shouting."""

from __future__ import annotations

import re
from collections.abc import Iterator

from vitrino.domain.message import say
from vitrino.domain.tone.cues import Cues
from vitrino.domain.tone.finding import Finding, Rule, Span
from vitrino.domain.tone.reply import Reply
from vitrino.domain.tone.words import Word, key

_LONG = 4
_WORDS = 2
_MARKS = re.compile("[!！❗‼]+")


def check(reply: Reply, cues: Cues) -> Iterator[Finding]:
    loud = [word for word in reply.words.words if _is_loud(word, reply.text)]
    spared = _spared(reply, cues)
    loud = [word for word in loud if word.folded not in spared]
    if len(loud) >= _WORDS:
        yield Finding(
            rule=RULE.id,
            level=RULE.level,
            spans=tuple(Span(word.start, word.end) for word in loud),
            reason=say("Words in capitals read as shouting."),
            remedy=say("Write them in small letters. One word may stand out, if it must."),
            replacement=reply.text[loud[0].start : loud[0].end].lower(),
        )
    marks = list(_MARKS.finditer(reply.text))
    if sum(2 if "‼" in match[0] else len(match[0]) for match in marks) >= _WORDS:
        yield Finding(
            rule=RULE.id,
            level=RULE.level,
            spans=tuple(Span(*match.span()) for match in marks),
            reason=say("More than one exclamation mark reads as shouting, or as advertising."),
            remedy=say("Keep one at most; a full stop does for the others."),
        )


def _is_loud(word: Word, text: str) -> bool:
    """Four capitals or more; codes with digits and words quoted from the customer don't shout."""
    written = text[word.start : word.end]
    letters = sum(char.isalpha() for char in written)
    is_code = any(char.isdigit() for char in written) or text[max(0, word.start - 1) : word.start] in ("#", "@")
    return letters >= _LONG and written.isupper() and not is_code and not word.is_quoted


def _spared(reply: Reply, cues: Cues) -> frozenset[str]:
    """Names that are written in capitals: the shop's, what was ordered, the customer's, known acronyms."""
    shop, customer = reply.shop, reply.customer
    names = (shop.name, *shop.brands, *customer.items, *customer.order_numbers, customer.name, *cues.value("acronyms"))
    return frozenset(word for name in names for word in key(name, reply.language).split())


RULE = Rule(9, "shouting", "warn", check)
