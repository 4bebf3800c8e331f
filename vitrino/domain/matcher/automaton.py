"""All patterns in one pass over a text (Aho and Corasick 1975), in C where it is installed, else in Python."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from typing import Protocol

Found = tuple[int, int, int]
"""Pattern number, start, end."""


class Automaton(Protocol):
    """Finds every occurrence of every pattern, overlaps included, in any order."""

    def find(self, text: str) -> Sequence[Found]: ...


def automaton(patterns: Sequence[str], *, native: bool = True) -> Automaton:
    """The fastest automaton this machine has; `native=False` asks for the Python one. Patterns are not empty."""
    if not native:
        return PurePython(patterns)
    try:
        return Native(patterns)
    except ImportError:  # the extension has no wheel for this machine
        return PurePython(patterns)


class Native:
    """The C extension; raises ImportError where it isn't installed."""

    def __init__(self, patterns: Sequence[str]) -> None:
        from ahocorasick_rs import AhoCorasick

        self._inner = AhoCorasick(list(patterns))

    def find(self, text: str) -> Sequence[Found]:
        return self._inner.find_matches_as_indexes(text, overlapping=True)


class PurePython:
    """The same in plain Python: about a tenth of the speed, no installation."""

    def __init__(self, patterns: Sequence[str]) -> None:
        self._lengths = [len(pattern) for pattern in patterns]
        self._next: list[dict[str, int]] = [{}]
        self._fail = [0]
        self._ends: list[list[int]] = [[]]
        for number, pattern in enumerate(patterns):
            self._add(number, pattern)
        self._link()

    def find(self, text: str) -> Sequence[Found]:
        return list(self._walk(text))

    def _walk(self, text: str) -> Iterator[Found]:
        state = 0
        for place, char in enumerate(text, start=1):
            while state and char not in self._next[state]:
                state = self._fail[state]
            state = self._next[state].get(char, 0)
            for number in self._ends[state]:
                yield number, place - self._lengths[number], place

    def _add(self, number: int, pattern: str) -> None:
        state = 0
        for char in pattern:
            if char not in self._next[state]:
                self._next[state][char] = len(self._next)
                self._next.append({})
                self._fail.append(0)
                self._ends.append([])
            state = self._next[state][char]
        self._ends[state].append(number)

    def _link(self) -> None:
        """Point each state at the longest proper suffix that is also a state, level by level."""
        queue = deque(self._next[0].values())
        while queue:
            state = queue.popleft()
            for char, child in self._next[state].items():
                queue.append(child)
                back = self._fail[state]
                while back and char not in self._next[back]:
                    back = self._fail[back]
                self._fail[child] = self._next[back].get(char, 0)
                self._ends[child] = self._ends[child] + self._ends[self._fail[child]]
