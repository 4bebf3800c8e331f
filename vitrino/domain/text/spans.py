"""Where something stands in a text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Span:
    """The part `text` of a longer text, from `start` up to (not including) `end`, in code points.

    `text` is exactly what stands there, so a hashtag keeps its `#` and a mention its `@`.
    """

    start: int
    end: int
    text: str


def first_come(spans: Iterable[Span]) -> list[Span]:
    """The spans in order of their start, without those that begin in one that is kept before them."""
    kept: list[Span] = []
    for span in sorted(spans, key=lambda span: span.start):
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return kept
