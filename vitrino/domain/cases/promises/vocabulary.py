"""The words of a language in which times are promised, and the tokens they are compared with."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from vitrino.domain.matcher import fold

_TOKEN = re.compile(
    r"\d{4}-\d{2}-\d{2}|\d{1,2}\.\d{1,2}\.\d{4}|\d{1,2}[:.]\d{2}(?!\d)(?:\.\d{4})?|\d{1,2}/\d{1,2}(?:/\d{4})?|\d+(?:[.,]5(?!\d))?"
    r"|[ap]\.m\.?|[^\W\d_]+(?:'[^\W\d_]+)*|\n|\S"
)


class Unit(StrEnum):
    """What is counted."""

    MINUTE = "minute"
    HOUR = "hour"
    DAY = "day"
    WORKDAY = "workday"
    WEEK = "week"
    MONTH = "month"


@dataclass(frozen=True, slots=True)
class Token:
    """A folded word, number or sign, and its place in the original text."""

    word: str
    start: int
    end: int


@dataclass(frozen=True)
class Vocabulary:
    """Every phrase is written as it is spelt; it is folded once, here. Data: one file for each language.

    within, before, by, at, on: what stands before a length, a due time, an hour, a day. latest: what stands behind.
    since: what makes a day the beginning of something.
    parts: part of the day -> its end as (hour, minute); moments: "tonight" -> (days from today, hour, minute).
    ends: end of a day, week or month.
    ours: a promise of ours; asks: a request to the customer; not_ours: sentences about anything else, such as hours.
    """

    numbers: Mapping[str, float]
    units: Mapping[str, Unit]
    lengths: Mapping[str, tuple[float, Unit]]
    working: Sequence[str]
    few: Sequence[str]
    about: Sequence[str]
    within: Sequence[str]
    before: Sequence[str]
    by: Sequence[str]
    at: Sequence[str]
    on: Sequence[str]
    since: Sequence[str]
    latest: Sequence[str]
    articles: Sequence[str]
    ranges: Sequence[str]
    days: Mapping[str, int]
    weekdays: Mapping[str, int]
    next: Sequence[str]
    this: Sequence[str]
    months: Mapping[str, int]
    of: Sequence[str]
    ordinals: Sequence[str]
    hours: Mapping[str, int]
    oclock: Sequence[str]
    halves: Mapping[str, int]
    parts: Mapping[str, tuple[int, int]]
    moments: Mapping[str, tuple[int, int, int]]
    ends: Mapping[str, str]
    vague: Sequence[str]
    ours: str
    asks: str
    not_ours: str
    past: str
    negation: str
    ordinal_is_hour: bool = False
    _phrases: dict[str, dict[str, Any]] = field(default_factory=dict, init=False, repr=False, compare=False)
    # Per kind: the first word of its phrases -> how many words the longest of them has. Most places fail here, cheaply.
    _longest: dict[str, dict[str, int]] = field(default_factory=dict, init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        for name, value in vars(self).items():
            if isinstance(value, Mapping) and not name.startswith("_"):
                self._phrases[name] = {_spelt(phrase): meaning for phrase, meaning in value.items()}
            elif isinstance(value, tuple):
                self._phrases[name] = {_spelt(phrase): True for phrase in value}
        for name, phrases in self._phrases.items():
            in_words = sorted((phrase.split(" ") for phrase in phrases), key=len)
            self._longest[name] = {words[0]: len(words) for words in in_words}

    def match(self, name: str, tokens: Sequence[Token], place: int) -> tuple[Any, int] | None:
        """The longest phrase of a kind at a place: its meaning and the place behind it."""
        if place >= len(tokens):
            return None
        phrases, longest = self._phrases[name], self._longest[name].get(tokens[place].word, 0)
        for length in range(min(longest, len(tokens) - place), 0, -1):
            spelt = " ".join(token.word for token in tokens[place : place + length])
            if spelt in phrases:
                return phrases[spelt], place + length
        return None


def tokens_of(text: str) -> list[Token]:
    """The words, numbers and signs of a text, folded; line breaks are tokens of their own."""
    return list(_tokens(text))


def _tokens(text: str) -> Iterator[Token]:
    base = 0
    for line in re.split(r"(\n)", text):
        if line == "\n":
            yield Token("\n", base, base + 1)
        else:
            folded = fold(line)
            for match in _TOKEN.finditer(folded.text):
                start, end = folded.span(*match.span())
                yield Token(match.group(), base + start, base + end)
        base += len(line)


def _spelt(phrase: str) -> str:
    return " ".join(token.word for token in _tokens(phrase))
