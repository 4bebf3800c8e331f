"""By when an answer is due: minutes count only while the shop is open, in real time, whatever clocks do meanwhile."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import islice, takewhile
from typing import Literal
from zoneinfo import ZoneInfo

from vitrino.domain.hours import OpeningHours
from vitrino.domain.message import say
from vitrino.domain.problem import Problem
from vitrino.domain.slots import instant

_FURTHEST_DAYS = 400
_LOW_RATING = 3
Surface = Literal["comment", "message", "mention", "review"]


@dataclass(frozen=True, slots=True)
class Target:
    """An answer within `minutes`; counted in opening hours only, or around the clock."""

    minutes: int
    in_opening_hours: bool = True


# Source: CARE.md 5.1, default targets; a shop may loosen them. Days for reviews are days of the calendar.
COMPLAINT = Target(60)
MESSAGE = Target(4 * 60)
COMMENT = Target(8 * 60)
LOW_REVIEW = Target(24 * 60, in_opening_hours=False)
OTHER_REVIEW = Target(3 * 24 * 60, in_opening_hours=False)
HOLDING_STATEMENT = Target(60, in_opening_hours=False)


def target_for(surface: Surface, *, is_complaint: bool = False, rating: int | None = None) -> Target:
    """The default target: a complaint first, then by where it was said; a review of 3 stars or fewer is low."""
    if surface == "review":
        return LOW_REVIEW if is_complaint or (rating is not None and rating <= _LOW_RATING) else OTHER_REVIEW
    if is_complaint:
        return COMPLAINT
    return MESSAGE if surface == "message" else COMMENT


def due_at(received_at: datetime, target: Target | int, hours: OpeningHours, zone: ZoneInfo) -> datetime:
    """The moment (UTC) at which the target is used up. An int is minutes in opening hours.

    Raises Problem when the shop opens too seldom to reach the target within 400 days.
    """
    if isinstance(target, int):
        target = Target(target)
    left = timedelta(minutes=target.minutes)
    if hours.is_always or not target.in_opening_hours:
        return received_at.astimezone(UTC) + left
    for opens, closes in _open_from(received_at, hours, zone):
        if closes - opens >= left:
            return opens + left
        left -= closes - opens
    raise Problem(say("The shop is open too seldom for an answer in that time. Check the opening hours."))


def open_minutes(start: datetime, end: datetime, hours: OpeningHours, zone: ZoneInfo) -> float:
    """Minutes between two moments during which the shop is open; 0 when `end` is earlier."""
    if hours.is_always:
        return max(0.0, (end - start) / timedelta(minutes=1))
    periods = takewhile(lambda period: period[0] < end, _open_from(start, hours, zone))
    return sum((min(closes, end) - opens) / timedelta(minutes=1) for opens, closes in periods)


def minutes_left(due: datetime, now: datetime, hours: OpeningHours, zone: ZoneInfo) -> float:
    """Open minutes until `due`; negative, in open minutes too, when it has passed."""
    if now <= due:
        return open_minutes(now, due, hours, zone)
    return -open_minutes(due, now, hours, zone)


def is_open(at: datetime, hours: OpeningHours, zone: ZoneInfo) -> bool:
    """Whether the shop is open at that moment."""
    return hours.is_always or any(opens <= at for opens, _ in islice(_open_from(at, hours, zone), 1))


def _open_from(start: datetime, hours: OpeningHours, zone: ZoneInfo) -> Iterator[tuple[datetime, datetime]]:
    """Open periods from `start` on, cut at `start`, in order, none overlapping, at most 400 days ahead."""
    reached = start.astimezone(UTC)
    first = start.astimezone(zone).date() - timedelta(days=1)
    for step in range(_FURTHEST_DAYS + 1):
        for opens, closes in _periods_on(first + timedelta(days=step), hours, zone):
            opens = max(opens, reached)
            if closes > opens:
                reached = closes
                yield opens, closes


def _periods_on(day: date, hours: OpeningHours, zone: ZoneInfo) -> Iterator[tuple[datetime, datetime]]:
    """The periods that begin on a day, as moments."""
    for interval in hours.on(day):
        last_day = day + timedelta(days=interval.runs_over_midnight)
        opens = instant(datetime.combine(day, interval.opens), zone).utc
        yield opens, instant(datetime.combine(last_day, interval.closes), zone).utc
