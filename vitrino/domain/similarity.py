"""How alike two posts are, so that the same text on every channel is noticed (seed: write for each platform)."""

from __future__ import annotations

import re
import zlib
from typing import Literal

from vitrino.domain.matcher import fold

Verdict = Literal["same", "nearly"]

# Thresholds, tried on pairs written for this (see the tests). Shingles of 5 characters, compared by Jaccard.
# 0.85: a word exchanged or a greeting added to 30 words. 0.5: one of two sentences rewritten.
SAME = 0.85
NEARLY = 0.5
# A cut-down copy: most of the shorter text stands in the longer one. Needs some length, or any slogan would do.
CONTAINED = 0.8
CONTAINED_FROM = 60
# Below this many characters only an identical text counts: "New hours today!" is alike by chance.
SHORTEST = 20
_SHINGLE = 5
_WORD = re.compile(r"\w+")
# What a text is found again by: the smallest numbers of all its runs of 12 characters (a bottom-k sketch; Broder,
# "On the resemblance and containment of documents", 1997). Runs this long hardly ever meet by chance, and the
# smallest of a part are among the smallest of the whole, so that a cut-down copy is found too.
KEYS = 16
_RUN = 12
_NOT_TEXT = ("#", "@", "http://", "https://", "www.")


def plain(text: str) -> str:
    """The words that are compared: folded, without links, hashtags, handles, signs and emoji."""
    words = (word for word in fold(text).text.split() if not word.startswith(_NOT_TEXT))
    return " ".join(_WORD.findall(" ".join(words)))


def similarity(a: str, b: str) -> float:
    """0 (nothing in common) to 1 (the same words in the same order); links, tags and emoji don't count.

    Two texts without any words are alike only when they are equal.
    """
    first, second = _shingles(plain(a)), _shingles(plain(b))
    if not first or not second:
        return float(a.strip() == b.strip())
    return len(first & second) / len(first | second)


def verdict(a: str, b: str) -> Verdict | None:
    """ "same" for a copy, "nearly" for a copy with changes or a cut-down copy, None for a text of its own.

    "Fresh bread from 7, come by!" / "Fresh bread from 7, come by! #bakery" -> "same".
    A text with its second sentence rewritten, or only its first two sentences -> "nearly".
    """
    first, second = plain(a), plain(b)
    if min(len(first), len(second)) < SHORTEST:
        return "same" if first == second and a.strip() and (first or a.strip() == b.strip()) else None
    alike = similarity(a, b)
    if alike >= SAME:
        return "same"
    return "nearly" if alike >= NEARLY or _is_cut_down(first, second) else None


def keys(text: str) -> tuple[int, ...]:
    """At most 16 numbers below 2**32 to find a text by among a million others, in ascending order.

    Two texts for which `verdict` is not None nearly always share one; two others hardly ever do. The same on every
    machine and in every version, because they are stored. A short text has one, as only its equal is its copy.
    """
    words = plain(text)
    if len(words) < SHORTEST:
        return (_number((words or text.strip()).encode()),) if text.strip() else ()
    wide = words.encode("utf-32-le")
    starts = range(0, len(wide) - 4 * _RUN + 1, 4)
    return tuple(sorted({_number(wide[start : start + 4 * _RUN]) for start in starts})[:KEYS])


def _number(piece: bytes) -> int:
    """Spread evenly: the check sum times an odd number, so that the smallest are drawn and not the alphabet's first."""
    return zlib.crc32(piece) * 2_654_435_761 & 0xFFFF_FFFF


def _is_cut_down(first: str, second: str) -> bool:
    """Whether the shorter text is mostly a part of the longer one."""
    shorter, longer = sorted((first, second), key=len)
    if len(shorter) < CONTAINED_FROM:
        return False
    part = _shingles(shorter)
    return len(part & _shingles(longer)) / len(part) >= CONTAINED


def _shingles(words: str) -> set[str]:
    """Every run of five characters; a shorter text is one shingle."""
    if not words:
        return set()
    return {words[place : place + _SHINGLE] for place in range(max(1, len(words) - _SHINGLE + 1))}
