"""Where a goal begins: what is usual, how sure that is, and what would be a fair target."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean, stdev

from vitrino.domain.goals.metrics import Metric
from vitrino.domain.stats.spread import t_quantile

Days = Sequence[float | None]
WEEK = 7
# Two weeks hold every weekday twice; less says more about the weather than about the shop.
SHORTEST_DAYS = 14
LONGEST_DAYS = 8 * WEEK
# Followers that came in the time before will not come again by themselves; a quarter more is a fair stretch.
_STRETCH = 1.25
_LEAST_RISE = 1.05


@dataclass(frozen=True)
class Baseline:
    """What is usual: of a sum, as much as would come in the goal's own time; of a level, the average; of a stock, how
    many there are today. low, high: between which it lies in nine of ten cases. days: on how many days it rests."""

    value: float
    low: float
    high: float
    days: int


def days_missing(before: Days) -> int:
    """How many more days have to be measured until there is a baseline."""
    known = [i for i, value in enumerate(before) if value is not None]
    return max(0, SHORTEST_DAYS - (len(before) - known[0] if known else 0))


def baseline(metric: Metric, before: Days, days_total: int) -> Baseline | None:
    """From the days before, oldest first; None where a day is unknown. None for fewer than two weeks.

    The interval of a sum comes from whole weeks, so that weekdays don't look like luck.
    """
    if days_missing(before):
        return None
    recent = before[-LONGEST_DAYS:]
    known = [value for value in recent if value is not None]
    if metric.kind == "stock":
        return Baseline(known[-1], known[-1], known[-1], len(known))
    if metric.kind == "level":
        spread = _spread(known)
        return Baseline(fmean(known), fmean(known) - spread, _capped(metric, fmean(known) + spread), len(known))
    weeks = _weeks(recent)
    times, spread = days_total / WEEK, _spread(weeks)
    middle = fmean(known) * days_total
    return Baseline(middle, max(0.0, middle - spread * times), middle + spread * times, len(known))


def proposal(metric: Metric, start: Baseline, before: Days, days_total: int) -> float:
    """A target a shop like this one can reach with some effort: a fifth more than usual, followers a quarter faster."""
    if metric.kind == "stock":
        known = [value for value in before[-LONGEST_DAYS:] if value is not None]
        a_day = max(0.0, (known[-1] - known[0]) / max(1, len(before[-LONGEST_DAYS:]) - 1))
        return rounded(max(start.value * _LEAST_RISE, start.value + _STRETCH * a_day * days_total), metric)
    wanted = max(start.value * metric.rise, start.value + 10.0**-metric.places)
    return _capped(metric, rounded(wanted, metric))


def rounded(value: float, metric: Metric) -> float:
    """Upwards to a number that is easily kept in mind: a multiple of 5, 50, 500."""
    if metric.places:
        return math.ceil(round(value * 10.0**metric.places, 6)) / 10.0**metric.places
    step = max(1.0, 10.0 ** (int(math.log10(max(value, 1))) - 1) / 2)
    return math.ceil(round(value / step, 6)) * step


def _capped(metric: Metric, value: float) -> float:
    return value if metric.most is None else min(metric.most, value)


def _weeks(days: Days) -> list[float]:
    """Sums of whole weeks, counted back from the last day; days that are unknown count as usual ones."""
    whole = len(days) // WEEK
    parts = [days[len(days) - WEEK * (n + 1) : len(days) - WEEK * n] for n in range(whole)]
    known = [[value for value in part if value is not None] for part in parts]
    return [fmean(part) * WEEK for part in known if part]


def _spread(values: Sequence[float]) -> float:
    """Half the width of the interval of their mean that holds in nine of ten cases."""
    if len(values) < 2:
        return 0.0
    return t_quantile(0.95, len(values) - 1) * stdev(values) / math.sqrt(len(values))
