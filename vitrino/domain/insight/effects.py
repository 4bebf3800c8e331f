"""When posts do well and what makes them do better, each figure with its interval, or the honest word "keep testing".

An additive model of logs with everything at once, so that videos posted in the evening don't make the evening good;
block sizes learned from the shop's own posts, so that thirty posts promise little. Times are held against the average
candidate slot; levels of format, topic and length against the mean of the levels present; yes against no.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

import numpy as np

from vitrino.domain.insight.confounding import mixed
from vitrino.domain.insight.features import SWITCHES, Curve, Design, Slot, Value, curve, design, switch_of, word_of
from vitrino.domain.insight.fit import Fitted, fit
from vitrino.domain.insight.likelihood import Floats
from vitrino.domain.insight.one_thread import on_one_thread
from vitrino.domain.insight.posts import Post

RIPE_H = 48.0
FEWEST_POSTS = 8
SEED = 20261122  # of the fit: the same posts always say the same
# A time has to be five in a hundred better to be worth a word, content three; at most one claim in twenty may be false.
_WORTH, _WORTH_OF_CONTENT = 0.05, 0.03
_FALSE_SHARE = 0.05
_MOST_DOUBT = 0.2
_FEWEST_OF_A_LEVEL = 3
_USUAL_EFFECT = math.log(1.25)
_SURE = 1.645
_ENOUGH_TO_BEGIN = 30
_MOST_NEEDED = 2000
_LEAST_BALANCE = 0.05
_SHARE_OF_A_SLOT = 0.25  # posts some hours around tell about a slot too


@dataclass(frozen=True, slots=True)
class Cell:
    """A slot's multiplier with its 90 % interval, against the geometric mean of the candidates. n: posts in it."""

    weekday: int
    hour: int
    low: float
    mid: float
    high: float
    n: int = 0


@dataclass(frozen=True, slots=True)
class Level:
    """A level's multiplier with its 90 % interval. needed: posts until it could be told, 0 when there are enough."""

    factor: str
    level: Value
    low: float
    mid: float
    high: float
    n: int
    needed: int = 0


@dataclass(frozen=True, slots=True)
class Finding:
    """A level of which is dared to say that it does better or worse, with the posts that have it."""

    factor: str
    level: Value
    direction: Literal["up", "down"]
    low: float
    mid: float
    high: float
    n: int
    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Analysis:
    """What is known. best: three slots at most. needed: posts until a usual effect would show, 0 when there are
    enough: then that nothing is said means that there is hardly anything.

    mixed: (a, b, correlation) of effects that cannot be told apart, as "format: video", "daypart: evening".
    sample: posts that count: ripe, with a number.
    """

    grid: tuple[Cell, ...]
    best: tuple[Slot, ...]
    credible: tuple[Slot, ...]
    levels: tuple[Level, ...]
    findings: tuple[Finding, ...]
    needed: int
    mixed: tuple[tuple[str, str, float], ...]
    sample: int


@dataclass(frozen=True, slots=True)
class Learned:
    """What posts taught: asked for what is known (`tell`) and for a week's slots (`weekplan.pick`).

    posts: the ripe ones. logs: draws x slots, of each slot's multiplier against the average slot.
    """

    posts: tuple[Post, ...]
    slots: tuple[Slot, ...]
    model: Design
    fitted: Fitted
    logs: Floats


@on_one_thread
def learn(
    posts: Sequence[Post],
    *,
    now: datetime,
    candidates: Sequence[Slot],
    benchmark: Curve | None = None,
) -> Learned:
    """candidates: (weekday, hour) that the shop would post at. benchmark: 7 x 24 multipliers of the industry."""
    posts = ripe(posts, now)
    slots = tuple(dict.fromkeys((int(day), int(hour)) for day, hour in candidates))
    model = design(posts, slots, curve(benchmark))
    fitted = fit(model, SEED)
    return Learned(posts, slots, model, fitted, slot_draws(model.slots, fitted))


def analyse(
    posts: Sequence[Post],
    *,
    now: datetime,
    candidates: Sequence[Slot],
    benchmark: Curve | None = None,
) -> Analysis:
    """Learn and tell."""
    return tell(learn(posts, now=now, candidates=candidates, benchmark=benchmark))


@on_one_thread
def tell(learned: Learned) -> Analysis:
    """What is known, and what is dared to be said."""
    posts, slots, fitted, logs = learned.posts, learned.slots, learned.fitted, learned.logs
    levels, findings = _levels(posts, learned.model.contrasts, fitted)
    credible = _credible(slots, logs) if len(posts) >= FEWEST_POSTS else ()
    return Analysis(
        grid=_grid(posts, slots, logs),
        best=tuple(slots[place] for place in ranked(logs)[:3]),
        credible=credible,
        levels=levels,
        findings=findings,
        needed=0 if credible or findings else _needed(len(posts), _SHARE_OF_A_SLOT, fitted.noise),
        mixed=mixed(posts, learned.model, fitted.draws),
        sample=len(posts),
    )


