"""What posts are like, as words and yes or no: what the ignored ones can have in common, alone or in pairs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import ceil

import numpy as np
from numpy.typing import NDArray

from vitrino.domain.insight.posts import Post

Value = str | bool | int
Mask = NDArray[np.bool_]

_NAMES = ("format", "topic", "promo", "question", "link", "hashtags")
# First hour of each part of the day; before six it is still night.
_DAYPARTS = ((22, "night"), (18, "evening"), (14, "afternoon"), (10, "midday"), (6, "morning"), (0, "night"))
# A caller whose lengths are levels already gives few small numbers; one that counts characters gives larger ones.
_MOST_LEVELS, _LARGEST_LEVEL = 6, 20
_SMALLEST_GROUP = 5
_SMALLEST_SHARE = 0.04
# A pair that nearly all posts of one of its traits are says no more than that trait.
_MOST_OF_PARENT = 0.8
# Each weekday in a pair would double the pairs, and so hide what is there; weekend or not is enough.
_ONLY_ALONE = "weekday"


@dataclass(frozen=True, slots=True)
class Candidate:
    """One trait, or two together. where: which posts have it. parents: places of its single traits in the list."""

    traits: Mapping[str, Value]
    where: Mask
    parents: tuple[int, ...] = ()


def candidates(posts: Sequence[Post]) -> list[Candidate]:
    """Every single trait and every pair that enough posts have, and enough have not; single ones first."""
    singles = _singles(posts)
    return singles + _pairs(singles, _fewest(len(posts)))


def traits_of(posts: Sequence[Post]) -> list[dict[str, Value]]:
    """What is known of each post: format, topic, length, promo, question, link, hashtags, daypart, weekend, weekday."""
    lengths = {post.length for post in posts if isinstance(post.length, int)}
    are_levels = len(lengths) <= _MOST_LEVELS and max(lengths, default=0) <= _LARGEST_LEVEL
    return [_traits(post, are_levels) for post in posts]


def daypart(hour: int) -> str:
    return next(word for first, word in _DAYPARTS if hour >= first)


def _traits(post: Post, lengths_are_levels: bool) -> dict[str, Value]:
    known = {name: getattr(post, name) for name in _NAMES}
    known["length"] = post.length if lengths_are_levels else post.length_level
    known |= {"daypart": daypart(post.at.hour), "weekend": post.at.weekday() >= 5, "weekday": post.at.weekday()}
    return {name: value for name, value in known.items() if value is not None and value != ""}


def _fewest(count: int) -> int:
    return max(_SMALLEST_GROUP, ceil(count * _SMALLEST_SHARE))


def _singles(posts: Sequence[Post]) -> list[Candidate]:
    of_posts = traits_of(posts)
    values = {(name, type(value).__name__, value) for traits in of_posts for name, value in traits.items()}
    found = []
    for name, _kind, value in sorted(values, key=repr):
        where = np.array([traits.get(name) == value and name in traits for traits in of_posts], dtype=bool)
        if _fewest(len(posts)) <= where.sum() <= len(posts) - _fewest(len(posts)):
            found.append(Candidate({name: value}, where))
    return found


def _pairs(singles: Sequence[Candidate], fewest: int) -> list[Candidate]:
    """Two traits of different kinds; a pair that is the same posts as one of its traits says nothing more."""
    found = []
    for (first, one), (second, other) in combinations(enumerate(singles), 2):
        names = one.traits.keys() | other.traits.keys()
        if len(names) < 2 or _ONLY_ALONE in names:
            continue
        where = one.where & other.where
        if fewest <= where.sum() <= _MOST_OF_PARENT * min(one.where.sum(), other.where.sum()):
            found.append(Candidate({**one.traits, **other.traits}, where, (first, second)))
    return found
