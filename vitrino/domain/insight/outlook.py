"""Will a goal be reached? The chance, and where it will end with 90 % certainty, from the days so far and before.

A sum (orders in a quarter), a level (the average of a rate) or a stock (followers on the last day). INSIGHT.md
section 7; measured in benchmarks/insight/goals.py.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Literal, get_args

import numpy as np
from numpy.typing import NDArray

from vitrino.domain.insight.rates import Block, futures
from vitrino.domain.insight.walk import Week, future_sums

Kind = Literal["sum", "level", "stock"]
KINDS: tuple[Kind, ...] = get_args(Kind)

_DRAWS = 4000
_SEED = 20261122
_TO_FLAT = 20.0  # counts that weigh as much as the belief that all weekdays are alike
_USUAL_SPREAD, _SPREAD_WEIGHT = 0.2, 20.0
_LONGEST_PAST = 7 * 52
_NEVER_SURER = 0.995

Floats = NDArray[np.float64]
Days = Sequence[float | None]


@dataclass(frozen=True, slots=True)
class Outlook:
    """p: chance to reach the target. low, mid, high: 5, 50 and 95 % of where it will end."""

    p: float
    low: float
    mid: float
    high: float


def forecast(
    kind: Kind, metric: str, history: Days, so_far: Days, days_total: int, target: float, start: date
) -> Outlook:
    """Where a goal of `days_total` days from `start` will end.

    history: the days before `start`; so_far: the days since; None or NaN where nothing is known. For a stock both hold
    its value on each day, for a level the value of the day. The same question always gets the same answer.
    Raises ValueError for no days, or more of them than the goal has.
    """
    if not days_total > 0 or len(so_far) > days_total:
        raise ValueError(f"A goal of {days_total} days can't have {len(so_far)} days behind it.")
    past, now = _known(history)[-_LONGEST_PAST:], _trimmed(_known(so_far))
    rng = np.random.default_rng(_SEED)
    if kind == "sum":
        ends = _sum(past, now, days_total, target, start, rng)
    elif kind == "level":
        ends = _level(past, now, days_total, target, rng)
    else:
        ends = _stock(past, now, days_total, target, rng)
    low, mid, high = (float(value) for value in np.quantile(ends, (0.05, 0.5, 0.95)))
    is_sure = len(now) == days_total or (kind == "sum" and _total(now) >= target)
    return Outlook(_chance(ends, target, is_sure), low, mid, high)


def _chance(ends: Floats, target: float, is_sure: bool) -> float:
    share = float((ends >= target - 1e-9 * abs(target)).mean())
    return share if is_sure else min(_NEVER_SURER, max(1 - _NEVER_SURER, share))


def _sum(past: list[float], now: list[float], days_total: int, target: float, start: date,
         rng: np.random.Generator) -> Floats:  # fmt: skip
    first = start - timedelta(days=len(past))
    values = [max(0.0, value) for value in (*past, *now)]  # max keeps NaN in its second place
    weights = _weekdays(values, first)
    ahead = [weights[(start + timedelta(days=n)).weekday()] for n in range(len(now), days_total)]
    coming = [sum(ahead[n : n + 7]) for n in range(0, len(ahead), 7)]
    blocks = [
        Block(_total(values[begin:end]), _weight(values, begin, end, first, weights))
        for begin, end in _weeks(len(past), len(values))
    ]
    spread = _spread(values, first, weights, len(past))
    guess = target / days_total
    return _total(now) + futures(blocks, coming, guess=guess, spread=spread, rng=rng, draws=_DRAWS)


def _spread(values: list[float], first: date, weights: list[float], cut: int) -> float:
    """Relative variance of a day around its week beyond a Poisson count; drawn to what shops have."""
    excess, squares = _USUAL_SPREAD * _SPREAD_WEIGHT, _SPREAD_WEIGHT
    for begin, end in _weeks(cut, len(values)):
        days = [n for n in range(begin, end) if not math.isnan(values[n])]
        if len(days) < 3:
            continue
        rate = sum(values[n] for n in days) / _weight(values, begin, end, first, weights)
        means = [rate * weights[(first.weekday() + n) % 7] for n in days]
        misses = sum((values[n] - mean) ** 2 for n, mean in zip(days, means, strict=True))
        excess += misses * len(days) / (len(days) - 1) - sum(means)
        squares += sum(mean * mean for mean in means)
    return max(0.01, excess / squares)


def _level(past: list[float], now: list[float], days_total: int, target: float, rng: np.random.Generator) -> Floats:
    values = [*past, *now]
    ahead = [min(7, days_total - n) for n in range(len(now), days_total, 7)]
    sums = future_sums(_as_weeks(values, len(past)), ahead, target, rng, _DRAWS)
    counted = sum(not math.isnan(value) for value in now)
    return np.asarray((_total(now) + sums) / max(1, counted + sum(ahead)))


def _stock(past: list[float], now: list[float], days_total: int, target: float, rng: np.random.Generator) -> Floats:
    """The newest value and what comes on top of it, week by week."""
    values = _filled([*past, *now])
    if not values or math.isnan(values[-1]):
        return np.asarray(max(0.0, target) * np.exp(rng.normal(size=_DRAWS)))
    gains = [after - before for before, after in pairwise(values)]
    ahead = [min(7, days_total - n) for n in range(len(now), days_total, 7)]
    return values[-1] + future_sums(_as_weeks(gains, max(0, len(past) - 1)), ahead, 0.0, rng, _DRAWS)


def _as_weeks(values: list[float], cut: int) -> list[Week]:
    return [Week(tuple(value for value in values[begin:end] if not math.isnan(value)))
            for begin, end in _weeks(cut, len(values))]  # fmt: skip


def _weeks(cut: int, count: int) -> Iterator[tuple[int, int]]:
    """Places of whole weeks counted back from `cut` and on from it; the first and the last may be shorter."""
    first = cut % 7
    if first:
        yield 0, first
    yield from ((begin, min(begin + 7, cut)) for begin in range(first, cut, 7))
    yield from ((begin, min(begin + 7, count)) for begin in range(cut, count, 7))


def _weekdays(values: list[float], first: date) -> list[float]:
    """How many usual days each weekday counts for, mean 1; drawn to 1 while little is known."""
    sums, counts = [0.0] * 7, [0] * 7
    for n, value in enumerate(values):
        if not math.isnan(value):
            sums[(first.weekday() + n) % 7] += value
            counts[(first.weekday() + n) % 7] += 1
    mean = sum(sums) / max(1, sum(counts))
    found = [(seen + _TO_FLAT) / (mean * count + _TO_FLAT) for seen, count in zip(sums, counts, strict=True)]
    return [value * 7 / sum(found) for value in found]


def _weight(values: list[float], begin: int, end: int, first: date, weights: list[float]) -> float:
    known = (n for n in range(begin, end) if not math.isnan(values[n]))
    return sum(weights[(first.weekday() + n) % 7] for n in known)


def _total(values: Sequence[float]) -> float:
    return math.fsum(value for value in values if not math.isnan(value))


def _known(days: Days) -> list[float]:
    return [math.nan if value is None else float(value) for value in days]


def _trimmed(days: list[float]) -> list[float]:
    """Without the last days of which nothing is known yet: they are still to come."""
    while days and math.isnan(days[-1]):
        days = days[:-1]
    return days


def _filled(days: list[float]) -> list[float]:
    """A stock on every day: unknown ones lie on the line between their neighbours; the ends are cut."""
    known = [n for n, value in enumerate(days) if not math.isnan(value)]
    if not known:
        return []
    return [float(value) for value in np.interp(range(known[0], known[-1] + 1), known, [days[n] for n in known])]