def ripe(posts: Sequence[Post], now: datetime) -> tuple[Post, ...]:
    """Those old enough to be judged, with a number that can be one; in order of time, whatever order they came in."""
    kept = [post for post in posts if post.age_h >= RIPE_H and post.at <= now and _is_count(post.engagement)]
    return tuple(sorted(kept, key=lambda post: (post.at, post.id)))


def slot_draws(slots: Floats, fitted: Fitted) -> Floats:
    """Logs of every slot's multiplier against the average slot: draws x slots."""
    logs = fitted.draws @ slots.T
    return np.asarray(logs - logs.mean(axis=1, keepdims=True) if logs.size else logs, dtype=np.float64)


def ranked(logs: Floats) -> list[int]:
    """Places of the slots, the most promising first."""
    return [int(place) for place in np.argsort(-np.exp(logs).mean(axis=0), kind="stable")] if logs.size else []


def _is_count(value: float | None) -> bool:
    return value is not None and math.isfinite(value) and value >= 0


def _grid(posts: Sequence[Post], slots: Sequence[Slot], logs: Floats) -> tuple[Cell, ...]:
    if not slots:
        return ()
    taken = Counter((post.at.weekday(), post.at.hour) for post in posts)
    return tuple(Cell(*slot, *interval, taken[slot]) for slot, interval in zip(slots, _intervals(logs), strict=True))


def _credible(slots: Sequence[Slot], logs: Floats) -> tuple[Slot, ...]:
    if not slots:
        return ()
    doubt = (logs <= math.log(1 + _WORTH)).mean(axis=0)
    return tuple(slots[place] for place in _dared(doubt))


def _dared(doubt: Floats) -> list[int]:
    """The clearest claims, as many as keep the expected share of false ones at one in twenty (Bayesian FDR).

    None is carried along by clearer ones when it is itself doubtful.
    """
    order = np.argsort(doubt, kind="stable")
    expected = np.cumsum(doubt[order]) / np.arange(1, len(order) + 1)
    return [int(place) for place in order[: int((expected <= _FALSE_SHARE).sum())] if doubt[place] <= _MOST_DOUBT]


def _levels(
    posts: Sequence[Post], contrasts: dict[tuple[str, Value], Floats], fitted: Fitted
) -> tuple[tuple[Level, ...], tuple[Finding, ...]]:
    """Every level that can be compared, and of those the ones that are dared to be called better or worse."""
    if not contrasts:
        return (), ()
    logs = fitted.draws @ np.array(list(contrasts.values())).T
    ids = [_having(posts, factor, level) for factor, level in contrasts]
    up = (logs > math.log(1 + _WORTH_OF_CONTENT)).mean(axis=0)
    down = (logs < math.log(1 - _WORTH_OF_CONTENT)).mean(axis=0)
    enough = np.array([_FEWEST_OF_A_LEVEL <= len(one) <= len(posts) - _FEWEST_OF_A_LEVEL for one in ids])
    doubt = np.where(enough & (len(posts) >= FEWEST_POSTS), 1 - np.maximum(up, down), 1.0)
    dared = _dared(doubt)
    levels = []
    for n, (key, (low, mid, high)) in enumerate(zip(contrasts, _intervals(logs), strict=True)):
        share = len(ids[n]) / max(1, len(posts))
        needed = 0 if n in dared else _needed(len(posts), share, fitted.noise, math.log(mid))
        levels.append(Level(*key, low, mid, high, len(ids[n]), needed))
    findings = [_finding(levels[n], "up" if up[n] > down[n] else "down", ids[n]) for n in dared]
    return tuple(levels), tuple(findings)


def _intervals(logs: Floats) -> list[tuple[float, float, float]]:
    """Multipliers of each column: 5 %, 50 %, 95 %."""
    low, mid, high = np.exp(np.quantile(logs, (0.05, 0.5, 0.95), axis=0))
    return [(float(low[n]), float(mid[n]), float(high[n])) for n in range(logs.shape[1])]


def _finding(level: Level, direction: Literal["up", "down"], ids: tuple[str, ...]) -> Finding:
    return Finding(level.factor, level.level, direction, level.low, level.mid, level.high, level.n, ids)


def _having(posts: Sequence[Post], factor: str, level: Value) -> tuple[str, ...]:
    values = [switch_of(post, factor) for post in posts] if factor in SWITCHES else word_of(posts, factor)
    return tuple(post.id for post, value in zip(posts, values, strict=True) if value == level)


def _needed(sample: int, share: float, noise: float, log: float = 0.0) -> int:
    """Posts still needed until an effect would show that is usual (or as large as it looks), if `share` have it."""
    goal = (max(abs(log), _USUAL_EFFECT) - math.log(1 + _WORTH)) / _SURE
    whole = noise / max(share * (1 - share), _LEAST_BALANCE) / goal**2
    return int(min(_MOST_NEEDED, max(0, _ENOUGH_TO_BEGIN - sample, math.ceil(whole - sample))))
