"""Is a campaign falling short? `python -m benchmarks.insight.campaigns [--worlds 300] [--seed 1]`.

Campaigns of 14 days, looked at after every day, after 28 days of history at another level. False alarms are those of
campaigns on plan; "seen" is an alarm by day 7 (half of plan, a quarter of plan) or at all (30 % short).
"""

from __future__ import annotations

import argparse
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from time import process_time

import numpy as np

from vitrino.domain.insight.shortfall import alert

DAYS, BEFORE = 14, 28
WORLDS = ("plain", "calm days", "wild days", "weekdays, flat plan", "weekdays, shaped plan", "no history", "30 days")
A_DAY = (1.0, 5.0, 20.0, 100.0)


@dataclass(frozen=True)
class Campaign:
    plan: list[float]
    history: list[float]
    actual: list[float]


Rule = Callable[[Campaign], int | None]


def main(worlds: int = 300, seed: int = 1) -> int:
    began = process_time()
    print(f"Campaigns: {worlds} a cell, seed {seed}, a look after every day. Goal: false alarms <= 16 %; half of plan "
          "seen by day 7 in >= 60 / 80 / 85 % at 5 / 20 / 100 a day.")  # fmt: skip
    for kind in WORLDS:
        print(f"\n{kind}")
        for a_day in A_DAY:
            _row("ours", ours, kind, a_day, worlds, seed)
    print("\nThe rules that others use (plain)")
    for name, rule in RIVALS.items():
        for a_day in A_DAY[1:]:
            _row(name, rule, "plain", a_day, worlds, seed)
    print(f"{process_time() - began:.0f} s of processor time")
    return 0


def simulated(rng: np.random.Generator, kind: str, a_day: float, share: float) -> Campaign:
    """Negative binomial days (1/k = 1/6; calm 0.05, wild 0.6) of `share` of the plan."""
    days = 30 if kind == "30 days" else DAYS
    spread = {"calm days": 0.05, "wild days": 0.6}.get(kind, 1 / 6)
    weekdays = np.exp(rng.normal(0, 0.35, 7)) if "weekdays" in kind else np.ones(7)
    shape = (weekdays / weekdays.mean())[np.arange(BEFORE + days) % 7]
    mean = a_day * shape * np.where(np.arange(len(shape)) < BEFORE, rng.uniform(0.3, 1.0), 1.0)
    plan = mean[BEFORE:] if kind != "weekdays, flat plan" else np.full(days, a_day * shape[BEFORE:].mean())
    rate = mean * rng.gamma(1 / spread, spread, len(mean))
    rate[BEFORE:] *= share
    counts = rng.poisson(rate).astype(float).tolist()
    return Campaign(plan.tolist(), [] if kind == "no history" else counts[:BEFORE], counts[BEFORE:])


def ours(campaign: Campaign) -> int | None:
    """The day (from 1) of the first alarm."""
    return _first(lambda n: alert(campaign.plan, campaign.history, campaign.actual[:n]).is_alert, campaign)


def _behind(campaign: Campaign) -> int | None:
    return _first(lambda n: sum(campaign.actual[:n]) < 0.8 * sum(campaign.plan[:n]), campaign)


def _tested(campaign: Campaign) -> int | None:
    """A one-sided 5 % z-test at every look, with the Poisson spread."""

    def is_low(n: int) -> bool:
        planned = sum(campaign.plan[:n])
        return sum(campaign.actual[:n]) < planned - 1.645 * math.sqrt(planned)

    return _first(is_low, campaign)


def _first(is_alarm: Callable[[int], bool], campaign: Campaign) -> int | None:
    return next((n for n in range(1, len(campaign.actual) + 1) if is_alarm(n)), None)


RIVALS: dict[str, Rule] = {"more than 20 % below plan": _behind, "z-test at every look": _tested}


def _row(name: str, rule: Rule, kind: str, a_day: float, worlds: int, seed: int) -> None:
    false, quarter, half, third = (_days(rule, kind, a_day, share, worlds, seed) for share in (1.0, 0.25, 0.5, 0.7))
    median = sorted(day or 999 for day in quarter)[len(quarter) // 2]
    print(f"  {name}, {a_day:g} a day: false alarms {_share(false, 999)}; "
          f"half of plan seen by day 7 {_share(half, 7)}, "
          f"a quarter of plan on day {median}, 30 % short at all {_share(third, 999)}")  # fmt: skip


def _days(rule: Rule, kind: str, a_day: float, share: float, worlds: int, seed: int) -> list[int | None]:
    place = [seed, WORLDS.index(kind), int(a_day * 10), int(share * 100)]
    return [rule(simulated(np.random.default_rng([*place, n]), kind, a_day, share)) for n in range(worlds)]


def _share(days: Sequence[int | None], latest: int) -> str:
    share = float(np.mean([day is not None and day <= latest for day in days]))
    return f"{share:.0%} (±{math.sqrt(share * (1 - share) / len(days)):.0%})"


if __name__ == "__main__":
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--worlds", type=int, default=300)
    asked.add_argument("--seed", type=int, default=1)
    given = asked.parse_args()
    raise SystemExit(main(given.worlds, given.seed))
