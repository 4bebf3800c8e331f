"""The parts of a query. Each answers where in a text it stands: word numbers [first, past); None when it is not true.

An empty list means: true, but at no place (a field, a NOT).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import Protocol

from vitrino.domain.matcher.query.reading import Reading
from vitrino.domain.matcher.term import Post

Words = list[tuple[int, int]]


class Node(Protocol):
    """A part of a query. anchors: words one of which any fitting text contains; None when there are no such words."""

    def find(self, reading: Reading) -> Words | None: ...

    def anchors(self) -> frozenset[str] | None: ...


@dataclass(frozen=True)
class Query:
    """A whole query, as typed and as understood."""

    text: str
    node: Node

    @cached_property
    def anchors(self) -> frozenset[str]:
        """Words one of which any fitting text contains; empty when every text has to be read."""
        return self.node.anchors() or frozenset()

    def places(self, reading: Reading) -> list[tuple[int, int]]:
        """Where in the source it is true; the whole text for a query without words; [] when it is not true."""
        found = self.node.find(reading)
        if found is None:
            return []
        if not found:
            return [(0, len(reading.post.text))]
        return sorted({reading.in_source(first, past) for first, past in found})


@dataclass(frozen=True)
class Phrase:
    """One word or several in a row, folded."""

    words: tuple[str, ...]

    def find(self, reading: Reading) -> Words | None:
        length = len(self.words)
        wanted = list(self.words)
        firsts = reading.numbers.get(wanted[0], [])
        return [(n, n + length) for n in firsts if reading.words[n : n + length] == wanted] or None

    def anchors(self) -> frozenset[str] | None:
        return frozenset(self.words[:1])


@dataclass(frozen=True)
class Prefix:
    """Words that begin so: bak*."""

    beginning: str

    def find(self, reading: Reading) -> Words | None:
        fitting = enumerate(reading.words)
        return [(n, n + 1) for n, word in fitting if word.startswith(self.beginning)] or None

    def anchors(self) -> frozenset[str] | None:
        return None


@dataclass(frozen=True)
class Field:
    """Something known about the post: author:anna, link:zabka.pl/*."""

    name: str
    value: str
    fits: Callable[[Post, str], bool]

    def find(self, reading: Reading) -> Words | None:
        return [] if self.fits(reading.post, self.value) else None

    def anchors(self) -> frozenset[str] | None:
        return None


@dataclass(frozen=True)
class Near:
    """Two parts with at most `most` words between them, in either order."""

    left: Node
    right: Node
    most: int

    def find(self, reading: Reading) -> Words | None:
        ones, others = self.left.find(reading), self.right.find(reading)
        if not ones or not others:
            return None
        found = []
        others = sorted(others)
        longest = max(past - first for first, past in others)
        for first, past in ones:
            # Only neighbours are compared, so that a word that fills the text costs no more than its length.
            lowest = bisect_left(others, (first - self.most - longest, 0))
            highest = bisect_left(others, (past + self.most + 1, 0))
            near = (other for other in others[lowest:highest] if other[1] <= first or past <= other[0])
            found += [(min(first, a), max(past, b)) for a, b in near if max(first, a) - min(past, b) <= self.most]
        return found or None

    def anchors(self) -> frozenset[str] | None:
        return _fewest(self.left, self.right)


@dataclass(frozen=True)
class And:
    parts: tuple[Node, ...]

    def find(self, reading: Reading) -> Words | None:
        found: Words = []
        for part in self.parts:
            own = part.find(reading)
            if own is None:
                return None
            found += own
        return found

    def anchors(self) -> frozenset[str] | None:
        return _fewest(*self.parts)


@dataclass(frozen=True)
class Or:
    parts: tuple[Node, ...]

    def find(self, reading: Reading) -> Words | None:
        found = [own for part in self.parts if (own := part.find(reading)) is not None]
        return list(chain.from_iterable(found)) if found else None

    def anchors(self) -> frozenset[str] | None:
        each = [part.anchors() for part in self.parts]
        return None if None in each else frozenset().union(*(words for words in each if words))


@dataclass(frozen=True)
class Not:
    part: Node

    def find(self, reading: Reading) -> Words | None:
        return [] if self.part.find(reading) is None else None

    def anchors(self) -> frozenset[str] | None:
        return None


def _fewest(*parts: Node) -> frozenset[str] | None:
    """All parts must be there, so the words of one of them are enough; the fewest give the fewest false alarms."""
    known = [words for part in parts if (words := part.anchors()) is not None]
    return min(known, key=len) if known else None
