"""When a shop is open: a week of intervals, and days that are different. Wall time; no clock change matters here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, time
from itertools import pairwise
from typing import Any

from vitrino.domain.message import say
from vitrino.domain.problem import Problem

MIDNIGHT = time(0)
_DAYS = range(7)
_WEEKDAYS = frozenset(map(str, _DAYS))


@dataclass(frozen=True, order=True, slots=True)
class Interval:
    """From `opens` to `closes`; when it closes before it opens it runs over midnight, when both are equal 24 hours."""

    opens: time
    closes: time

    @property
    def runs_over_midnight(self) -> bool:
        return self.closes <= self.opens


@dataclass(frozen=True)
class OpeningHours:
    """week: weekday (0 is Monday) -> intervals; dates: days that differ, with no interval when closed (holidays).

    Without any interval at all the shop answers at any time.
    """

    week: Mapping[int, tuple[Interval, ...]] = field(default_factory=dict)
    dates: Mapping[date, tuple[Interval, ...]] = field(default_factory=dict)

    @property
    def is_always(self) -> bool:
        return not any(self.week.values()) and not any(self.dates.values())

    def on(self, day: date) -> tuple[Interval, ...]:
        """The intervals that begin on that day."""
        return self.dates[day] if day in self.dates else self.week.get(day.weekday(), ())


ALWAYS = OpeningHours()


def checked(intervals: Iterable[Interval]) -> tuple[Interval, ...]:
    """The intervals of one day in order; raises Problem when two overlap."""
    ordered = sorted(intervals)
    for earlier, later in pairwise(ordered):
        if earlier.runs_over_midnight or later.opens < earlier.closes:
            raise Problem(
                say("The opening hours {first} and {second} overlap.", first=written(earlier), second=written(later))
            )
    return tuple(ordered)


def written(interval: Interval) -> str:
    """9:00–17:00; midnight as an end is 24:00."""
    closes = "24:00" if interval.closes == MIDNIGHT else _clock(interval.closes)
    return f"{_clock(interval.opens)}–{closes}"


def _clock(at: time) -> str:
    return f"{at.hour}:{at.minute:02}"


def from_json(stored: Mapping[str, Any]) -> OpeningHours:
    """Hours as a workspace keeps them: "0".."6" or a date -> [["09:00", "17:00"], …]. Raises Problem for the rest."""
    try:
        by_key = {name: checked(_interval(pair) for pair in pairs) for name, pairs in stored.items()}
        week = {int(name): intervals for name, intervals in by_key.items() if name in _WEEKDAYS}
        dates = {date.fromisoformat(name): intervals for name, intervals in by_key.items() if name not in _WEEKDAYS}
    except (ValueError, TypeError, AttributeError) as error:
        raise Problem(say("The opening hours can't be read. Please enter them again.")) from error
    return OpeningHours(week, dates)


def to_json(hours: OpeningHours) -> dict[str, list[list[str]]]:
    """The reverse of `from_json`; days without hours are left out, closed dates are kept."""
    week = {str(day): _pairs(hours.week[day]) for day in _DAYS if hours.week.get(day)}
    return week | {day.isoformat(): _pairs(hours.dates[day]) for day in sorted(hours.dates)}


def _interval(pair: Sequence[str]) -> Interval:
    opens, closes = pair
    return Interval(time.fromisoformat(opens), time.fromisoformat(closes))


def _pairs(intervals: Iterable[Interval]) -> list[list[str]]:
    return [[f"{interval.opens:%H:%M}", f"{interval.closes:%H:%M}"] for interval in intervals]
