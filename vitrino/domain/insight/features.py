"""Posts as numbers: what the model may explain engagement by, each kind of explanation in a block of its own.

Blocks: level, hour (circular), weekday, weekend, weekend x hour, weekday x hour (many posts only), format, topic,
length, yes or no, drift (a slow one and one by months), followers, what the industry says.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from vitrino.domain.insight.likelihood import Floats
from vitrino.domain.insight.posts import Post

Slot = tuple[int, int]
Value = str | bool | int
Curve = Sequence[Sequence[float]] | Floats  # 7 x 24 multipliers, Monday first
_Places = NDArray[np.int_]

WORDS = ("format", "topic", "length")
SWITCHES = ("promo", "question", "link", "hashtags")
HARMONICS = 7
WEEKEND_HARMONICS = 5
SLOW_LENGTH_DAYS = 45.0
_MANY_POSTS = 1000
_MOST_LEVELS = 6  # more different numbers than that are characters, not levels
_MOST_MONTHS = 48
_MOST_WAVES = 20
_LEAST_FOLLOWERS_SPREAD = 0.02
_WIDEST_CURVE = 1.5


@dataclass(frozen=True, slots=True)
class Block:
    """Columns that share one size. scale: their deviations relative to it; None: by the day's lag."""

    name: str
    columns: slice
    scale: Floats | None = None


@dataclass(slots=True)
class Design:
    """matrix: posts x features. slots: candidates x features. contrasts: what a level is held against."""

    counts: Floats
    offset: Floats
    matrix: Floats
    slots: Floats
    blocks: tuple[Block, ...]
    contrasts: dict[tuple[str, Value], Floats] = field(default_factory=dict)


def length_of(posts: Sequence[Post]) -> Callable[[Post], Value]:
    """How these posts' lengths are named: by the caller's own levels, or by counting characters."""
    if len({post.length for post in posts}) <= _MOST_LEVELS:
        return lambda post: "" if post.length is None else post.length
    return lambda post: post.length_level


def word_of(posts: Sequence[Post], factor: str) -> list[Value]:
    """The level of each post; "" when unknown."""
    if factor == "length":
        name = length_of(posts)
        return [name(post) for post in posts]
    return [getattr(post, factor) or "" for post in posts]


def switch_of(post: Post, factor: str) -> bool | None:
    value = getattr(post, factor)
    return None if value is None else bool(value)


def design(posts: Sequence[Post], candidates: Sequence[Slot], benchmark: Floats | None) -> Design:
    """posts: ripe ones, in order of time. benchmark: logs, 7 x 24, None when nobody gave one."""
    builder = _Builder(len(posts), len(candidates))
    builder.add("level", np.ones((len(posts), 1)), np.zeros((len(candidates), 1)))
    _add_times(builder, [(post.at.weekday(), post.at.hour) for post in posts], candidates, benchmark)
    for factor in WORDS:
        builder.add_words(factor, word_of(posts, factor))
    builder.add_switches([[switch_of(post, name) for post in posts] for name in SWITCHES])
    _add_drift(builder, posts)
    offset, told = _followers(posts)
    if told is not None:
        builder.add("followers", told)
    counts = np.array([post.engagement for post in posts], dtype=np.float64)
    return builder.finish(counts, offset)


def curve(benchmark: Curve | None) -> Floats | None:
    """The industry's multipliers as logs around zero, 7 x 24; None when they say nothing or are no numbers."""
    if benchmark is None:
        return None
    given = np.asarray(benchmark, dtype=np.float64)
    if given.shape != (7, 24) or not np.isfinite(given).all() or (given <= 0).any():
        return None
    logs = np.log(given)
    logs = np.clip(logs - logs.mean(), -_WIDEST_CURVE, _WIDEST_CURVE)
    return logs if logs.std() > 1e-6 else None


def harmonics(count: int) -> Floats:
    """Sines and cosines of the day: 24 x 2 count, of variance one together when their own variances add up to 1/2."""
    angle = 2 * np.pi * np.outer(np.arange(24), np.arange(1, count + 1)) / 24
    return np.asarray(np.sqrt(2) * np.hstack([np.cos(angle), np.sin(angle)]), dtype=np.float64)


