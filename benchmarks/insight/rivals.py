"""How the peers choose times, as they document it (INSIGHT.md 1): averages of slots, and the industry's curve."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Sequence
from statistics import fmean

from benchmarks.insight.worlds import Floats, Slot
from vitrino.domain.insight.posts import Post

Promises = dict[Slot, float]
Rival = Callable[[Sequence[Post], Sequence[Slot], Floats | None], Promises]


def cell_mean(posts: Sequence[Post], slots: Sequence[Slot], benchmark: Floats | None, fewest: int = 1) -> Promises:
    """Mean engagement of each weekday and hour, against the mean of all posts."""
    return _means(posts, slots, lambda slot: slot, fewest)


def cells_of_three(posts: Sequence[Post], slots: Sequence[Slot], benchmark: Floats | None) -> Promises:
    return _means(posts, slots, lambda slot: slot, 3)


def hour_mean(posts: Sequence[Post], slots: Sequence[Slot], benchmark: Floats | None) -> Promises:
    return _means(posts, slots, lambda slot: slot[1], 1)


def industry(posts: Sequence[Post], slots: Sequence[Slot], benchmark: Floats | None) -> Promises:
    if benchmark is None:
        return {}
    values = [float(benchmark[slot]) for slot in slots]
    return {slot: value / fmean(values) for slot, value in zip(slots, values, strict=True)}


RIVALS: dict[str, Rival] = {
    "cell mean": cell_mean,
    "cells of three posts": cells_of_three,
    "hour mean": hour_mean,
    "industry": industry,
}


def best(promises: Promises, slots: Sequence[Slot], count: int = 3) -> list[Slot]:
    """The most promising slots; those without a figure come last, in order."""
    return sorted(slots, key=lambda slot: -promises.get(slot, 0.0))[:count]


def loud_levels(posts: Sequence[Post], values: Callable[[Post], Hashable]) -> dict[Hashable, float]:
    """Levels whose mean is 20 % off the others' mean: what a dashboard calls an insight. Level to the ratio."""
    groups = defaultdict(list)
    for post in posts:
        groups[values(post)].append(post.engagement or 0.0)
    loud: dict[Hashable, float] = {}
    for level, inside in groups.items():
        others = [value for name, group in groups.items() if name != level for value in group]
        if others and fmean(others) > 0 and abs(fmean(inside) / fmean(others) - 1) > 0.2:
            loud[level] = fmean(inside) / fmean(others)
    return loud


def _means(posts: Sequence[Post], slots: Sequence[Slot], key: Callable[[Slot], Hashable], fewest: int) -> Promises:
    groups = defaultdict(list)
    for post in posts:
        groups[key((post.at.weekday(), post.at.hour))].append(post.engagement or 0.0)
    average = fmean(post.engagement or 0.0 for post in posts) or 1.0
    return {slot: fmean(groups[key(slot)]) / average for slot in slots if len(groups[key(slot)]) >= fewest}
