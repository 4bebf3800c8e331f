"""Words that must, or must not, be in the same text for a name to count."""

from __future__ import annotations

import re
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
        self._known: dict[tuple[tuple[str, ...], tuple[str, ...]], bool] = {}

    @cached_property
    def _words(self) -> str:
        return f" {' '.join(_WORD.findall(self._folded))} "

    def allows(self, context: tuple[str, ...], excludes: tuple[str, ...]) -> bool:
        """No excluded phrase is there, and one of the context is, if any is asked for.

        Asked once for each set of words, however often a name stands in the text.
        """
        asked = (context, excludes)
        if asked not in self._known:
            self._known[asked] = self._allows(context, excludes)
        return self._known[asked]

    def _allows(self, context: tuple[str, ...], excludes: tuple[str, ...]) -> bool:
        if any(phrase in self._words for phrase in excludes):
            return False
        return not context or any(phrase in self._words for phrase in context)
