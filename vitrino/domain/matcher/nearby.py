"""Words that must, or must not, be in the same text for a name to count."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cached_property

_WORD = re.compile(r"\w+")


def phrase(folded: str) -> str:
    """A folded word or phrase as `Nearby` looks for it; a trailing * stays open for any ending."""
    words = " ".join(_WORD.findall(folded))
    return f" {words}" if folded.endswith("*") else f" {words} "


class Nearby:
    """The words of one folded text, split only when somebody asks."""

    def __init__(self, folded: str) -> None:
        self._folded = folded

    @cached_property
    def _words(self) -> str:
        return f" {' '.join(_WORD.findall(self._folded))} "

    def allows(self, context: Iterable[str], excludes: Iterable[str]) -> bool:
        """No excluded phrase is there, and one of the context is, if any is asked for."""
        if any(phrase in self._words for phrase in excludes):
            return False
        context = tuple(context)
        return not context or any(phrase in self._words for phrase in context)
