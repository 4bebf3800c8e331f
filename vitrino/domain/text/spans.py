"""Where something stands in a text."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Span:
    """The part `text` of a longer text, from `start` up to (not including) `end`, in code points.

    `text` is exactly what stands there, so a hashtag keeps its `#` and a mention its `@`.
    """

    start: int
    end: int
    text: str


def spans_outside(spans: list[Span], taken: list[Span]) -> list[Span]:
    """Those of `spans` that begin outside `taken`. Both are in order and free of overlaps among themselves."""
    free: list[Span] = []
    at = 0
    for span in spans:
        while at < len(taken) and taken[at].end <= span.start:
            at += 1
        if at == len(taken) or span.start < taken[at].start:
            free.append(span)
    return free
