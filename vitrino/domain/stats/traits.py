"""What the ignored posts have in common, if anything.

The most common traits of the ten worst posts are a story about nothing: they name eight traits even where none matters
(INSIGHT.md 4). Here a trait is named when posts having it lie so low that a draw by lot over all traits would hardly
ever give that, when they get at least 13 % less, and when they are ignored 1.25 times as often. Never "because".
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from statistics import median

from vitrino.domain.message import say
from vitrino.domain.stats.posts import FEWEST, MeasuredPost, NoDifference, NotEnough, ripe, scores
from vitrino.domain.stats.spread import group_z, normal_scores, threshold

FALSE_ALARMS = 0.01
MOST_CLAIMS = 3
_SMALLEST_GROUP = 5
_SMALLEST_SHARE = 0.04
_IGNORED_SHARE = 0.25
_LEAST_LOSS = 0.13
_LEAST_LIFT = 1.25


@dataclass(frozen=True)
class Shared:
    """A trait of ignored posts. multiplier: answers against posts without it, below 1. ids: the posts having it.

    ignored_share: of the posts having it, how many are in the lowest quarter; base_share: of all posts.
    """

    trait: str
    multiplier: float
    ignored_share: float
    base_share: float
    ids: tuple[str, ...]
    sample: int


def ignored(posts: Sequence[MeasuredPost], now: datetime) -> tuple[Shared, ...] | NotEnough | NoDifference:
    """Up to three traits, the clearest first; each is looked for after the effect of the ones before is taken off."""
    posts = ripe(posts, now)
    if len(posts) < FEWEST:
        missing = FEWEST - len(posts)
        words = say("Not enough posts with numbers yet. Still needed: {missing}.", missing=missing)
        return NotEnough(len(posts), missing, words)
    values = scores(posts)
    lowest = _lowest_quarter(values)
    traits = _candidates(posts)
    found: list[Shared] = []
    while traits and len(found) < MOST_CLAIMS:
        trait = _clearest(traits, values)
        if trait is None:
            break
        places = traits.pop(trait)
        shift = _shift(values, places)
        values = [value - shift if place in places else value for place, value in enumerate(values)]
        shared = _shared(trait, places, shift, lowest, posts)
        if _is_worth_saying(shared):
            found.append(shared)
    if found:
        return tuple(found)
    return NoDifference(len(posts), 0, say("The ignored posts have nothing in common that the others don't."))


def _lowest_quarter(values: Sequence[float]) -> frozenset[int]:
    order = sorted(range(len(values)), key=values.__getitem__)
    return frozenset(order[: math.ceil(len(values) * _IGNORED_SHARE)])


def _candidates(posts: Sequence[MeasuredPost]) -> dict[str, frozenset[int]]:
    """Traits that enough posts have, and enough don't, with the places of those that do."""
    names = sorted(frozenset[str]().union(*(post.traits for post in posts)))
    by_name = {name: frozenset(place for place, post in enumerate(posts) if name in post.traits) for name in names}
    least = max(_SMALLEST_GROUP, math.ceil(len(posts) * _SMALLEST_SHARE))
    return {name: places for name, places in by_name.items() if least <= len(places) <= len(posts) - least}


def _clearest(traits: dict[str, frozenset[int]], values: Sequence[float]) -> str | None:
    """The trait whose posts lie lowest, when they lie lower than luck explains."""
    ranked = normal_scores(values)
    by_depth = {name: -group_z(ranked, places) for name, places in traits.items()}
    name = max(by_depth, key=by_depth.__getitem__)
    return name if by_depth[name] >= threshold(FALSE_ALARMS, len(traits)) else None


def _shift(values: Sequence[float], places: frozenset[int]) -> float:
    """How much lower the typical post having the trait lies, in logs."""
    inside = median(values[place] for place in places)
    return inside - median(value for place, value in enumerate(values) if place not in places)


def _shared(
    trait: str, places: frozenset[int], shift: float, lowest: frozenset[int], posts: Sequence[MeasuredPost]
) -> Shared:
    return Shared(
        trait=trait,
        multiplier=math.exp(shift),
        ignored_share=len(places & lowest) / len(places),
        base_share=len(lowest) / len(posts),
        ids=tuple(posts[place].id for place in sorted(places)),
        sample=len(posts),
    )


def _is_worth_saying(shared: Shared) -> bool:
    return shared.multiplier <= 1 - _LEAST_LOSS and shared.ignored_share >= _LEAST_LIFT * shared.base_share
