"""Opening hours on the clock: open time between moments and from a moment on, whatever clocks do meanwhile.

A period is real time: a night on which the clocks go back is an hour longer for a bar, and counts so.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import islice, takewhile
from zoneinfo import ZoneInfo

from vitrino.domain.hours.week import OpeningHours
from vitrino.domain.slots import instant

FURTHEST_DAYS = 400
_NONE = timedelta(0)


@dataclass(frozen=True)
class Calendar:
    """The opening hours of a shop in its zone. Every moment given is aware, every moment returned is UTC."""

    hours: OpeningHours
    zone: ZoneInfo

    def is_open(self, at: datetime) -> bool:
        """Whether the shop is open at that moment; the moment it closes it is closed."""
        return self.hours.is_always or any(opens <= at for opens, _ in islice(self.periods(at), 1))

    def open_time(self, start: datetime, end: datetime) -> timedelta:
        """How long the shop is open between two moments; none when `end` is earlier."""
        if self.hours.is_always:
            return max(_NONE, end - start)
        within = takewhile(lambda period: period[0] < end, self.periods(start))
        return sum((min(closes, end) - opens for opens, closes in within), _NONE)

    def after(self, start: datetime, open_time: timedelta) -> datetime | None:
        """The moment at which so much open time has passed; None when 400 days don't have it.

        No time at all has passed as soon as the shop is open.
        """
        if self.hours.is_always:
            return start.astimezone(UTC) + open_time
        left = open_time
        for opens, closes in self.periods(start):
            if closes - opens >= left:
                return opens + left
            left -= closes - opens
        return None

    def next_change(self, at: datetime) -> datetime | None:
        """When the shop opens or closes next, after `at`; None when it never does within 400 days."""
        if self.hours.is_always:
            return None
        reached = at.astimezone(UTC)
        for opens, closes in self.periods(at):
            if opens > reached:
                return opens if reached == at else reached
            reached = closes
        return reached if reached > at else None

    def periods(self, start: datetime) -> Iterator[tuple[datetime, datetime]]:
        """Open periods from `start` on, cut at `start`, in order, none overlapping, at most 400 days ahead."""
        reached = start.astimezone(UTC)
        first = start.astimezone(self.zone).date() - timedelta(days=1)
        for step in range(FURTHEST_DAYS + 1):
            for opens, closes in self._periods_on(first + timedelta(days=step)):
                opens = max(opens, reached)
                if closes > opens:
                    reached = closes
                    yield opens, closes

    def _periods_on(self, day: date) -> Iterator[tuple[datetime, datetime]]:
        """The periods that begin on a day, as moments."""
        for interval in self.hours.on(day):
            last_day = day + timedelta(days=interval.runs_over_midnight)
            opens = instant(datetime.combine(day, interval.opens), self.zone).utc
            yield opens, instant(datetime.combine(last_day, interval.closes), self.zone).utc
