"""Will the goal be reached? `python -m benchmarks.insight.goals [--worlds 300] [--seed 1]`.

Goals of 13 weeks after up to 8 weeks of history, 0.7 to 60 a day, with weekdays, noisy days, a level that wanders, a
trend or a jump. Asked at 15, 40 and 70 % of the time, beside linear extrapolation (a sure yes or no of the straight
line, softened by the Poisson noise of what is left) and the pacing rule (ahead of the calendar or not).
"""

from __future__ import annotations

import argparse
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import NormalDist
from time import process_time

import numpy as np
from numpy.typing import NDArray

from vitrino.domain.insight.outlook import Kind, forecast

DAYS = 91
SHARES = (0.15, 0.4, 0.7)
GOALS = {0.15: 0.18, 0.4: 0.125, 0.7: 0.07}
WORLDS = ("steady", "wandering", "shift in a quarter", "short history", "wild days", "trend")
OTHERS: tuple[Kind, ...] = ("level", "stock")
START = date(2026, 3, 2)

Counts = NDArray[np.int64]


@dataclass(frozen=True)
class World:
    history: list[float]
    days: list[float]
    target: float

    @property
    def is_reached(self) -> bool:
        return sum(self.days) >= self.target


@dataclass(frozen=True)
class Asked:
    p: float
    is_reached: bool
    is_covered: bool = False


Method = Callable[[World, int], Asked]


def main(worlds: int = 300, seed: int = 1) -> int:
    began = process_time()
    print(f"Goals: {worlds} of each kind, seed {seed}; Brier score (0 is best, 0.25 is a coin).")
    for kind in WORLDS:
        made = [simulated(np.random.default_rng([seed, WORLDS.index(kind), n]), kind) for n in range(worlds)]
        print(f"\n{kind}: {np.mean([one.is_reached for one in made]):.0%} reached")
        for share in SHARES:
            _row(made, share)
    for other in OTHERS:
        _other(other, worlds, seed)
    print(f"\n{process_time() - began:.0f} s of processor time")
    return 0


def simulated(rng: np.random.Generator, kind: str, weeks: int = 8) -> World:
    """A shop's days and a target from 0.6 to 1.6 times what its history promises."""
    weeks = int(rng.integers(1, 4)) if kind == "short history" else weeks
    before, total = weeks * 7, weeks * 7 + DAYS
    level = math.log(math.exp(rng.uniform(math.log(0.7), math.log(60)))) + _path(rng, kind, total, before)
    weekdays = np.exp(rng.normal(0, 0.3, 7))
    mean = np.exp(level) * (weekdays / weekdays.mean())[np.arange(total) % 7]
    spread = rng.uniform(0.5, 1.5) if kind == "wild days" else rng.uniform(0.02, 0.4)
    counts = rng.poisson(mean * rng.gamma(1 / spread, spread, total)).astype(float).tolist()
    usual = max(0.3, float(np.mean(counts[:before])))
    return World(counts[:before], counts[before:], max(1.0, round(usual * DAYS * math.exp(rng.normal(0, 0.25)))))


def _path(rng: np.random.Generator, kind: str, total: int, before: int) -> NDArray[np.float64]:
    path = np.zeros(total)
    if kind in ("wandering", "short history", "wild days"):
        path = np.cumsum(rng.normal(0, rng.uniform(0, 0.13) / math.sqrt(7), total))
    if kind == "trend":
        path = rng.uniform(-0.025, 0.025) * np.arange(total) / 7
    if kind == "shift in a quarter":
        path = np.cumsum(rng.normal(0, rng.uniform(0, 0.08) / math.sqrt(7), total))
        if rng.uniform() < 0.25:
            path[before + rng.integers(0, DAYS) :] += rng.choice([-1, 1]) * rng.uniform(0.3, 0.7)
    return path


def ours(world: World, gone: int) -> Asked:
    found = forecast("sum", "orders", world.history, world.days[:gone], DAYS, world.target, START)
    covers = found.low <= sum(world.days) <= found.high
    return Asked(found.p, world.is_reached, covers)


