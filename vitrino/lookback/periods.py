"""Weeks from Monday to Sunday and calendar months, as a look back and a report take them. Both days are included."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from vitrino.domain.slots import zone
from vitrino.lookback.models import Every
from vitrino.workspace.models import Workspace

A_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Period:
    every: str
    from_on: date
    to_on: date

    @property
    def before(self) -> Period:
        """The one just before it."""
        return ending_before(self.every, self.from_on)

    @property
    def days(self) -> int:
        return (self.to_on - self.from_on).days + 1


def ending_before(every: str, day: date) -> Period:
    """The last whole week or month that is over on `day`."""
    if every == Every.WEEK:
        monday = day - timedelta(days=day.weekday() + 7)
        return Period(every, monday, monday + timedelta(days=6))
    last = day.replace(day=1) - A_DAY
    return Period(every, last.replace(day=1), last)


def today_of(workspace: Workspace, now: datetime) -> date:
    """The date on the shop's wall."""
    return now.astimezone(zone(workspace.time_zone)).date()


def last_of(workspace: Workspace, every: str, now: datetime) -> Period:
    return ending_before(every, today_of(workspace, now))


def bounds(workspace: Workspace, period: Period) -> tuple[datetime, datetime]:
    """The instants [begin, end) of a period in the shop's own zone."""
    here = zone(workspace.time_zone)
    begin = datetime.combine(period.from_on, datetime.min.time(), here)
    return begin, datetime.combine(period.to_on + A_DAY, datetime.min.time(), here)
