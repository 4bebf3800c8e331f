"""Opening hours in words: one line for days that are alike."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from vitrino.domain.hours.week import Interval, OpeningHours, YearDay, from_json, written
from vitrino.domain.message import Message, say

DAYS: tuple[Message, ...] = (
    say("Monday"),
    say("Tuesday"),
    say("Wednesday"),
    say("Thursday"),
    say("Friday"),
    say("Saturday"),
    say("Sunday"),
)
SHORT_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


@dataclass(frozen=True)
class Line:
    """Days in a row with the same hours: weekdays `first` to `last` (0 is Monday), or one day that differs.

    `day` is a date; `yearly` a day of every year.
    `times` is "" when closed; the page says so in its own words.
    """

    times: str
    first: int = 0
    last: int = 0
    day: date | None = None
    yearly: YearDay | None = None


def lines(hours: OpeningHours) -> list[Line]:
    """The whole week, closed days included, then the days that differ every year, then those that differ once."""
    week = [
        Line(_times(intervals), days[0], days[-1])
        for intervals, days in (
            (found, list(group)) for found, group in groupby(range(7), lambda d: hours.week.get(d, ()))
        )
    ]
    every_year = [Line(_times(hours.yearly[at]), yearly=at) for at in sorted(hours.yearly)]
    return [*week, *every_year, *(Line(_times(hours.dates[day]), day=day) for day in sorted(hours.dates))]


def hours_text(stored: Mapping[str, Any], days: Sequence[str] = SHORT_DAYS) -> str:
    """Stored hours as one may type them (`parse_hours` reads them back); "" for any time. days: Monday to Sunday."""
    return ", ".join(_parts(from_json(stored), days))


def _parts(hours: OpeningHours, days: Sequence[str]) -> Iterator[str]:
    for line in lines(hours):
        if line.day is not None:
            yield f"{line.day.isoformat()} {line.times or 'closed'}"
        elif line.yearly is not None:
            yield f"{line.yearly.day}.{line.yearly.month:02} {line.times or 'closed'}"
        elif line.times:
            names = days[line.first] if line.first == line.last else f"{days[line.first]}–{days[line.last]}"
            yield f"{names} {line.times}"


def _times(intervals: Sequence[Interval]) -> str:
    return ", ".join(map(written, intervals))
