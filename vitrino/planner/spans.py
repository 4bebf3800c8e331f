"""Weeks and months as addresses name them, in the shop's own days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from vitrino.domain import slots

WEEK = timedelta(days=7)
_FIRST_YEAR, _LAST_YEAR = 2000, 2200


@dataclass(frozen=True)
class Span:
    """Days side by side: `first` and the days after it. begins, ends: their instants, the end not included."""

    first: date
    length: int
    zone: ZoneInfo

    @property
    def days(self) -> list[date]:
        return [self.first + timedelta(days=n) for n in range(self.length)]

    @property
    def begins(self) -> datetime:
        return _midnight(self.first, self.zone)

    @property
    def ends(self) -> datetime:
        return _midnight(self.first + timedelta(days=self.length), self.zone)


def monday_of(text: str, today: date) -> date:
    """The Monday of "2026-W47"; this week's for anything else."""
    try:
        year, _mark, number = text.partition("-W")
        found = date.fromisocalendar(int(year), int(number), 1)
    except ValueError:
        found = today
    return _in_reach(found, today) - timedelta(days=_in_reach(found, today).weekday())


def week_name(monday: date) -> str:
    """ "2026-W47", as the address has it."""
    year, number, _day = monday.isocalendar()
    return f"{year}-W{number:02d}"


def month_of(text: str, today: date) -> date:
    """The first of "2026-11"; of this month for anything else."""
    try:
        found = date.fromisoformat(f"{text}-01")
    except ValueError:
        found = today
    return _in_reach(found, today).replace(day=1)


def month_name(first: date) -> str:
    """ "2026-11", as the address has it."""
    return f"{first:%Y-%m}"


def month_after(first: date, months: int = 1) -> date:
    """The first day of the month so many months later."""
    number = first.year * 12 + first.month - 1 + months
    return date(number // 12, number % 12 + 1, 1)


def week_span(monday: date, zone: ZoneInfo) -> Span:
    return Span(monday, 7, zone)


def month_span(first: date, zone: ZoneInfo) -> Span:
    """Whole weeks that hold the month."""
    monday = first - timedelta(days=first.weekday())
    after = month_after(first)
    sunday = after + timedelta(days=(7 - after.weekday()) % 7)
    return Span(monday, (sunday - monday).days, zone)


def _in_reach(day: date, today: date) -> date:
    """Nobody plans for the year 9999, and dates there can't be added to."""
    return day if _FIRST_YEAR <= day.year <= _LAST_YEAR else today


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    return slots.instant(datetime.combine(day, time()), zone).utc.astimezone(UTC)
