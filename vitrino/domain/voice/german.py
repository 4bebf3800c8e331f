"""The German Sie: a capital within a sentence."""

from __future__ import annotations

from collections.abc import Iterator

from vitrino.domain.tone.finding import Span
from vitrino.domain.tone.words import Words

_POLITE = frozenset({"sie", "ihnen", "ihr", "ihre", "ihrem", "ihren", "ihrer", "ihres"})


def formal(words: Words) -> Iterator[Span]:
    """Sie, Ihnen, Ihr where they don't begin a sentence: there a capital says nothing."""
    for place, word in enumerate(words.words):
        is_first = place == 0 or words.words[place - 1].sentence != word.sentence
        if word.folded in _POLITE and words.source[word.start].isupper() and not is_first and not word.is_quoted:
            if words.source[word.start : word.end].isupper() or _after_colon(words.source, word.start):
                continue
            yield Span(word.start, word.end)


def _after_colon(source: str, start: int) -> bool:
    """A sentence may begin after a colon, a dash, a bullet or an opening quotation mark."""
    return source[:start].rstrip().endswith((":", "–", "-", "•", "„", "(", "…"))
