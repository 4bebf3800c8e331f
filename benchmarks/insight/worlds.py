"""Shops that don't exist, of which the truth is known: how engagement comes about there, and what was posted.

Calibrated on ten public accounts (INSIGHT.md 2), and varied on purpose, so that nothing is tuned to one kind of world:
luck Student-t or normal, drift by months or as a walk, hours as bumps or as smooth noise, engagement from 1 to 3,000 a
post, habits from even to stubborn, formats and promotions tied to the hour, an industry curve that is right, useless or
wrong.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from itertools import product
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

from vitrino.domain.insight.posts import Post

Floats = NDArray[np.float64]
Slot = tuple[int, int]

ZONE = ZoneInfo("Europe/Warsaw")
BEGIN = datetime(2025, 1, 6, tzinfo=ZONE)
HOURS = range(5, 23)
CANDIDATES: list[Slot] = list(product(range(7), HOURS))
SWITCHES = ("promo", "question", "link", "hashtags")
_LENGTHS = ("short", "medium", "long")


@dataclass
class World:
    """truth: 7 x 24 logs. effects: logs by (factor, level). habit: 7 x 24 chances. benchmark: multipliers given."""

    truth: Floats
    effects: dict[tuple[str, str | bool], float]
    habit: Floats
    benchmark: Floats | None
    level: float
    luck: float
    tails: float
    drift: Floats
    growth: float
    followers: float
    tied: float
    shares: dict[str, Floats]
    chance: np.random.Generator
    young: int = 0
    slots: list[Slot] = field(default_factory=lambda: list(CANDIDATES))

    def logs(self) -> Floats:
        """True logs of the candidates against their mean."""
        values = np.array([self.truth[slot] for slot in self.slots])
        return np.asarray(values - values.mean(), dtype=np.float64)

    def write(self, place: int, at: datetime, number: float) -> Post:
        """A post with traits, and the engagement that this world gives it."""
        traits = self._traits(at)
        logs = self.truth[at.weekday(), at.hour] + sum(self.effects.get(pair, 0.0) for pair in traits.items())
        day = (at - BEGIN).days
        followers = self.followers * np.exp(self.growth * day / 365)
        logs += self.level + self.growth * day / 365 + self.drift[min(day, len(self.drift) - 1)]
        luck = self.chance.standard_t(self.tails) if self.tails < 30 else self.chance.standard_normal()
        engagement = float(self.chance.poisson(np.exp(min(float(logs + self.luck * luck), 15.0))))
        return Post(f"p{place}", at, engagement, number, followers=float(round(followers)), **traits)  # type: ignore[arg-type]

    def history(self, count: int, days: float) -> tuple[list[Post], datetime]:
        """Posts by habit over `days`, and the time at which they are looked at."""
        chances = self.habit.ravel() / self.habit.sum()
        picks = self.chance.choice(168, count, p=chances)
        weeks = self.chance.integers(0, max(1, round(days / 7)), count)
        at = sorted(
            BEGIN + timedelta(days=int(week * 7 + pick // 24), hours=int(pick % 24), minutes=int(minute))
            for week, pick, minute in zip(weeks, picks, self.chance.integers(0, 60, count), strict=True)
        )
        now = BEGIN + timedelta(days=7 * max(1, round(days / 7)) + 3)
        posts = [self.write(n, one, (now - one) / timedelta(hours=1)) for n, one in enumerate(at)]
        return posts + [self._young(n, now) for n in range(self.young)], now

    def _young(self, n: int, now: datetime) -> Post:
        """A post of yesterday evening: its engagement has hardly begun."""
        at = now - timedelta(hours=int(self.chance.integers(1, 40)))
        post = self.write(10_000 + n, at, (now - at) / timedelta(hours=1))
        return replace(post, engagement=float(round((post.engagement or 0) * 0.3)))

    def _traits(self, at: datetime) -> dict[str, str | bool]:
        evening = at.hour >= 17
        traits: dict[str, str | bool] = {}
        for factor in ("format", "topic", "length"):
            share = self.shares[factor].copy()
            if factor == "format" and evening:
                share[-1] += self.tied * 3
            names = [level for name, level in self.effects if name == factor]
            traits[factor] = str(names[self.chance.choice(len(names), p=share / share.sum())])
        for n, name in enumerate(SWITCHES):
            odds = float(self.shares["switch"][n])
            if name == "promo" and 10 <= at.hour < 14:
                odds = min(0.9, odds + self.tied / 2)
            traits[name] = bool(self.chance.random() < odds)
        return traits


def world(seed: int, *, nothing: bool = False, misled: float = 0.2) -> World:
    """One shop. nothing: neither time nor content matter there, whatever the industry says.

    misled: the share of shops whose best times are the worst ones of the industry.
    """
    chance = np.random.default_rng([20261122, seed])
    industry = _day_curve(chance, 0.13)
    weight = chance.uniform(-0.1, 0.9) if chance.random() >= misled else -0.5
    own = _day_curve(chance, chance.uniform(0.08, 0.24))
    truth = np.zeros((7, 24)) if nothing else weight * industry + own
    effects = _effects(chance, nothing)
    luck = chance.uniform(0.45, 1.0)
    tails = float(chance.choice([3.5, 5, 8, 50]))
    return World(
        truth=truth,
        effects=effects,
        habit=_habit(chance),
        benchmark=np.exp(industry - industry.mean()) * chance.choice([1.0, 3.0]),
        level=float(np.log(chance.choice([1.5, 5, 30, 300, 3000]))),
        luck=luck if tails > 4 else luck * 0.8,
        tails=tails,
        drift=_drift(chance),
        growth=float(chance.uniform(-0.1, 0.8)),
        followers=float(chance.integers(200, 20_000)),
        tied=float(chance.choice([0, 0.5, 1.0])),
        shares={
            **{name: chance.dirichlet(np.full(sum(key == name for key, _ in effects), 3.0))
               for name in ("format", "topic", "length")},
            "switch": chance.uniform(0.1, 0.6, 4),
        },
        chance=chance,
        young=int(chance.integers(0, 4)),
    )  # fmt: skip


def _day_curve(chance: np.random.Generator, size: float) -> Floats:
    """Logs of 7 x 24: the day's shape, weekdays, and another day at the weekend."""
    rough = _hours(chance) * size
    weekend = _hours(chance) * size * chance.uniform(0.2, 0.7)
    days = chance.normal(0, size * chance.uniform(0.2, 0.6), 7)
    is_weekend = np.arange(7)[:, None] >= 5
    return rough[None, :] + days[:, None] + np.where(is_weekend, weekend[None, :], 0.0)


