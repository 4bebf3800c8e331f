"""How grave one mention is: whether somebody has to look at it at once, and why.

    severity = weigh(text, language="pl", reach=12_000, copies=3)
    severity.is_at_once, severity.reasons

Points: harm or a recall 3; fraud, law, a threat, press or television 2; a complaint 1. When something of this is said,
an author with many readers adds 1 or 2, and so do copies of the text. From 3 on somebody looks at once. What is
denied ("nobody was hurt") or said in plain praise counts nothing. The words are data, a file a language.

Source: CARE.md 1.4 ("severity words, reach") and 4.2.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from types import ModuleType

from vitrino.domain.matcher import Folded, fold
from vitrino.domain.message import Message, say
from vitrino.domain.severity import en, eo, pl
from vitrino.domain.triage import Alarm, Intent, judge
from vitrino.domain.triage.cues import compiled, cues, languages_of, places

__all__ = ["AT_ONCE", "Reason", "Severity", "weigh"]

AT_ONCE = 3
LONGEST_TEXT = 5_000
_POINTS = {Alarm.DANGER: 3, Alarm.THREAT: 2, Alarm.FRAUD: 2, Alarm.LEGAL: 2, Alarm.COMPLAINT: 1}
_WORDS: dict[str, ModuleType] = {"en": en, "pl": pl, "eo": eo}
_MANY, _VERY_MANY = 10_000, 100_000
_FEW_COPIES, _MANY_COPIES = 3, 10


@dataclass(frozen=True, slots=True)
class Reason:
    """What adds how many points. start, end: its place in the text; 0, 0 for what is known besides."""

    message: Message
    points: int
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True)
class Severity:
    """reasons: the weightiest first."""

    points: int
    reasons: tuple[Reason, ...]

    @property
    def is_at_once(self) -> bool:
        return self.points >= AT_ONCE


def weigh(text: str, *, language: str = "", reach: int | None = None, copies: int = 1) -> Severity:
    """Weigh a mention. reach: readers of its author, None when nobody knows. copies: how often the text was found."""
    text = text[:LONGEST_TEXT]
    triage = judge(text, language=language, surface="mention")
    is_asking = not {Intent.COMPLAINT, Intent.THREAT} & set(triage.intents) and "?" in text
    found = [
        Reason(one.words, 1 if is_asking and _is_mild(text[one.start : one.end]) else _POINTS[one.alarm],
               one.start, one.end)
        for one in triage.reasons if one.alarm in _POINTS
    ]  # fmt: skip
    is_praise = Intent.PRAISE in triage.intents and not {Intent.COMPLAINT, Intent.THREAT} & set(triage.intents)
    if is_praise and not any(one.points >= _POINTS[Alarm.DANGER] for one in found):
        return Severity(0, ())
    found += _said(fold(text), language)
    if found:
        found += _spread(reach, copies)
    ordered = tuple(sorted(found, key=lambda one: -one.points))
    return Severity(sum(one.points for one in ordered), ordered)


def _is_mild(words: str) -> bool:
    """Who asks what is in the cake mentions an allergy, too."""
    return fold(words).text.startswith(("allerg", "alerg"))


def _said(folded: Folded, language: str) -> list[Reason]:
    """Press and recall: the first place of each."""
    found: dict[str, Reason] = {}
    for name in languages_of(folded.source, language):
        for kind, pattern, message, points in _patterns(name):
            for start, end in places(pattern, folded):
                if not cues(name).is_denied(folded.text, start):
                    found.setdefault(kind, Reason(message, points, *folded.span(start, end)))
    return list(found.values())


@cache
def _patterns(language: str) -> tuple[tuple[str, re.Pattern[str], Message, int], ...]:
    """Name, words, what is told, points."""
    words = _WORDS[language]
    return (
        ("press", compiled(words.PRESS), say("Press or television is on it"), 2),
        ("recall", compiled(words.RECALL), say("It speaks of a recall or a ban"), 3),
    )


def _spread(reach: int | None, copies: int) -> list[Reason]:
    found = []
    if reach is not None and reach >= _MANY:
        found.append(Reason(say("Many people read this author: {n}", n=reach), 2 if reach >= _VERY_MANY else 1))
    if copies >= _FEW_COPIES:
        found.append(Reason(say("The text was found several times: {n}", n=copies), 2 if copies >= _MANY_COPIES else 1))
    return found
