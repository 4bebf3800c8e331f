"""16: no reply is a copy of an earlier one (seed: no generic automatic text)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from vitrino.domain.message import say
from vitrino.domain.tone.cues import Cues
from vitrino.domain.tone.cues import cues as cues_of
from vitrino.domain.tone.finding import Finding, Level, Rule
from vitrino.domain.tone.people import forms_of, names_of
from vitrino.domain.tone.reply import MAX_PUBLIC_REPLIES, Reply
from vitrino.domain.tone.words import key

_SHINGLE = 5
SAME = 0.8
# "Thank you, see you soon!" may be said again.
_SHORTEST = 40
_LONGEST = 2_000
_LINE = re.compile(r"^[^,!\n]{0,60}[,!\n]")
_LONGEST_GREETING = 5


def check(reply: Reply, cues: Cues) -> Iterator[Finding]:
    thread = _likest(reply, reply.shop.thread_replies)
    recent = _likest(reply, reply.shop.recent_public_replies[:MAX_PUBLIC_REPLIES])
    if thread >= SAME:
        yield _finding("block", thread)
    elif recent >= SAME:
        yield _finding("warn", recent)


def _finding(level: Level, share: float) -> Finding:
    percent = round(share * 100)
    if level == "block":
        reason = say("You have already written this here: {percent} % of it is the same.", percent=percent)
    else:
        reason = say("{percent} % of this stands in another public reply of yours.", percent=percent)
    return Finding(
        rule=RULE.id,
        level=level,
        reason=reason,
        remedy=say("Write one sentence only this person could get: what they bought, what happened, what you do."),
    )


def _likest(reply: Reply, others: Iterable[str]) -> float:
    names = names_of(reply.customer)
    own = _shingles(reply.text, names, reply.language)
    return max((_share(own, _shingles(other, names, reply.language)) for other in others if own), default=0.0)


def _share(first: frozenset[str], second: frozenset[str]) -> float:
    """Jaccard; texts of too different a size can't reach the threshold and are not compared."""
    smaller, larger = sorted((len(first), len(second)))
    if not smaller or smaller < SAME * larger:
        return 0.0
    common = len(first & second)
    return common / (smaller + larger - common)


@lru_cache(maxsize=512)
def _shingles(text: str, names: tuple[str, ...], language: str) -> frozenset[str]:
    """Runs of five characters without the greeting, the customer's name and numbers; empty for a short text."""
    own = {form for name in names for form in forms_of(name, language)}
    words = [word for word in key(_without_greeting(text[:_LONGEST], language)).split() if word not in own]
    plain = " ".join(word for word in words if not any(char.isdigit() for char in word))
    if len(plain) < _SHORTEST:
        return frozenset()
    return frozenset(plain[place : place + _SHINGLE] for place in range(len(plain) - _SHINGLE + 1))


def _without_greeting(text: str, language: str) -> str:
    """ "Dear Anna, …" -> "…": what stands before the first comma, when it begins as a greeting does."""
    line = _LINE.match(text)
    words = key(line[0]).split() if line else []
    greetings = cues_of("personal", language).value("greetings")
    is_greeting = 0 < len(words) <= _LONGEST_GREETING and words[0] in greetings
    return text[line.end() :] if line and is_greeting else text


RULE = Rule(16, "copy_paste", "warn", check)