def _add_times(builder: _Builder, at: Sequence[Slot], candidates: Sequence[Slot], benchmark: Floats | None) -> None:
    posts, slots = (np.array(rows, dtype=int).reshape(-1, 2) for rows in (at, candidates))
    days = np.eye(7)
    weekend = np.where(np.arange(7) >= 5, 5 / 7, -2 / 7)[:, None]
    by_hour, by_hour_of_weekend = harmonics(HARMONICS), harmonics(WEEKEND_HARMONICS)

    def both(features: Callable[[_Places, _Places], Floats]) -> tuple[Floats, Floats]:
        return features(posts[:, 0], posts[:, 1]), features(slots[:, 0], slots[:, 1])

    builder.add("hour", *both(lambda day, hour: by_hour[hour]), varies=True)
    builder.add("weekday", *both(lambda day, hour: days[day]))
    builder.add("weekend", *both(lambda day, hour: weekend[day]))
    builder.add("weekend_hour", *both(lambda day, hour: weekend[day] * by_hour_of_weekend[hour]), varies=True)
    if len(at) >= _MANY_POSTS:
        crossed = np.einsum("dk,hj->dhkj", days, by_hour_of_weekend).reshape(7, 24, -1)
        builder.add("weekday_hour", *both(lambda day, hour: crossed[day, hour]), varies=True)
    if benchmark is not None:
        builder.add("industry", *both(lambda day, hour: benchmark[day, hour][:, None]))


def _add_drift(builder: _Builder, posts: Sequence[Post]) -> None:
    """How the account's luck drifts: a slow wave, and months that differ (an algorithm's change, a season)."""
    if len(posts) < 2:
        return
    days = np.array([(post.at - posts[0].at).total_seconds() / 86400 for post in posts])
    span = max(days[-1], 1.0)
    waves = np.arange(1, 1 + int(min(_MOST_WAVES, max(1, span // 15))))
    spectrum = 1 / (1 + (np.pi * waves * SLOW_LENGTH_DAYS / span) ** 2)
    builder.add("slow", np.cos(np.pi * np.outer(days / span, waves)), scale=np.sqrt(2 * spectrum / spectrum.sum()))
    width = max(1, -(-int(span / 30.4) // _MOST_MONTHS))
    months = [(post.at.year * 12 + post.at.month) // width for post in posts]
    if len(set(months)) > 1:
        builder.add("month", _indicators(months))


def _followers(posts: Sequence[Post]) -> tuple[Floats, Floats | None]:
    """Logs of followers, and their part that may count for more or less than in proportion."""
    known = [(n, post.followers) for n, post in enumerate(posts) if post.followers and 0 < post.followers < np.inf]
    if not known:
        return np.zeros(len(posts)), None
    logs = np.interp(np.arange(len(posts)), [n for n, _ in known], np.log([value for _, value in known]))
    told = logs - logs.mean()
    return logs, told[:, None] if told.std() > _LEAST_FOLLOWERS_SPREAD else None


def _indicators(values: Sequence[Value]) -> Floats:
    names = sorted(set(values), key=repr)
    return np.array([[float(value == name) for name in names] for value in values])


class _Builder:
    """Collects blocks of columns side by side."""

    def __init__(self, posts: int, slots: int) -> None:
        self._posts, self._slots = posts, slots
        self._matrices: list[Floats] = []
        self._slot_matrices: list[Floats] = []
        self._blocks: list[Block] = []
        self._parts: list[tuple[tuple[str, Value], dict[int, float]]] = []
        self._width = 0

    def add(
        self,
        name: str,
        matrix: Floats,
        slots: Floats | None = None,
        *,
        scale: Floats | None = None,
        varies: bool = False,
    ) -> None:
        width = matrix.shape[1]
        self._matrices.append(matrix)
        self._slot_matrices.append(np.zeros((self._slots, width)) if slots is None else slots)
        scale = None if varies else np.ones(width) if scale is None else scale
        self._blocks.append(Block(name, slice(self._width, self._width + width), scale))
        self._width += width

    def add_words(self, factor: str, values: Sequence[Value]) -> None:
        """One column a level; posts of unknown level have none. A level is held against the mean of those present."""
        names = sorted(set(values) - {""}, key=repr)
        if len(names) < 2:
            return
        share = 1 / len(names)
        for place, name in enumerate(names):
            row = {self._width + other: float(other == place) - share for other in range(len(names))}
            self._parts.append(((factor, name), row))
        self.add(factor, np.array([[float(value == name) for name in names] for value in values]))

    def add_switches(self, columns: Sequence[Sequence[bool | None]]) -> None:
        """One column for each yes or no that both occur: half up, half down, unknown in the middle."""
        kept: list[list[float]] = []
        for name, values in zip(SWITCHES, columns, strict=True):
            if {True, False} <= set(values):
                self._parts.append(((name, True), {self._width + len(kept): 1.0}))
                kept.append([0.0 if value is None else float(value) - 0.5 for value in values])
        if kept:
            self.add("switch", np.array(kept).T)

    def finish(self, counts: Floats, offset: Floats) -> Design:
        contrasts = {}
        for key, row in self._parts:
            contrasts[key] = np.zeros(self._width)
            contrasts[key][list(row)] = list(row.values())
        matrix = np.hstack(self._matrices).reshape(self._posts, self._width)
        slots = np.hstack(self._slot_matrices).reshape(self._slots, self._width)
        return Design(counts, offset, matrix, slots, tuple(self._blocks), contrasts)
