"""Which entries take part, and why the others do not."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, get_args

# "word": what was asked for is not in it. "limit": the person has taken part as often as allowed already.
State = Literal["in", "removed", "own", "early", "late", "word", "limit", "ruled-out"]
STATES: tuple[State, ...] = get_args(State)


@dataclass(frozen=True)
class Terms:
    """What an entry must be like. words: one of them must be in the text; () asks for none. limit: 0 for any number."""

    opens_at: datetime
    closes_at: datetime
    words: tuple[str, ...] = ()
    limit: int = 1


@dataclass(frozen=True)
class Entered:
    """One entry as it came. person: the same for everything of one person. ruling: a word of the shop's owner.

    is_own: by an account of the shop or somebody who may not take part.
    """

    person: str
    at: datetime
    text: str
    is_own: bool = False
    is_removed: bool = False
    ruling: Literal["", "in", "out"] = ""


def judge(entries: Sequence[Entered], terms: Terms) -> list[State]:
    """A state for each, in their order; they must come oldest first, because the first ones of a person count.

    A ruling "in" stands in for the missing word only: nobody can let in what came late or from the shop itself.
    """
    taken: Counter[str] = Counter()
    states: list[State] = []
    for entry in entries:
        state = _alone(entry, terms)
        if state == "in" and terms.limit and taken[entry.person] >= terms.limit:
            state = "limit"
        taken[entry.person] += state == "in"
        states.append(state)
    return states


def has_word(text: str, words: Sequence[str]) -> bool:
    """Is one of these in the text, however it is written? True when nothing is asked for."""
    plain = _plain(text)
    return not words or any(_plain(word) in plain for word in words)


def _alone(entry: Entered, terms: Terms) -> State:
    at = entry.at.replace(microsecond=0)
    if entry.is_removed:
        return "removed"
    if entry.is_own:
        return "own"
    if at < terms.opens_at.replace(microsecond=0):
        return "early"
    if at >= terms.closes_at.replace(microsecond=0):
        return "late"
    if entry.ruling == "out":
        return "ruled-out"
    return "in" if entry.ruling == "in" or has_word(entry.text, terms.words) else "word"


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())
