"""Is a campaign falling short of its plan? Honest although somebody looks every day.

The counts so far are held against the plan by a likelihood ratio (a quarter to four fifths of the plan against all of
it). The limit is the one that campaigns on plan cross in ALARMS_ON_PLAN of all cases on any of their days, found by
simulating such campaigns with this shop's own ups and downs. INSIGHT.md section 7; benchmarks/insight/campaigns.py.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Days = Sequence[float | None]

ALARMS_ON_PLAN = 0.10
LONGEST_DAYS = 1000
_SHARES = np.array([0.25, 0.4, 0.55, 0.7, 0.8])
_USUAL_SPREAD, _UNSURE_OF_IT, _INFLATION = 0.35, 0.25, 1.15
_LEAST_SPREAD = 0.03
_CAMPAIGNS, _SEED = 3000, 20261122


@dataclass(frozen=True, slots=True)
class Shortfall:
    """expected, seen: of the known days so far. since: the day (from 0) on which the alarm was due, None without one.

    luck: how many campaigns on plan look as bad as this at some time.
    """

    is_alert: bool
    expected: float
    seen: float
    since: int | None
    luck: float


def alert(plan: Sequence[float], history: Days, actual: Days) -> Shortfall:
    """Whether to warn after the last day of `actual`; asked anew after every day.

    plan: each day of the whole campaign. history: daily counts before it, without a gap to its first day. actual: its
    days so far. None or NaN where nothing is known. Once due, an alarm stays until the counts have caught up.
    Raises ValueError for more actual days than planned, or a plan of more than LONGEST_DAYS.
    """
    if len(actual) > len(plan) or len(plan) > LONGEST_DAYS:
        raise ValueError(f"A plan has {LONGEST_DAYS} days at most, and no day can come after its end.")
    past, counts = _known(history), _known(actual)
    weekdays = _weekdays(past)
    means = _planned(plan, weekdays, len(past))
    spread = _spread(past, weekdays)
    is_known = ~np.isnan(counts)
    expected, seen = float(means[: len(counts)][is_known].sum()), float(counts[is_known].sum())
    steps = np.where(is_known, _evidence(np.nan_to_num(counts), means[: len(counts)], spread), 0.0)
    ratios = _mixed(np.cumsum(steps, axis=1)) if len(counts) else np.zeros(0)
    worst = _worst_on_plan(tuple(means.tolist()), round(spread, 2))
    over = np.flatnonzero(ratios >= np.quantile(worst, 1 - ALARMS_ON_PLAN))
    highest = float(ratios.max()) if len(ratios) else 0.0
    is_alert = len(over) > 0 and seen < expected
    since = int(over[0]) if is_alert else None
    return Shortfall(is_alert, expected, seen, since, float((worst >= highest).mean()))


def _evidence(counts: Floats, means: Floats, spread: float) -> Floats:
    """Log likelihood ratios of each share of the plan against the plan: (shares, ..., days)."""
    size = 1 / spread
    share = _SHARES.reshape(-1, *[1] * counts.ndim)
    less = share * means
    steps = counts * (np.log(share) + np.log((size + means) / (size + less)))
    return np.asarray(np.where(means > 0, steps + size * np.log((size + means) / (size + less)), 0.0))


def _mixed(ratios: Floats) -> Floats:
    """Log of the mean ratio over the shares, which come first."""
    top = ratios.max(axis=0)
    return np.asarray(top + np.log(np.exp(ratios - top).mean(axis=0)))


@lru_cache(maxsize=64)
def _worst_on_plan(plan: tuple[float, ...], spread: float) -> Floats:
    """The highest evidence that campaigns exactly on plan ever show against themselves."""
    rng = np.random.default_rng(_SEED)
    means = np.array(plan)
    shape = (_CAMPAIGNS, len(means))
    counts = rng.poisson(np.minimum(means * rng.gamma(1 / spread, spread, shape), 1e15)).astype(float)
    return np.asarray(_mixed(np.cumsum(_evidence(counts, means, spread), axis=2)).max(axis=1, initial=0.0))


def _planned(plan: Sequence[float], weekdays: Floats, days_before: int) -> Floats:
    """The plan; where it is the same every day, with the shop's own weekdays, and as much in all."""
    means = np.maximum(0.0, np.array(plan, dtype=float))
    if len(means) < 2 or means.max() > 1.001 * means.min():
        return np.asarray(means)
    shaped = means * weekdays[(np.arange(len(means)) + days_before) % 7]
    return np.asarray(shaped * (means.sum() / max(shaped.sum(), 1e-12)))


def _weekdays(past: Floats) -> Floats:
    """What each of seven days, from the first of `past` on, has over the mean, as far as it is more than noise."""
    groups = [past[n::7][~np.isnan(past[n::7])] for n in range(7)]
    mean = float(np.nanmean(past)) if np.any(past > 0) else 0.0
    if not mean or min(map(len, groups)) < 2:
        return np.ones(7)
    means = np.array([group.mean() for group in groups]) / mean
    within = sum(((group - group.mean()) ** 2).sum() for group in groups) / (sum(map(len, groups)) - 7) / mean**2
    noise = within / float(np.mean([len(group) for group in groups]))
    signal = max(0.0, float(means.var(ddof=1)) - noise)
    return np.asarray(np.maximum(0.05, 1 + signal / (signal + noise + 1e-12) * (means - 1)))


def _spread(past: Floats, weekdays: Floats) -> float:
    """Relative variance of a day beyond a Poisson count: the shop's own, drawn to what is usual, and a little more."""
    is_known = ~np.isnan(past)
    counts, usual = past[is_known], weekdays[np.arange(len(past)) % 7][is_known]
    if len(counts) < 3 or not counts.sum():
        return _USUAL_SPREAD * _INFLATION
    means = usual * counts.sum() / usual.sum()
    misses = ((counts - means) ** 2).sum() * len(counts) / (len(counts) - 1)
    own = float((misses - means.sum()) / (means**2).sum())
    unsure = 2 / (len(counts) - 1) * (_USUAL_SPREAD + 1 / float(means.mean())) ** 2
    trust = _UNSURE_OF_IT**2 / (_UNSURE_OF_IT**2 + unsure)
    return _INFLATION * max(_LEAST_SPREAD, trust * min(own, 3.0) + (1 - trust) * _USUAL_SPREAD)


def _known(days: Days) -> Floats:
    return np.array([math.nan if value is None else max(0.0, float(value)) for value in days], dtype=float)
