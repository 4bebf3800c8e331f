"""Within what time a person is answered: minutes that count only while the shop is open, or around the clock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from vitrino.domain.hours import ALWAYS, Calendar

_MINUTE = timedelta(minutes=1)
Surface = Literal["comment", "message", "mention", "review"]


@dataclass(frozen=True, slots=True)
class Target:
    """An answer within `minutes`; counted in opening hours only, or around the clock."""

    minutes: int
    in_opening_hours: bool = True

    @property
    def length(self) -> timedelta:
        return self.minutes * _MINUTE

    def used_up_at(self, start: datetime, calendar: Calendar) -> datetime | None:
        """The moment (UTC) at which it is used up when counted from `start`; None when the shop opens too seldom."""
        return self.clock(calendar).after(start, self.length)

    def share(self, part: float) -> Target:
        """That part of it, 0..1; a minute at least."""
        return Target(max(1, round(self.minutes * part)), self.in_opening_hours)

    def clock(self, calendar: Calendar) -> Calendar:
        """The calendar this target is counted by."""
        return calendar if self.in_opening_hours else Calendar(ALWAYS, calendar.zone)


# Source: CARE.md 5.1, default targets; a shop may loosen them. Days for reviews are days of the calendar.
COMPLAINT = Target(60)
MESSAGE = Target(4 * 60)
COMMENT = Target(8 * 60)
LOW_REVIEW = Target(24 * 60, in_opening_hours=False)
OTHER_REVIEW = Target(3 * 24 * 60, in_opening_hours=False)