def _hours(chance: np.random.Generator) -> Floats:
    """A day of variance about one in the waking hours: smooth noise, or two or three bumps."""
    hours = np.arange(24)
    if chance.random() < 0.5:
        length = chance.uniform(1.8, 4.5)
        apart = np.minimum(abs(hours[:, None] - hours), 24 - abs(hours[:, None] - hours))
        kernel = np.exp(-0.5 * (apart / length) ** 2)
        kernel /= kernel.sum(axis=1, keepdims=True)
        shape = kernel @ chance.normal(0, 2, 24)
    else:
        shape = np.zeros(24)
        for _ in range(chance.integers(2, 4)):
            apart = abs(hours - chance.uniform(7, 22))
            shape += chance.uniform(0.5, 1.5) * np.exp(
                -0.5 * (np.minimum(apart, 24 - apart) / chance.uniform(1, 2.5)) ** 2
            )
    awake = shape[HOURS.start : HOURS.stop]
    return np.asarray((shape - awake.mean()) / max(float(awake.std()), 0.3), dtype=np.float64)


def _effects(chance: np.random.Generator, nothing: bool) -> dict[tuple[str, str | bool], float]:
    """Half of the content doesn't matter; the rest does by a fifth to a half, formats by more."""
    sizes = {"format": 0.35, "topic": 0.2, "length": 0.15}
    counts = {"format": int(chance.integers(2, 5)), "topic": int(chance.integers(2, 6)), "length": 3}
    effects: dict[tuple[str, str | bool], float] = {}
    for factor, size in sizes.items():
        matters = chance.random() < 0.6 and not nothing
        names = _LENGTHS if factor == "length" else [f"{factor}{n}" for n in range(counts[factor])]
        effects |= {(factor, name): chance.normal(0, size) * matters for name in names}
    for name in SWITCHES:
        matters = chance.random() < 0.5 and not nothing
        effects[name, True] = chance.normal(0, 0.3) * matters
    return effects


def _habit(chance: np.random.Generator) -> Floats:
    """When the shop posts: a few favourite hours, more or less stubbornly, only in candidate hours."""
    hours = np.zeros(24)
    hours[HOURS.start : HOURS.stop] = chance.dirichlet(np.full(len(HOURS), chance.choice([0.3, 1.0, 5.0])))
    days = chance.dirichlet(np.full(7, chance.choice([1.0, 5.0])))
    return 0.93 * np.outer(days, hours) + 0.07 * np.outer(
        np.full(7, 1 / 7), (hours >= 0) & np.isin(range(24), HOURS)
    ) / len(HOURS)


def _drift(chance: np.random.Generator) -> Floats:
    """Logs by day, for three years: months that differ, or a slow walk."""
    size = chance.uniform(0.15, 0.5)
    if chance.random() < 0.5:
        return np.repeat(chance.normal(0, size, 40), 30)
    steps = chance.normal(0, size / np.sqrt(60), 1200)
    return np.cumsum(steps - steps.mean())
