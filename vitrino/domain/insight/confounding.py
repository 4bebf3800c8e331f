"""Which effects can't be told apart, because the shop nearly always does both together.

When twelve of fourteen evening posts are videos, more of one effect may be less of the other: draws are correlated.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

import numpy as np

from vitrino.domain.insight.features import Design, Value
from vitrino.domain.insight.likelihood import Floats
from vitrino.domain.insight.posts import Post
from vitrino.domain.insight.traits import daypart

_APART = 0.5
_FEWEST = 3
_TIMES = ("hour", "weekday", "weekend", "weekend_hour", "weekday_hour", "industry")
Key = tuple[str, Value]


def mixed(posts: Sequence[Post], model: Design, draws: Floats) -> tuple[tuple[str, str, float], ...]:
    """(a, b, correlation) as "format: video", "daypart: evening": the clearest pair of any two factors."""
    contrasts = {**model.contrasts, **_times(posts, model)}
    if len(contrasts) < 2:
        return ()
    with np.errstate(invalid="ignore", divide="ignore"):
        table = np.nan_to_num(np.corrcoef(draws @ np.array(list(contrasts.values())).T, rowvar=False))
    clearest: dict[tuple[str, str], tuple[str, str, float]] = {}
    for (row, one), (column, other) in combinations(enumerate(contrasts), 2):
        found = round(float(table[row, column]), 3)
        factors = one[0], other[0]
        # Of mirrored pairs the negative one names what goes together.
        known = clearest.get(factors, ("", "", 0.0))[2]
        if _may_meet(*factors) and abs(found) > _APART and (abs(found), -found) > (abs(known), -known):
            clearest[factors] = (_name(one), _name(other), found)
    return tuple(sorted(clearest.values(), key=lambda pair: -abs(pair[2])))


def _times(posts: Sequence[Post], model: Design) -> dict[Key, Floats]:
    """Parts of the day and the weekend, each against all other posts: columns of time only."""
    columns = np.zeros(model.matrix.shape[1], dtype=bool)
    for block in model.blocks:
        columns[block.columns] = block.name in _TIMES
    rows = np.where(columns, model.matrix, 0.0)
    marks: dict[Key, list[bool]] = {
        ("daypart", name): [daypart(post.at.hour) == name for post in posts]
        for name in dict.fromkeys(daypart(post.at.hour) for post in posts)
    }
    marks["weekend", True] = [post.at.weekday() >= 5 for post in posts]
    return {
        key: rows[inside].mean(axis=0) - rows[~inside].mean(axis=0)
        for key, inside in ((key, np.array(values)) for key, values in marks.items())
        if _FEWEST <= inside.sum() <= len(posts) - _FEWEST
    }


def _may_meet(factor: str, other: str) -> bool:
    """Levels of one factor exclude each other, and so do times: that they are correlated is no news."""
    return factor != other and {factor, other} != {"daypart", "weekend"}


def _name(key: Key) -> str:
    level = str(key[1]).lower() if isinstance(key[1], bool) else str(key[1])
    return f"{key[0]}: {level}"
