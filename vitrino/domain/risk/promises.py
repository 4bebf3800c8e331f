"""Promises with a date in a public text: "we deliver before Christmas", "an answer within 24 hours"."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from vitrino.domain.cases import promises
from vitrino.domain.hours import Calendar
from vitrino.domain.language import identify
from vitrino.domain.risk.phrases import LANGUAGES, vocabulary
from vitrino.domain.tone.words import read


@dataclass(frozen=True, slots=True)
class Promise:
    """start, end: the place of the due time, in code points. sentence: what is promised. due_at: UTC."""

    start: int
    end: int
    sentence: str
    due_at: datetime
    is_guessed: bool


def find_promises(text: str, *, language: str, now: datetime, calendar: Calendar) -> tuple[Promise, ...]:
    """Every due time the shop itself names, seen from `now`, the moment of publishing."""
    text = text[: promises.LONGEST_TEXT]
    language = language or identify(text).language
    found = promises.read(text, now=now, calendar=calendar, language=language).found
    return tuple(
        Promise(one.start, one.end, _sentence(text, one.start, one.end), one.due_at,
                one.certainty is not promises.Certainty.CLEAR)
        for one in found if not _is_asked(_sentence(text, one.start, one.end), language)
    )  # fmt: skip


def _is_asked(sentence: str, language: str) -> bool:
    """Whether customers are to do something by then: "order by Friday"."""
    if language not in LANGUAGES:
        return False
    words, known = read(sentence, language), vocabulary(language)
    return bool(known.asks.find(words)) and not known.ours.find(words)


def _sentence(text: str, start: int, end: int) -> str:
    """The sentence around a place, with single spaces."""
    begin = max((text.rfind(sign, 0, start) for sign in ".!?\n"), default=-1) + 1
    ends = [place for sign in ".!?\n" if (place := text.find(sign, end)) >= 0]
    return " ".join(text[begin : min(ends, default=len(text)) + 1].split())
