"""Quiet hours: from when until when nobody's telephone rings, by the clock on that person's wall."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from vitrino.domain.slots import instant

_DAY = timedelta(days=1)


@dataclass(frozen=True)
class QuietHours:
    """From `begin` to `end` every day; an end before the beginning is on the next morning. Equal: never quiet."""

    begin: time
    end: time
    zone: ZoneInfo

    def held_until(self, at: datetime) -> datetime | None:
        """When the quiet hours that `at` (aware) falls into are over; None when it falls into none."""
        day = at.astimezone(self.zone).date()
        for first in (day - _DAY, day):
            last = first if self.begin < self.end else first + _DAY
            begins = instant(datetime.combine(first, self.begin), self.zone).utc
            ends = instant(datetime.combine(last, self.end), self.zone).utc
            if self.begin != self.end and begins <= at < ends:
                return ends
        return None
