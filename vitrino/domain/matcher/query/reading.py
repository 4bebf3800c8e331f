"""One text as queries read it: its folded words and where they stand."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cached_property

from vitrino.domain.matcher.fold import Folded
from vitrino.domain.matcher.term import Post

_WORD = re.compile(r"[^\W_]+")


class Reading:
    """The words of a text, numbered from 0."""

    def __init__(self, folded: Folded, post: Post) -> None:
        self.post = post
        self._folded = folded

    @cached_property
    def words(self) -> list[str]:
        return [self._folded.text[start:end] for start, end in self._spans]

    @cached_property
    def numbers(self) -> dict[str, list[int]]:
        """Where each word stands."""
        found: dict[str, list[int]] = defaultdict(list)
        for number, word in enumerate(self.words):
            found[word].append(number)
        return found

    def in_source(self, first: int, past: int) -> tuple[int, int]:
        """The place of the words [first, past) in the original text."""
        return self._folded.span(self._spans[first][0], self._spans[past - 1][1])

    @cached_property
    def _spans(self) -> list[tuple[int, int]]:
        return [match.span() for match in _WORD.finditer(self._folded.text)]
