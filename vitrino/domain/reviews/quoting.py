"""A quotation of a review says what the review says: its own words, in its own order."""

from __future__ import annotations

import re

_LEFT_OUT = re.compile(r"\s*(?:\[\s*(?:…|\.{3})\s*\]|…|\.{3})\s*")
LEAST_WORDS = 2


def is_verbatim(quote: str, review: str) -> bool:
    """True when each part between "…" stands in the review, in this order; letters' case and spaces don't matter."""
    parts = [part for part in (_plain(one) for one in _LEFT_OUT.split(quote)) if part]
    source, place = _plain(review), 0
    for part in parts:
        found = source.find(part, place)
        if found < 0 or not _is_whole(source, found, found + len(part)):
            return False
        place = found + len(part)
    return sum(len(part.split()) for part in parts) >= LEAST_WORDS


def _is_whole(source: str, start: int, end: int) -> bool:
    """Begins and ends at the border of a word, so that "not good" never becomes "good" out of "nogood"."""
    before, after = source[max(0, start - 1) : start], source[end : end + 1]
    return not (before.isalnum() and source[start].isalnum()) and not (after.isalnum() and source[end - 1].isalnum())


def _plain(text: str) -> str:
    return " ".join(text.strip(" \t\r\n\"'“”„«»").casefold().split())
