"""A text taken apart for the tone rules: words folded for comparing, each with its place, sentence and quotation."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass

from vitrino.domain.matcher import fold

# A word may hold an apostrophe or a hyphen: don't, e-mail. A lone "?" or "!" matters to no cue.
_WORD = re.compile(r"\w+(?:['-]\w+)*")
_SENTENCE_END = re.compile(r"[.!?]+(?=\s|$)|\n")
_QUOTED = re.compile("[\"„“«]([^\"„“”«»]{2,500})[\"”“»]|(?<!\\w)'([^']{2,500})'(?!\\w)|‘([^‘’]{2,500})’")
# Shortenings after which a full stop ends no sentence.
_SHORT = frozenset(
    {
        *("mr", "mrs", "ms", "dr", "st", "e.g", "i.e", "etc", "approx", "p.m", "a.m"),
        *("nr", "godz", "ul", "tel", "np", "tzn", "m.in"),
        *("s-ro", "s-ino", "ekz", "t.e"),
    }
)
_LONGEST_SHORT = 8
_X_SYSTEM = re.compile("([cghjsu])x")


@dataclass(frozen=True, slots=True)
class Word:
    """folded: lower case without accents. exact: lower case as written. Places are code points of the source.

    follows_tightly: only spaces stand before it, and then a word.
    """

    folded: str
    exact: str
    start: int
    end: int
    sentence: int
    is_quoted: bool
    follows_tightly: bool


@dataclass(frozen=True)
class Words:
    """All words of a text in order. has_accents: whether it is written with them at all."""

    source: str
    words: tuple[Word, ...]
    has_accents: bool

    def sentence(self, number: int) -> tuple[Word, ...]:
        return tuple(word for word in self.words if word.sentence == number)

    @property
    def sentences(self) -> int:
        return self.words[-1].sentence + 1 if self.words else 0


def read(text: str, language: str, *, quotes_of: str = "") -> Words:
    """Take a text apart. Words in quotation marks that also stand in `quotes_of` are marked as quoted."""
    folded = fold(text)
    ends = list(_ends(folded.text))
    quoted = deque(_quotations(text, quotes_of))
    words: list[Word] = []
    sentence, passed = 0, 0
    for match in _WORD.finditer(folded.text):
        while passed < len(ends) and ends[passed] <= match.start():
            sentence, passed = sentence + bool(words and words[-1].sentence == sentence), passed + 1
        start, end = folded.span(match.start(), match.end())
        while quoted and quoted[0][1] < end:
            quoted.popleft()
        is_quoted = bool(quoted) and quoted[0][0] <= start
        is_tight = bool(words) and text[words[-1].end : start].isspace()
        exact = text[start:end].lower()
        words.append(Word(_plain(match[0], language), exact, start, end, sentence, is_quoted, is_tight))
    return Words(text, tuple(words), any(not word.exact.isascii() for word in words))


def key(text: str, language: str = "") -> str:
    """The folded words with single spaces, as cues are compared."""
    return " ".join(_plain(word, language) for word in _WORD.findall(fold(text).text))


def _plain(word: str, language: str) -> str:
    """Esperanto is also written bedauxras; Polish and English words with an x after these letters stay."""
    return _X_SYSTEM.sub(r"\1", word) if language == "eo" else word


def _ends(folded: str) -> Iterator[int]:
    for match in _SENTENCE_END.finditer(folded):
        before = folded[max(0, match.start() - _LONGEST_SHORT) : match.start()].split()
        if match[0] != "." or not before or before[-1].strip("(\"'") not in _SHORT:
            yield match.end()


def _quotations(text: str, of: str) -> Iterator[tuple[int, int]]:
    theirs = f" {key(of)} "
    for match in _QUOTED.finditer(text):
        inner = key(next(group for group in match.groups() if group is not None))
        if inner and f" {inner} " in theirs:
            yield match.span()
