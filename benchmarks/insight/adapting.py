"""`python -m benchmarks.insight adapting`: twelve weeks of five posts, planned anew on Mondays from what is known.

Regret: engagement lost against the five best slots. Gain: over a shop that goes on posting by habit. Worse: share of
worlds in which following the advice brings less than the habit.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import product
from math import sqrt
from statistics import fmean, stdev

import numpy as np

from benchmarks.insight.rivals import Rival, cell_mean, hour_mean, industry
from benchmarks.insight.worlds import Slot, World, world
from vitrino.domain.insight import weekplan
from vitrino.domain.insight.effects import ripe
from vitrino.domain.insight.posts import Post

WEEKS, A_WEEK = 12, 5
Policy = Callable[[World, Sequence[Post], datetime], list[Slot]]


def main(worlds: int, seed: int, sizes: Sequence[int] = (30, 100)) -> int:
    for count, misled in product(sizes, (0.2, 0.0)):
        print(f"\n{count} posts of history, {WEEKS} weeks of {A_WEEK}, {worlds} worlds from seed {seed}, "
              f"{misled:.0%} misled by the industry")  # fmt: skip
        for name, policy in POLICIES.items():
            outcomes = [_walk(world(seed + number, misled=misled), count, policy) for number in range(worlds)]
            regrets, gains = zip(*outcomes, strict=True)
            worse = [gain < -0.005 for gain in gains]
            print(f"  {name:<18} regret {_shown(regrets)}  gain over habit {_shown(gains)}  worse {_shown(worse)}")
    return 0


def habit(shop: World, posts: Sequence[Post], now: datetime) -> list[Slot]:
    chances = np.array([shop.habit[slot] for slot in shop.slots])
    picked = shop.chance.choice(len(shop.slots), A_WEEK, replace=False, p=chances / chances.sum())
    return [shop.slots[place] for place in picked]


def ours(shop: World, posts: Sequence[Post], now: datetime) -> list[Slot]:
    chosen = weekplan.choose(posts, now=now, candidates=shop.slots, benchmark=shop.benchmark,
                             week_start=now.date(), n_posts=A_WEEK, seed=7)  # fmt: skip
    return [(one.weekday, one.hour) for one in chosen]


def by(rival: Rival) -> Policy:
    """The best slots by these averages, on five different days."""

    def policy(shop: World, posts: Sequence[Post], now: datetime) -> list[Slot]:
        promises = rival(ripe(posts, now), shop.slots, shop.benchmark)
        ordered = sorted(shop.slots, key=lambda slot: -promises.get(slot, 0.0))
        return list({slot[0]: slot for slot in reversed(ordered)}.values())[-A_WEEK:]

    return policy


POLICIES: dict[str, Policy] = {
    "habit": habit,
    "industry": by(industry),
    "cell mean": by(cell_mean),
    "hour mean": by(hour_mean),
    "ours": ours,
}


def _walk(shop: World, count: int, policy: Policy) -> tuple[float, float]:
    """Regret and gain over the twelve weeks, in true multipliers: luck plays no part in the judgement."""
    posts, now = shop.history(count, days=2.5 * count + 60)
    monday = datetime.combine((now + timedelta(days=7 - now.weekday())).date(), datetime.min.time(), now.tzinfo)
    got: list[float] = []
    for week in range(WEEKS):
        start = monday + timedelta(days=7 * week)
        known = [replace(post, age_h=(start - post.at) / timedelta(hours=1)) for post in posts]
        chosen = policy(shop, known, start)
        got += [float(np.exp(shop.truth[slot])) for slot in chosen]
        times = [start + timedelta(days=day, hours=hour) for day, hour in chosen]
        posts += [shop.write(20_000 + 10 * week + n, at, 0.0) for n, at in enumerate(times)]
    truth = np.exp([shop.truth[slot] for slot in shop.slots])
    chances = np.array([shop.habit[slot] for slot in shop.slots])
    best = float(np.sort(truth)[-A_WEEK:].mean())
    return 1 - fmean(got) / best, fmean(got) / float(truth @ chances / chances.sum()) - 1


def _shown(values: Sequence[float]) -> str:
    return f"{fmean(values):.3f} ({stdev(map(float, values)) / sqrt(len(values)):.3f})"
