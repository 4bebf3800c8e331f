"""When a shop is open: a week of intervals, and days that are different, once or every year.

Wall time; what clock changes do to it is in `calendar`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, time
from functools import cached_property
from itertools import pairwise
from typing import Any

from vitrino.domain.message import say
from vitrino.domain.problem import Problem

MIDNIGHT = time(0)
_DAYS = range(7)
_WEEKDAYS = frozenset(map(str, _DAYS))
_YEAR_DAY = re.compile(r"[0-9]{2}-[0-9]{2}")
_LEAP_YEAR = 2024


@dataclass(frozen=True, order=True, slots=True)
class Interval:
    """From `opens` to `closes`; when it closes before it opens it runs over midnight, when both are equal 24 hours."""

    opens: time
    closes: time

    @property
    def runs_over_midnight(self) -> bool:
        return self.closes <= self.opens


WHOLE_DAY = (Interval(MIDNIGHT, MIDNIGHT),)


@dataclass(frozen=True, order=True, slots=True)
class YearDay:
    """A day of every year, like 25 December; 29 February comes every fourth year."""

    month: int
    day: int

    @classmethod
    def of(cls, day: date) -> YearDay:
        return cls(day.month, day.day)


@dataclass(frozen=True)
class OpeningHours:
    """week: weekday (0 is Monday) -> intervals; dates, yearly: days that differ, with no interval when closed.

    A date goes before a day of the year, both before the week. Without any interval at all the shop answers at any
    time, but on the days it named as closed.
    """

    week: Mapping[int, tuple[Interval, ...]] = field(default_factory=dict)
    dates: Mapping[date, tuple[Interval, ...]] = field(default_factory=dict)
    yearly: Mapping[YearDay, tuple[Interval, ...]] = field(default_factory=dict)

    @cached_property
    def is_always(self) -> bool:
        """No moment at all is closed."""
        return not self._closes_some_day and (
            not self._names_times or all(self.week.get(day) == WHOLE_DAY for day in _DAYS)
        )

    @cached_property
    def _closes_some_day(self) -> bool:
        return any(intervals != WHOLE_DAY for intervals in (*self.dates.values(), *self.yearly.values()))

    @cached_property
    def _names_times(self) -> bool:
        return any(any(days.values()) for days in (self.week, self.dates, self.yearly))

    def on(self, day: date) -> tuple[Interval, ...]:
        """The intervals that begin on that day."""
        if day in self.dates:
            return self.dates[day]
        if (of_year := YearDay.of(day)) in self.yearly:
            return self.yearly[of_year]
        return self.week.get(day.weekday(), ()) if self._names_times else WHOLE_DAY


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
    """Hours as a workspace keeps them: "0".."6", a date or "12-25" (every year) -> [["09:00", "17:00"], …].

    Raises Problem for anything else.
    """
    try:
        by_key = {name: checked(_interval(pair) for pair in pairs) for name, pairs in stored.items()}
        week = {int(name): intervals for name, intervals in by_key.items() if name in _WEEKDAYS}
        yearly = {_year_day(name): intervals for name, intervals in by_key.items() if _YEAR_DAY.fullmatch(name)}
        rest = [name for name in by_key if name not in _WEEKDAYS and not _YEAR_DAY.fullmatch(name)]
        dates = {date.fromisoformat(name): by_key[name] for name in rest}
    except (ValueError, TypeError, AttributeError) as error:
        raise Problem(say("The opening hours can't be read. Please enter them again.")) from error
    return OpeningHours(week, dates, yearly)


def to_json(hours: OpeningHours) -> dict[str, list[list[str]]]:
    """The reverse of `from_json`; days without hours are left out, closed dates are kept."""
    week = {str(day): _pairs(hours.week[day]) for day in _DAYS if hours.week.get(day)}
    yearly = {f"{at.month:02}-{at.day:02}": _pairs(hours.yearly[at]) for at in sorted(hours.yearly)}
    return week | yearly | {day.isoformat(): _pairs(hours.dates[day]) for day in sorted(hours.dates)}


def year_day(day: int, month: int) -> YearDay:
    """A day of the year. Raises ValueError where no year has it."""
    return YearDay.of(date(_LEAP_YEAR, month, day))


def _year_day(name: str) -> YearDay:
    month, day = name.split("-")
    return year_day(int(day), int(month))


def _interval(pair: Sequence[str]) -> Interval:
    opens, closes = pair
    return Interval(time.fromisoformat(opens), time.fromisoformat(closes))


def _pairs(intervals: Iterable[Interval]) -> list[list[str]]:
    return [[f"{interval.opens:%H:%M}", f"{interval.closes:%H:%M}"] for interval in intervals]
