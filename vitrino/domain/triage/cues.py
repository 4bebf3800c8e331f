"""Cues of a language as one expression for each meaning, searched for in folded text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from vitrino.domain.language import identify
from vitrino.domain.matcher import Folded, key
from vitrino.domain.signals import en as first_en
from vitrino.domain.signals import eo as first_eo
from vitrino.domain.signals import pl as first_pl
from vitrino.domain.triage import en, eo, pl
from vitrino.domain.triage.names import Alarm, Intent

LANGUAGES = {"en": (en, first_en), "pl": (pl, first_pl), "eo": (eo, first_eo)}
_NEAR = 3
_GAP = r"[^\s.;!?]+(?:\s+[^\s.;!?]+){0,5}?"
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")


@dataclass(frozen=True)
class Cues:
    """What a language says for each intent and each alarm."""

    intents: dict[Intent, re.Pattern[str]]
    alarms: dict[Alarm, re.Pattern[str]]
    question: re.Pattern[str]
    negations: frozenset[str]

    def is_denied(self, text: str, place: int) -> bool:
        """Whether one of the few words before a place says no; not beyond the clause."""
        clause = re.split(r"[.,;!?\n]", text[:place])[-1]
        return any(word in self.negations for word in _WORD.findall(clause)[-_NEAR:])


@cache
def cues(language: str) -> Cues:
    """The cues of en, pl or eo."""
    words, first = LANGUAGES[language]
    complaints = (*words.INTENTS[Intent.COMPLAINT], *(f"{stem}*" for stem in first.COMPLAINT), *first.COMPLAINT_PHRASES)
    return Cues(
        {
            intent: compiled(complaints if intent is Intent.COMPLAINT else found)
            for intent, found in words.INTENTS.items()
        },
        {alarm: compiled(found) for alarm, found in words.ALARMS.items()},
        re.compile(rf"(?:^|[.,;!?\n])\s*(?:\w{{1,3}}\s+)?({'|'.join(map(_cue, words.QUESTION_WORDS))})\b"),
        frozenset(map(key, words.NEGATIONS)),
    )


def languages_of(text: str, language: str) -> Iterable[str]:
    """The language when it is one of ours; all of them when nobody knows; none for a foreign one."""
    language = language or identify(text).language
    if language in LANGUAGES:
        return (language,)
    return () if language else tuple(LANGUAGES)


def places(pattern: re.Pattern[str], folded: Folded) -> Iterator[tuple[int, int]]:
    """Where a pattern is found, in the folded text."""
    return (match.span() for match in pattern.finditer(folded.text))


def compiled(phrases: Iterable[str]) -> re.Pattern[str]:
    """Phrases of folded words as one expression: a star is any ending, three dots are words between."""
    return re.compile(rf"\b(?:{'|'.join(map(_cue, phrases))})(?!\w)")


def _cue(phrase: str) -> str:
    """A phrase as an expression: a star is any ending, three dots are one to six words of the same sentence."""
    return r"\s+".join(
        _GAP if word == "…" else re.escape(key(word)).replace(r"\*", r"[\w'-]*") for word in phrase.split()
    )
