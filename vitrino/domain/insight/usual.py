"""What is usual for a brand at an hour: how many mentions, how many negative ones, and how much that varies.

Learned hour by hour from the past alone: a level (the higher of a slow and a fast one, so that growth is no surprise
for long), hours of the day and days of the week (drawn to flat while little is known), the share of negatives, and
dispersion within and between days (drawn to what brands have on average). Outliers are capped before they are learned.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

_SLOW, _FAST, _PROFILE, _DAYS = (0.5 ** (1 / n) for n in (28 * 24, 5 * 24, 56, 42))
_WEEK = 0.5 ** (1 / 192)  # a weekday is met 24 times a week: half forgotten after eight weeks
_TO_FLAT, _HOUR_TO_FLAT = 20.0, 2.5  # mentions that weigh as much as the belief that all days, all hours are alike
# The rhythm of a day is smooth: hours learn from their neighbours. Rough: variance of what is believed of an hour,
# times the mentions it was learned from.
_NEAR_HOURS = ((-2, 0.11), (-1, 0.22), (0, 0.34), (1, 0.22), (2, 0.11))
_ROUGH = 1.0
_FIRST_SHARE, _SHARE_WEIGHT = 0.15, 10.0
_KNOWN = 20.0  # mentions; before, nothing can be called odd, else a shop of which only ill is heard never learns that
_HOURLY, _HOURLY_WEIGHT = 0.7, 8.0
_DAILY_SHARE, _DAILY_TOTAL, _DAILY_WEIGHT = 0.35, 0.15, 12.0
_DAY_SUMS = 5
_LEAST_DAILY_SHARE = 0.28  # a share that stood still for weeks may still jump: 45 % a day is ordinary


@dataclass(frozen=True, slots=True)
class Expected:
    """Mentions and negatives of an hour. Variances are relative: hourly of the volume, daily of share and volume.

    share_by_day: of the share from day to day as this shop showed it, with no caution added. of_hour: of what is
    believed of this hour.
    """

    total: float
    negative: float
    hourly: float
    daily_share: float
    daily_total: float
    share_by_day: float
    of_hour: float


@dataclass(slots=True)
class Sum:
    """A fading sum of what was seen, and of what was expected when nothing else were special."""

    seen: float = 0.0
    expected: float = 0.0

    def add(self, seen: float, expected: float, fade: float) -> None:
        self.seen = self.seen * fade + seen
        self.expected = self.expected * fade + expected

    def drawn_to(self, value: float, weight: float) -> float:
        return (self.seen + value * weight) / (self.expected + weight)


@dataclass(slots=True)
class Usual:
    """Everything that is remembered. `day` holds today's sums: negatives and mentions, seen and expected, and the
    negatives to expect of those who spoke."""

    slow: Sum = field(default_factory=Sum)
    fast: Sum = field(default_factory=Sum)
    slow_share: Sum = field(default_factory=Sum)
    fast_share: Sum = field(default_factory=Sum)
    hours: list[Sum] = field(default_factory=lambda: [Sum() for _ in range(24)])
    weekdays: list[Sum] = field(default_factory=lambda: [Sum() for _ in range(7)])
    hourly: Sum = field(default_factory=Sum)
    daily_share: Sum = field(default_factory=Sum)
    daily_total: Sum = field(default_factory=Sum)
    share_by_day: Sum = field(default_factory=Sum)
    day: list[float] = field(default_factory=lambda: [0.0] * _DAY_SUMS)

    def saved(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def restored(cls, saved: Mapping[str, Any]) -> Usual:
        fields: dict[str, Any] = {
            name: Sum(**value) if isinstance(value, dict)
            else [Sum(**one) if isinstance(one, dict) else one for one in value]
            for name, value in saved.items()
        }  # fmt: skip
        if len(fields.get("day", ())) != _DAY_SUMS:  # stored before the last sum was kept: today counts as unseen
            fields.pop("day", None)
        return cls(**fields)

    def expected(self, weekday: int, hour: int) -> Expected:
        share = max(
            self.slow_share.drawn_to(_FIRST_SHARE, _SHARE_WEIGHT), self.fast_share.drawn_to(_FIRST_SHARE, _SHARE_WEIGHT)
        )
        level = max((one.seen + 0.5) / (one.expected + 24.0) for one in (self.slow, self.fast))
        total = level * min(12.0, max(0.05, self._of_hour(hour) * self._of_weekday(weekday)))
        unsure = 1 / (self.slow_share.seen + 2.0)
        return Expected(
            total,
            total * share,
            min(3.0, max(0.1, self.hourly.drawn_to(_HOURLY, _HOURLY_WEIGHT))),
            min(1.5, max(_LEAST_DAILY_SHARE, self.daily_share.drawn_to(_DAILY_SHARE, _DAILY_WEIGHT))) + unsure,
            min(1.5, max(0.05, self.daily_total.drawn_to(_DAILY_TOTAL, _DAILY_WEIGHT))) + 1 / (self.slow.seen + 2.0),
            min(1.5, max(0.0, self.share_by_day.drawn_to(_DAILY_SHARE, _DAILY_WEIGHT))),
            _ROUGH / (self._near(hour)[0] + _HOUR_TO_FLAT),
        )

    def learn(self, weekday: int, hour: int, total: float, negative: float, talk: float, is_odd: bool) -> None:
        """Take in an hour. talk: how many times the usual is said, >= 1. is_odd: negatives are under suspicion."""
        usual = self.expected(weekday, hour)
        mean, bad = usual.total, usual.negative * talk
        capped = min(total, mean + 3 * math.sqrt(mean + usual.hourly * mean * mean) + 1)
        is_odd = is_odd and self.slow_share.expected > _KNOWN
        worst = bad if is_odd else bad + 2 * math.sqrt(bad + usual.hourly * bad * bad) + 1
        capped_bad = min(negative, worst)
        heard = max(capped_bad, min(total, mean * talk + 3 * math.sqrt(mean * talk + 1)))
        of_hour, of_weekday = self._of_hour(hour), self._of_weekday(weekday)
        relative = min(12.0, max(0.05, of_hour * of_weekday))
        self.slow.add(capped, relative, _SLOW)
        self.fast.add(capped, relative, _FAST)
        self.slow_share.add(capped_bad, heard, _SLOW)
        self.fast_share.add(capped_bad, heard, _FAST)
        self.hours[hour].add(capped, mean / max(of_hour, 0.05), _PROFILE)
        self.weekdays[weekday].add(capped, mean / max(of_weekday, 0.05), _WEEK)
        self.hourly.add(_excess(capped, mean, 0.0), mean * mean, _SLOW)
        given = heard * usual.negative / mean
        self._learn_day(hour, (capped_bad, bad, capped, mean, given), usual.hourly)

    def _learn_day(self, hour: int, sums: tuple[float, ...], hourly: float) -> None:
        self.day = [before + now for before, now in zip(self.day, sums, strict=True)]
        if hour == 23:
            bad_seen, bad, seen, mean, given = self.day
            self.daily_share.add(_excess(bad_seen, bad, hourly / 8), bad * bad, _DAYS)
            self.daily_total.add(_excess(seen, mean, hourly / 24), mean * mean, _DAYS)
            self.share_by_day.add(_excess(bad_seen, given, 0.0), given * given, _DAYS)
            self.day = [0.0] * _DAY_SUMS

    def _of_hour(self, hour: int) -> float:
        seen, expected = self._near(hour)
        return (seen + _HOUR_TO_FLAT) / (expected + _HOUR_TO_FLAT)

    def _near(self, hour: int) -> tuple[float, float]:
        """What was seen and expected around an hour."""
        near = [(self.hours[(hour + away) % 24], weight) for away, weight in _NEAR_HOURS]
        return sum(one.seen * weight for one, weight in near), sum(one.expected * weight for one, weight in near)

    def _of_weekday(self, weekday: int) -> float:
        return self.weekdays[weekday].drawn_to(1.0, _TO_FLAT)


def _excess(seen: float, mean: float, noise: float) -> float:
    """What a square deviation has over a Poisson count with `noise`; capped, so that no single day rules them all."""
    return min((seen - mean) ** 2 - mean - noise * mean * mean, 6 * mean * mean + 2)
