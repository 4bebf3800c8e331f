"""Short bursts for small shops: `python -m benchmarks.insight bursts [--worlds 12] [--seed 1]`.

False alarms per 28 days and how soon a burst (+6 negatives an hour for 4 hours) is found, at 0.5 to 100 negatives a
day: Poisson counts an hour with a rhythm of the day and gamma-distributed rates (1/k = 0.1: with it the rules of others
fare as published), beside the rules that CARE.md 1.4 compares. A rule that fired rests for 6 hours; ours as always.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from time import process_time

import numpy as np
from numpy.typing import NDArray

from benchmarks.insight.mentions import START, Counts
from vitrino.domain.insight import spikes

NEGATIVES = (0.5, 1.5, 3.0, 7.0, 15.0, 100.0)
# Goals of CARE 1.4; above, a burst of six is small against the noise.
GOAL_UP_TO, MOST_FALSE, LEAST_FOUND, SOON_H = 15.0, 0.5, 0.95, 2
_HISTORY_DAYS, _DAYS, _LOOK_BACK_DAYS = 56, 28, 14
_BURST_H, _BURST = 4, 6.0
_REST_H = 6
_BURSTS_A_RUN = 4

Rule = Callable[["Days"], Sequence[int]]


@dataclass(frozen=True)
class Days:
    """Hours of eight weeks of history and 28 judged days. begins: hours in which a burst begins."""

    total: Counts
    negative: Counts
    begins: tuple[int, ...] = ()


@dataclass(frozen=True)
class World:
    """A kind of shop. share: negatives among its mentions. hourly, daily: relative variance of hours, and of days.

    is_harder: than what the goals were set for; shown, not judged.
    """

    name: str
    share: float
    hourly: float = 0.1
    daily: float = 0.0
    is_harder: bool = False


WORLDS = (
    World("one mention in eight is negative", 0.12),
    World("only negatives are heard", 1.0),
    World("wilder hours (1/k = 0.35)", 0.12, hourly=0.35, is_harder=True),
    World("days differ, too (1/k = 0.2)", 0.12, daily=0.2, is_harder=True),
)


def main(worlds: int = 12, seed: int = 1) -> int:
    began = process_time()
    print(
        f"Bursts of +{_BURST:g} negatives an hour for {_BURST_H} h: {worlds} runs of {_DAYS} days a row, seed {seed}."
    )
    met = True
    for number, world in enumerate(WORLDS):
        for a_day in NEGATIVES:
            met = _row(world, a_day, worlds, [seed, number, int(a_day * 10)]) and met
    print(f"{process_time() - began:.0f} s of processor time; goals {'met' if met else 'MISSED'}")
    return 0 if met else 1


def ours(days: Days) -> list[int]:
    found = spikes.alarms(START, days.total.tolist(), days.negative.tolist())
    return [one.i for one in found if one.kind == "crisis"]


def _row(world: World, a_day: float, runs: int, seed: list[int]) -> bool:
    """Print how every rule fares; whether ours meets the goals."""
    calm = list(_calm(np.random.default_rng([*seed, 0]), world, a_day, runs))
    burst = list(_with_bursts(np.random.default_rng([*seed, 1]), world, a_day, runs))
    print(f"\n{world.name}: {a_day:g} negatives a day")
    for name, rule in {"Vitrino": ours, **RIVALS}.items():
        rate, error = _false_alarms(rule, calm)
        delays = _delays(rule, burst)
        soon, ever = (float(np.mean([one <= limit for one in delays])) for limit in (SOON_H, _BURST_H + 1))
        median = float(np.median(delays))
        print(f"  {name:32} {rate:5.2f} (±{error:.2f}) false alarms / 28 d; found within {SOON_H} h: {soon:6.1%} "
              f"(±{math.sqrt(soon * (1 - soon) / len(delays)):.1%}), ever {ever:4.0%}, "
              f"median {f'{median:.0f} h' if math.isfinite(median) else 'never'}")  # fmt: skip
        if name == "Vitrino":
            met = world.is_harder or a_day > GOAL_UP_TO or (rate <= MOST_FALSE and soon >= LEAST_FOUND)
    return met


def _rates(rng: np.random.Generator, world: World, a_day: float) -> NDArray[np.float64]:
    """Expected negatives an hour, with the rhythm of a day and whatever makes hours and days differ."""
    hours = np.arange((_HISTORY_DAYS + _DAYS) * 24)
    rhythm = 1 + 0.8 * np.cos((hours % 24 - rng.uniform(10, 21)) / 12 * np.pi)
    mixed = rng.gamma(1 / world.hourly, world.hourly, len(hours))
    by_day = rng.gamma(1 / world.daily, world.daily, len(hours) // 24)[hours // 24] if world.daily else 1.0
    return np.asarray(a_day / 24 * rhythm * mixed * by_day)


def _calm(rng: np.random.Generator, world: World, a_day: float, runs: int) -> Iterator[Days]:
    for _ in range(runs):
        rates = _rates(rng, world, a_day)
        negative = rng.poisson(rates)
        yield Days(negative + rng.poisson(rates * (1 / world.share - 1)), negative)


def _with_bursts(rng: np.random.Generator, world: World, a_day: float, runs: int) -> Iterator[Days]:
    """A burst in each of the four judged weeks, at any hour of the day."""
    for days in _calm(rng, world, a_day, runs):
        total, negative, begins = days.total.copy(), days.negative.copy(), []
        for week in range(_BURSTS_A_RUN):
            begin = (_HISTORY_DAYS + 7 * week) * 24 + int(rng.integers(48, 120))
            more = rng.poisson(_BURST, _BURST_H)
            total[begin : begin + _BURST_H] += more
            negative[begin : begin + _BURST_H] += more
            begins.append(begin)
        yield Days(total, negative, tuple(begins))


def _false_alarms(rule: Rule, calm: Sequence[Days]) -> tuple[float, float]:
    """Per 28 days, with the standard error over runs."""
    counts = [sum(i >= _HISTORY_DAYS * 24 for i in rule(days)) for days in calm]
    return float(np.mean(counts)), float(np.std(counts) / math.sqrt(len(counts)))


def _delays(rule: Rule, runs: Sequence[Days]) -> list[float]:
    """Hours from the beginning of each burst to the end of the hour of its first alarm; infinite when missed."""
    delays = []
    for days in runs:
        raised = np.array(rule(days), dtype=np.int64)
        for begin in days.begins:
            during = raised[(raised >= begin) & (raised <= begin + _BURST_H)]
            delays.append(float(during[0] - begin + 1) if len(during) else math.inf)
    return delays


def _window(counts: Counts, hours: int = 4) -> NDArray[np.float64]:
    sums = np.concatenate([[0.0], np.cumsum(counts)])
    return np.asarray(sums[hours:] - sums[:-hours])


def _before(counts: Counts) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    """Windows of 4 hours from the 15th day on; mean and spread of those of the 14 days before each."""
    windows = _window(counts)
    start, size = _HISTORY_DAYS * 24 - 3, _LOOK_BACK_DAYS * 24
    earlier = np.lib.stride_tricks.sliding_window_view(windows, size - 4)
    usual = earlier[start - size : len(windows) - size]
    return windows[start:], usual.mean(axis=1), usual.std(axis=1)


def _rested(is_over: NDArray[np.bool_]) -> list[int]:
    found: list[int] = []
    for i in np.flatnonzero(is_over) + _HISTORY_DAYS * 24:
        if not found or i - found[-1] >= _REST_H:
            found.append(int(i))
    return found


def _double(days: Days) -> list[int]:
    now, mean, _spread = _before(days.negative)
    return _rested((now > 2 * mean) & (now > 0))


def _three_deviations(days: Days) -> list[int]:
    now, mean, spread = _before(days.negative)
    return _rested((now > mean + 3 * spread) & (now > 0))


def _poisson(days: Days) -> list[int]:
    now, mean, _spread = _before(days.negative)
    return _rested((now >= 4) & np.array([_tail(int(n), m) < 1e-4 for n, m in zip(now, mean, strict=True)]))


def _tail(count: int, mean: float) -> float:
    """Chance of a Poisson count of `count` or more."""
    term = total = math.exp(-mean)
    for n in range(1, count):
        term *= mean / n
        total += term
    return max(0.0, 1.0 - total) if count else 1.0


RIVALS: dict[str, Rule] = {
    "> 200 % of the 14-day mean": _double,
    "mean + 3 SD": _three_deviations,
    "Poisson tail < 1e-4, 4 or more": _poisson,
}
