"""Names written with digits and signs: Z4bka, Ź@bk4."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Generic, TypeVar

from vitrino.domain.matcher.letters import LEET, LEET_SIGNS

SHORTEST = 5
_TOKEN = re.compile(r"[\w@$+€£!|]+")
Item = TypeVar("Item")


class Index(Generic[Item]):
    """Names of at least five letters by their leet skeleton; only whole tokens are looked up."""

    def __init__(self, names: Iterable[tuple[str, Item]]) -> None:
        self._by_skeleton: dict[str, list[Item]] = {}
        for name, item in names:
            if len(name) >= SHORTEST and name.isalpha():
                self._by_skeleton.setdefault(_skeleton(name), []).append(item)

    def find(self, text: str) -> Iterator[tuple[Item, int, int]]:
        """Names in the tokens of a folded text that mix letters with digits or signs: (item, start, end)."""
        if not self._by_skeleton or LEET_SIGNS.isdisjoint(text):
            return
        for match in _TOKEN.finditer(text):
            yield from self._in_token(match.group(), match.start())

    def _in_token(self, token: str, start: int) -> Iterator[tuple[Item, int, int]]:
        core = token.strip("@!|_")
        for form in {token, core}:
            if len(form) < SHORTEST or LEET_SIGNS.isdisjoint(form) or form.isdigit():
                continue
            first = start + token.index(form)
            for item in self._by_skeleton.get(_skeleton(form), ()):
                yield item, first, first + len(form)


def _skeleton(word: str) -> str:
    return word.translate(LEET)
