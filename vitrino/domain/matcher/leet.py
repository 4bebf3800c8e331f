"""Names written with digits and signs: Z4bka, Ź@bk4."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TypeVar

from vitrino.domain.matcher.letters import LEET, LEET_SIGNS

SHORTEST = 5
_TOKEN = re.compile(r"[\w@$+€£!|]+")
# A sign or a digit beside a letter; one at the end of a word only if it is a digit ("super!" is no leet).
_mixed = re.compile(r"[^\W\d_][@$+€£!|\d]*(?:\d|[@$+€£!|][^\W_])|[\d@$€£+|!][^\W\d_]").search
# Most texts hold none of them, and this alone is four times as fast as the look for a mixture.
_sign = re.compile(r"[\d@$+€£!|]").search
Item = TypeVar("Item")


def is_open(name: str) -> bool:
    """Whether a squashed name counts in leet: at least five letters, no digits of its own."""
    return len(name) >= SHORTEST and name.isalpha()


def skeleton(word: str) -> str:
    """What a word and its leet writings have in common."""
    return word.translate(LEET)


def find(names: Mapping[str, tuple[Item, ...]], text: str) -> Iterator[tuple[Item, int, int]]:
    """Names (by skeleton) in the tokens of a folded text that mix letters with digits or signs: (item, start, end)."""
    if not names or _sign(text) is None or _mixed(text) is None:
        return
    for match in _TOKEN.finditer(text):
        yield from _in_token(names, match.group(), match.start())


def _in_token(names: Mapping[str, tuple[Item, ...]], token: str, start: int) -> Iterator[tuple[Item, int, int]]:
    if LEET_SIGNS.isdisjoint(token):
        return
    core = token.strip("@!|_")
    for form in {token, core}:
        if len(form) < SHORTEST or LEET_SIGNS.isdisjoint(form) or form.isdigit():
            continue
        first = start + token.index(form)
        for item in names.get(skeleton(form), ()):
            yield item, first, first + len(form)
