"""By when an answer is due: minutes count only while the shop is open, in real time, whatever clocks do meanwhile."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from vitrino.domain.hours import ALWAYS, Calendar, OpeningHours
from vitrino.domain.message import say
from vitrino.domain.problem import Problem

_MINUTE = timedelta(minutes=1)
_LOW_RATING = 3
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

    def clock(self, calendar: Calendar) -> Calendar:
        """The calendar this target is counted by."""
        return calendar if self.in_opening_hours else Calendar(ALWAYS, calendar.zone)


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
    due = target.used_up_at(received_at, Calendar(hours, zone))
    if due is None:
        raise Problem(say("The shop is open too seldom for an answer in that time. Check the opening hours."))
    return due


def open_minutes(start: datetime, end: datetime, hours: OpeningHours, zone: ZoneInfo) -> float:
    """Minutes between two moments during which the shop is open; 0 when `end` is earlier."""
    return Calendar(hours, zone).open_time(start, end) / _MINUTE


def minutes_left(due: datetime, now: datetime, hours: OpeningHours, zone: ZoneInfo) -> float:
    """Open minutes until `due`; negative, in open minutes too, when it has passed."""
    if now <= due:
        return open_minutes(now, due, hours, zone)
    return -open_minutes(due, now, hours, zone)


def is_open(at: datetime, hours: OpeningHours, zone: ZoneInfo) -> bool:
    """Whether the shop is open at that moment."""
    return Calendar(hours, zone).is_open(at)
