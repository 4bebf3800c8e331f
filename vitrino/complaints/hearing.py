"""What an answer of ours says for its case, and whether a customer sounds happy. Reading only; people decide."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from vitrino.domain.cases import promises
from vitrino.domain.hours import Calendar
from vitrino.domain.language import identify
from vitrino.domain.tone.complaints import apologies
from vitrino.domain.tone.contacts import find_contacts, is_known
from vitrino.domain.tone.cues import LANGUAGES, cues
from vitrino.domain.tone.words import read
from vitrino.domain.triage import Intent, judge

_WORD = re.compile(r"\w+")
_YES = frozenset(
    [
        "yes",
        "yep",
        "yeah",
        "ok",
        "okay",
        "great",
        "perfect",
        "fine",
        "tak",
        "super",
        "świetnie",
        "dobrze",
        "jes",
        "bone",
    ]
)
_NO = frozenset(("no", "not", "still", "nope", "nie", "nadal", "wciąż", "dalej", "ne", "ankoraŭ"))


@dataclass(frozen=True)
class Heard:
    """What an answer says. contact: a way to reach the shop, as it is written. dues: as `Answer.dues` keeps them."""

    has_apology: bool
    contact: str
    dues: list[dict[str, Any]]


def heard_in(text: str, *, language: str, contacts: Sequence[str], now: datetime, calendar: Calendar) -> Heard:
    """Read an answer. contacts: the shop's own; while it has named none, any address or number counts."""
    language = identify(text, LANGUAGES).language or language
    reading = promises.read(text, now=now, calendar=calendar, language=language if language in LANGUAGES else "")
    own = [
        one.text for one in find_contacts(text) if one.kind != "handle" and (not contacts or is_known(one, contacts))
    ]
    return Heard(
        has_apology=_apologises(text, language),
        contact=own[0] if own else "",
        dues=[
            {
                "due_at": one.due_at.isoformat(),
                "words": one.words,
                "is_clear": one.certainty is promises.Certainty.CLEAR,
            }
            for one in reading.found
        ],
    )


def _apologises(text: str, language: str) -> bool:
    asked = (language,) if language in LANGUAGES else LANGUAGES
    return any(apologies(read(text, one), cues("_common", one)) for one in asked)


def sounds_happy(text: str, language: str) -> bool | None:
    """What an answer to "are you happy?" sounds like; None when it doesn't say."""
    intents = judge(text, language=language).intents
    words = _WORD.findall(text.casefold())
    if Intent.COMPLAINT in intents or (words and words[0] in _NO):
        return False
    if _NO.intersection(words):
        return None
    if _YES.intersection(words) or {Intent.PRAISE, Intent.COURTESY}.intersection(intents):
        return True
    return None
