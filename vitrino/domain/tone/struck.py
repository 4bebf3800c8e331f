"""Words a shop has struck out, found in a text."""

from __future__ import annotations

from collections.abc import Iterable

from vitrino.domain.matcher import fold
from vitrino.domain.tone.finding import Span
from vitrino.domain.tone.words import Word, Words


def find_words(words: Words, entries: Iterable[str]) -> tuple[Span, ...]:
    """Where the entries stand, in order. An entry may be several words; with a * at its end it takes every ending."""
    return tuple(sorted({span for entry in entries for span in _places(words, fold(entry).text.split())}))


def _places(words: Words, wanted: list[str]) -> Iterable[Span]:
    for start in range(len(words.words) - len(wanted) + 1 if wanted else 0):
        run = words.words[start : start + len(wanted)]
        if all(_is(word, one) for word, one in zip(run, wanted, strict=True)):
            yield Span(run[0].start, run[-1].end)


def _is(word: Word, wanted: str) -> bool:
    return word.folded.startswith(wanted[:-1]) if wanted.endswith("*") else word.folded == wanted
