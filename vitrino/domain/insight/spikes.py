"""Alarms on mentions, hour by hour: a wave of negative ones ("crisis"), or many more than usual ("volume").

Each hour is judged against a baseline made of the hours before it alone, so what was said of an hour never changes.
Negatives are judged given how much everybody talks: ten times the mentions bring ten times the complaints, and that
alone is no crisis. The last 1 to 12 hours together are held against a negative binomial count whose spread knows that
whole days differ: 45 in a hundred from day to day is ordinary for the share of negatives. For bursts the last two hours
are held against the day before them as well: the more alike a shop's days are, the more closely.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Literal

from vitrino.domain.insight.usual import Expected, Usual

Kind = Literal["crisis", "volume"]

COOL_DOWN_H = 24
FEWEST_NEGATIVES = 3
_WARM_UP_H = 48  # before, nobody knows what is usual
_FEWEST_MENTIONS, _TIMES_USUAL = 8, 3.0
_WINDOWS = (1, 2, 3, 4, 6, 9, 12)
_TALK_H = 3
# Logs of how often luck makes such a wave; stricter for much discussed brands, who have more hours to be unlucky in.
_CRISIS, _PER_NEGATIVE, _VOLUME = -8.3, 0.6, -13.0
_MANY, _PER_MANY = 6.0, 1.4  # negatives in twelve hours: from there on luck has heavier tails than any count
_WILD_HOURS, _PER_WILD = 0.45, 3.0  # where hours vary as much, days do, too
_CALM, _ODD = -4.0, -6.0
# Bursts: at least five in two hours. A burst may be less rare than a wave, unless the share of negatives moves from day
# to day, or more than 18 negatives a day come anyway, or nothing but negatives is heard that would show who talks.
_BURST, _BURST_H, _FEWEST_IN_BURST = -6.2, 2, 5
_PER_VARIANCE, _MANY_A_DAY, _PER_MANY_A_DAY, _PER_SHARE = 35.0, 18.0, 2.0, 0.6
_LATELY = 0.9  # an hour says as much less of the next one
_KEPT_H = 24


@dataclass(frozen=True, slots=True)
class Alarm:
    """i: the hour at whose end it is raised, counted from the first."""

    i: int
    kind: Kind


@dataclass(frozen=True, slots=True)
class Hour:
    """An hour as it was, and as it was expected."""

    total: float
    negative: float
    usual_total: float
    usual_negative: float


@dataclass(slots=True)
class Watch:
    """One kind of alarm: silent for a while after it was raised, and until things have calmed down."""

    quiet_h: int = _WARM_UP_H
    is_armed: bool = True

    def judge(self, luck: float, limit: float) -> bool:
        self.quiet_h = max(0, self.quiet_h - 1)
        if not self.quiet_h and self.is_armed and luck <= limit:
            self.quiet_h, self.is_armed = COOL_DOWN_H, False
            return True
        self.is_armed = self.is_armed or (luck > _CALM and not self.quiet_h)
        return False


@dataclass(slots=True)
class Detector:
    """Feed it every hour in order; it remembers what it needs and can be stored between hours."""

    usual: Usual = field(default_factory=Usual)
    last: list[Hour] = field(default_factory=list)
    crisis: Watch = field(default_factory=Watch)
    volume: Watch = field(default_factory=Watch)

    def hour(self, weekday: int, hour: int, total: float, negative: float) -> Kind | None:
        """The alarm to raise at the end of this hour. Counts that are not known (NaN) are passed over."""
        if math.isnan(total) or math.isnan(negative):
            return None
        total = max(total, negative)
        usual = self.usual.expected(weekday, hour)
        self.last = [*self.last[1 - _KEPT_H :], Hour(total, negative, usual.total, usual.negative)]
        talk = self._talk(usual)
        bad_luck, much_luck = self._luck(usual, talk)
        limit, burst_limit = self._limits(usual)
        burst = self._burst_luck(usual) - burst_limit
        is_crisis = self.crisis.judge(min(bad_luck, burst + limit), limit)
        if is_crisis:  # who was told of the crisis need not hear that there is much talk
            self.volume.quiet_h, self.volume.is_armed = COOL_DOWN_H, False
        is_volume = self.volume.judge(much_luck, _VOLUME)
        self.usual.learn(weekday, hour, total, negative, talk, bad_luck < _ODD)
        return "crisis" if is_crisis else "volume" if is_volume else None

    def saved(self) -> dict[str, Any]:
        """Plain values for JSON; `restored` takes them back and goes on as if nothing had happened."""
        return {
            "usual": self.usual.saved(),
            "last": [[one.total, one.negative, one.usual_total, one.usual_negative] for one in self.last],
            "crisis": [self.crisis.quiet_h, self.crisis.is_armed],
            "volume": [self.volume.quiet_h, self.volume.is_armed],
        }

    @classmethod
    def restored(cls, saved: Mapping[str, Any]) -> Detector:
        last = [Hour(*one) for one in saved["last"]]
        return cls(Usual.restored(saved["usual"]), last, Watch(*saved["crisis"]), Watch(*saved["volume"]))

    def _talk(self, usual: Expected) -> float:
        """How many times the usual is said now besides the negative, at least 1."""
        calm, base = 0.0, 0.0
        for one in self.last[-_TALK_H:]:
            calm += one.total - one.negative
            base += one.usual_total - one.usual_negative
        weight = 1.4 / usual.hourly
        return max(1.0, (calm + weight) / (base + weight))

    def _limits(self, usual: Expected) -> tuple[float, float]:
        """How little luck (as a log) makes a wave, and a burst."""
        negatives = sum(one.usual_negative for one in self.last[-_WINDOWS[-1] :])
        wave = _CRISIS - _PER_NEGATIVE * math.log1p(negatives) - _PER_MANY * _log_over(negatives, _MANY)
        wave -= _PER_WILD * max(0.0, usual.hourly - _WILD_HOURS)
        a_day = sum(one.usual_negative for one in self.last)
        burst = _BURST - _PER_VARIANCE * usual.share_by_day - _PER_SHARE * usual.negative / usual.total
        return wave, burst - _PER_MANY_A_DAY * _log_over(a_day, _MANY_A_DAY)

    def _burst_luck(self, usual: Expected) -> float:
        """Log of how often luck brings as many negatives in the last two hours, given the day before them."""
        now, before = self.last[-_BURST_H:], self.last[:-_BURST_H]
        negative, usual_negative = sum(one.negative for one in now), sum(one.usual_negative for one in now)
        if negative < _FEWEST_IN_BURST:
            return 0.0
        weight = 1 / (usual.hourly / (1 + (_BURST_H - 1) / 3) + usual.of_hour)
        calm = sum(one.total for one in now) - negative
        usual_calm = sum(one.usual_total for one in now) - usual_negative
        # Where much more is said than hours ever differ by, it counts in full.
        raised = max(1.0, (calm + weight) / (usual_calm + weight), calm / (usual_calm + 1) - 1)
        seen = expected = 1 / (usual.share_by_day + 0.02)
        for age_h, one in enumerate(reversed(before)):
            seen += _LATELY**age_h * one.negative
            expected += _LATELY**age_h * one.usual_negative
        today = max(0.7, seen / expected)
        return log_tail(negative, usual_negative * raised * today, 1 / (1 / (calm + weight) + 1 / seen))

    def _luck(self, usual: Expected, talk: float) -> tuple[float, float]:
        """Logs of how often luck brings as many negatives, and as many mentions, in the worst of the windows."""
        bad = many = 0.0
        total = negative = usual_total = usual_negative = 0.0
        for count, one in enumerate(reversed(self.last[-_WINDOWS[-1] :]), 1):
            total += one.total
            negative += one.negative
            usual_total += one.usual_total
            usual_negative += one.usual_negative
            if count not in _WINDOWS:
                continue
            weight = (1 + (count - 1) / 3) / usual.hourly  # hours that differ even each other out
            if negative >= FEWEST_NEGATIVES:
                calm = total - negative + weight
                raised = max(1.0, calm / (usual_total - usual_negative + weight), talk if count < _TALK_H else 1.0)
                bad = min(bad, log_tail(negative, usual_negative * raised, 1 / (1 / calm + usual.daily_share)))
            if total >= _FEWEST_MENTIONS and total > _TIMES_USUAL * usual_total:
                many = min(many, log_tail(total, usual_total, 1 / (1 / weight + usual.daily_total)))
        return bad, many


def _log_over(value: float, start: float) -> float:
    return math.log(max(1.0, value / start))


def log_tail(count: float, mean: float, size: float) -> float:
    """Log of the chance that a negative binomial count (variance mean + mean^2 / size) is `count` or more.

    Saddle point of one term, times the geometric rest: within a few in a hundred where it matters (chances < 1 %).
    0 where the count is no more than the mean.
    """
    if count <= mean or count < 1:
        return 0.0
    mean = max(mean, 1e-6)
    fit = count * math.log(count / mean) - (count + size) * math.log((count + size) / (mean + size))
    rest = (count + size) / (count + 1) * mean / (mean + size)
    return min(0.0, -fit - 0.5 * math.log(2 * math.pi * count * (1 + count / size)) - math.log1p(-min(rest, 0.999)))


def alarms(start: datetime, total: Sequence[float], negative: Sequence[float]) -> tuple[Alarm, ...]:
    """Every alarm of a stream of hours that begins at `start` (its own clock decides on hour and weekday).

    total, negative: mentions an hour, the latter among the former; NaN where nothing is known.
    Raises ValueError for lists of different lengths.
    """
    detector = Detector()
    found = []
    first = start.replace(tzinfo=None)
    for i, (every, bad) in enumerate(zip(total, negative, strict=True)):
        at = first + timedelta(hours=i)
        if kind := detector.hour(at.weekday(), at.hour, every, bad):
            found.append(Alarm(i, kind))
    return tuple(found)