def straight_line(world: World, gone: int) -> Asked:
    """So far divided by the share of time, with Poisson noise for what is left."""
    done = sum(world.days[:gone])
    expected = done / gone * (DAYS - gone)
    missing = world.target - 0.5 - done
    return Asked(1 - NormalDist(expected, math.sqrt(max(expected, 0.5))).cdf(missing), world.is_reached)


def pacing(world: World, gone: int) -> Asked:
    return Asked(float(sum(world.days[:gone]) >= world.target * gone / DAYS), world.is_reached)


def _row(made: Sequence[World], share: float) -> None:
    gone = round(share * DAYS)
    own, line, pace = ([method(one, gone) for one in made] for method in (ours, straight_line, pacing))
    squares = [(one.p - one.is_reached) ** 2 for one in own]
    error = np.std(squares) / math.sqrt(len(squares))
    print(f"  at {share:.0%}: Brier {np.mean(squares):.3f} (±{error:.3f}; goal <= {GOALS[share]}), "
          f"line {_brier(line):.3f}, pacing {_brier(pace):.3f}; "
          f"calibration error {_uncalibrated(own):.3f} (line {_uncalibrated(line):.3f}); "
          f"said >= 80 %: {_kept(own, 0.8, 1.0)}, <= 20 %: {_kept(own, 0.0, 0.2)}; "
          f"90 % interval covers {np.mean([one.is_covered for one in own]):.0%}")  # fmt: skip


def _other(kind: Kind, worlds: int, seed: int) -> None:
    """Averages and stocks that stand still, wander, and wander much, at 40 % of the time."""
    print(f"\n{kind}, at 40 %")
    for wander in (0.0, 0.1, 0.3):
        asked = [_asked(kind, wander, np.random.default_rng([seed, n])) for n in range(worlds)]
        print(f"  a week's step of {wander:.0%}: Brier {_brier(asked):.3f}; said >= 80 %: {_kept(asked, 0.8, 1.0)}, "
              f"<= 20 %: {_kept(asked, 0.0, 0.2)}; "
              f"90 % interval covers {np.mean([one.is_covered for one in asked]):.0%}")  # fmt: skip


def _asked(kind: Kind, wander: float, rng: np.random.Generator) -> Asked:
    before, gone = 56, 36
    walk = np.cumsum(rng.normal(0, wander / math.sqrt(7), before + DAYS))
    if kind == "level":
        days = rng.uniform(0.01, 0.2) * (1 + 0.3 * walk) * (1 + rng.normal(0, 0.3, len(walk)))
        end, target = days[before:].mean(), days[:before].mean() * math.exp(rng.normal(0, 0.1))
    else:
        rate = rng.uniform(0.5, 20)
        days = 500.0 + np.cumsum(rng.poisson(rate * np.exp(walk)) - rng.poisson(0.3 * rate, len(walk)))
        gain = (days[before - 1] - days[0]) / (before - 1) * DAYS
        end, target = days[-1], days[before - 1] + gain * math.exp(rng.normal(0, 0.25))
    history, so_far = days[:before].tolist(), days[before : before + gone].tolist()
    found = forecast(kind, "rate", history, so_far, DAYS, float(target), START)
    return Asked(found.p, bool(end >= target), bool(found.low <= end <= found.high))


def _brier(asked: Sequence[Asked]) -> float:
    return float(np.mean([(one.p - one.is_reached) ** 2 for one in asked]))


def _uncalibrated(asked: Sequence[Asked]) -> float:
    """Mean distance between what was said and what came, in tenths."""
    tenths: dict[int, list[Asked]] = {}
    for one in asked:
        tenths.setdefault(min(9, int(one.p * 10)), []).append(one)
    misses = [abs(sum(one.p - one.is_reached for one in group)) for group in tenths.values()]
    return sum(misses) / len(asked)


def _kept(asked: Sequence[Asked], low: float, high: float) -> str:
    said = [one.is_reached for one in asked if low <= one.p <= high]
    return f"{np.mean(said):.0%} of {len(said)} reached" if said else "never"


if __name__ == "__main__":
    given = argparse.ArgumentParser(description=__doc__)
    given.add_argument("--worlds", type=int, default=300)
    given.add_argument("--seed", type=int, default=1)
    asked = given.parse_args()
    raise SystemExit(main(asked.worlds, asked.seed))
