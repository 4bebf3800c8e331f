"""What comes back: daily, weekly and monthly times of the clock on the wall, and posts that may be shown again.

An occurrence is named by the wall time it was asked for, so it exists once, whatever the clocks do; its instant is
computed from wall time and zone each time anew. Days are walked by python-dateutil's rrule, without any zone.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from itertools import dropwhile, pairwise, takewhile
from typing import Any, Literal
from zoneinfo import ZoneInfo

from dateutil import rrule

from vitrino.domain.message import Message, say
from vitrino.domain.problem import Problem
from vitrino.domain.slots import SHORTEST_GAP, Instant, instant

AHEAD = timedelta(days=60)
# What stands in the week to come is planned like any other post; what is further away is a row that can still change.
NEAR = timedelta(days=7)
MOST_AHEAD = 500
MOST_TIMES = 8
LONGEST_INTERVAL = 52
FRESHEN_AFTER = 3
_DAY = timedelta(days=1)
_SHORTEST_MONTH = 28


class Every(StrEnum):
    """The unit a rule counts in."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"


_FREQUENCY: dict[Every, Literal[1, 2, 3]] = {
    Every.DAY: rrule.DAILY,
    Every.WEEK: rrule.WEEKLY,
    Every.MONTH: rrule.MONTHLY,
}


@dataclass(frozen=True, slots=True)
class Rule:
    """Every `interval` days, weeks or months at `times`, from `starts_on` to `ends_on` (both included).

    weekdays: for weeks, 0 is Monday. month_day: for months, 1..31; a month that has no such day means its last day.
    """

    every: Every
    interval: int
    times: tuple[time, ...]
    starts_on: date
    weekdays: tuple[int, ...] = ()
    month_day: int = 0
    ends_on: date | None = None


@dataclass(frozen=True, slots=True)
class Occurrence:
    """asked: the wall time the rule names (naive), the occurrence's name; at: the moment that is."""

    asked: datetime
    at: Instant


class State(StrEnum):
    """What became of an occurrence."""

    AHEAD = "ahead"
    PLANNED = "planned"
    MISSED = "missed"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class Known:
    """An occurrence that has a row: its moment and state."""

    utc: datetime
    state: State


@dataclass(frozen=True, slots=True)
class Work:
    """What a sweep has to do. create: rows to make; moved: rows whose moment changed with a country's clocks; missed:
    rows whose time went by unseen; due: rows to plan now. is_over: nothing is left to come.
    """

    create: tuple[Occurrence, ...]
    moved: Mapping[datetime, datetime]
    missed: tuple[datetime, ...]
    due: tuple[datetime, ...]
    is_over: bool


def check(rule: Rule) -> None:
    """Raises Problem, in words, for a rule that can't be kept."""
    if not 1 <= rule.interval <= LONGEST_INTERVAL:
        raise Problem(say("Choose a number from 1 to {most}.", most=LONGEST_INTERVAL), "interval")
    if rule.every is Every.WEEK and not rule.weekdays:
        raise Problem(say("Choose at least one weekday."), "weekdays")
    if any(not 0 <= day <= 6 for day in rule.weekdays):
        raise Problem(say("Choose at least one weekday."), "weekdays")
    if rule.every is Every.MONTH and not 1 <= rule.month_day <= 31:
        raise Problem(say("Choose a day of the month from 1 to 31."), "month_day")
    if rule.ends_on is not None and rule.ends_on < rule.starts_on:
        raise Problem(say("The last day is before the first one."), "ends_on")
    _check_times(rule)


def _check_times(rule: Rule) -> None:
    if not 1 <= len(rule.times) <= MOST_TIMES:
        raise Problem(say("Give one to {most} times of day.", most=MOST_TIMES), "times")
    daily = rule.every is Every.DAY and rule.interval == 1
    minutes = sorted(timedelta(hours=at.hour, minutes=at.minute) for at in rule.times)
    ring = [*minutes, minutes[0] + _DAY] if daily or rule.every is Every.WEEK else minutes
    if any(later - earlier < SHORTEST_GAP for earlier, later in pairwise(ring)):
        raise Problem(say("Leave at least 15 minutes between two times."), "times")


def days(rule: Rule) -> Iterator[date]:
    """The days of a rule, in order, lazily."""
    more: dict[str, Any] = {}
    if rule.every is Every.WEEK:
        more["byweekday"] = sorted(set(rule.weekdays))
    if rule.every is Every.MONTH:  # the last of those that exist: the 31st is the 28th, 29th or 30th where it must be
        more |= {"bymonthday": range(min(rule.month_day, _SHORTEST_MONTH), rule.month_day + 1), "bysetpos": -1}
    start = datetime.combine(rule.starts_on, time())
    until = datetime.combine(rule.ends_on, time()) if rule.ends_on else None
    for day in rrule.rrule(_FREQUENCY[rule.every], dtstart=start, interval=rule.interval, until=until, **more):
        yield day.date()


def occurrences(rule: Rule, zone: ZoneInfo, after: datetime) -> Iterator[Occurrence]:
    """Every moment of the rule later than `after` (aware), in order, lazily, at least 15 minutes apart.

    Two times that fall together when the clocks skip an hour are one: the first.
    """
    earliest = after.astimezone(zone).date() - _DAY
    last: datetime | None = None
    for day in dropwhile(lambda day: day < earliest, days(rule)):
        for at in sorted(rule.times):
            asked = datetime.combine(day, at.replace(tzinfo=None))
            moment = instant(asked, zone)
            if last is not None and moment.utc - last < SHORTEST_GAP:
                continue
            last = moment.utc
            if moment.utc > after:
                yield Occurrence(asked, moment)


def work(
    rule: Rule, zone: ZoneInfo, known: Mapping[datetime, Known], now: datetime, since: datetime, left: int | None = None
) -> Work:
    """What is to be done at `now`. Nothing is ever made for a time that has passed, so downtime leaves no burst.

    since: occurrences before it don't count (the rule was made, or let go on, then). left: how many may still come in
    all, those ahead included; None without a limit.
    """
    after = max(now, since)
    ahead = {asked: one for asked, one in known.items() if one.state is State.AHEAD}
    missed = tuple(sorted(asked for asked, one in ahead.items() if one.utc <= now))
    moved = {asked: new for asked, one in ahead.items() if asked not in missed
             if (new := instant(asked, zone).utc) != one.utc}  # fmt: skip
    waiting = {asked: moved.get(asked, one.utc) for asked, one in ahead.items() if asked not in missed}
    room = MOST_AHEAD - len(waiting) if left is None else min(MOST_AHEAD, left) - len(waiting)
    create = _new(rule, zone, known, after, now + AHEAD, max(0, room))
    coming = waiting | {one.asked: one.at.utc for one in create}
    due = tuple(sorted(asked for asked, utc in coming.items() if now < utc <= now + NEAR))
    is_over = not coming and (left == 0 or next(occurrences(rule, zone, after), None) is None)
    return Work(create, moved, missed, due, is_over)


def _new(rule: Rule, zone: ZoneInfo, known: Collection[datetime], after: datetime, until: datetime,
         room: int) -> tuple[Occurrence, ...]:  # fmt: skip
    coming = takewhile(lambda one: one.at.utc <= until, occurrences(rule, zone, after))
    fresh = (one for one in coming if one.asked not in known)
    return tuple(one for one, _n in zip(fresh, range(room), strict=False))


@dataclass(frozen=True, slots=True)
class Evergreen:
    """A post that may be shown again and again. min_days: between two times; most: times in all, None without a limit;
    unchanged: how often it went out with the same words.
    """

    key: str
    min_days: int
    used: int = 0
    unchanged: int = 0
    last_at: datetime | None = None
    most: int | None = None
    expires_on: date | None = None

    def may_go(self, at: datetime) -> bool:
        """True when it has rested long enough, has not run out and is still true on that day."""
        rested = self.last_at is None or abs(at - self.last_at) >= timedelta(days=self.min_days)
        is_left = self.most is None or self.used < self.most
        return rested and is_left and (self.expires_on is None or at.date() <= self.expires_on)

    @property
    def needs_freshening(self) -> bool:
        """Said so often with the same words that regular readers know them."""
        return self.unchanged >= FRESHEN_AFTER


def least_recently_used(pool: Iterable[Evergreen], at: datetime) -> list[Evergreen]:
    """Those that may go out at `at`: never used ones first, then the one used longest ago."""
    ready = [one for one in pool if one.may_go(at)]
    return sorted(ready, key=lambda one: (one.last_at is not None, one.last_at or at, one.key))


def in_words(rule: Rule) -> Message:
    """The rule as a sentence. Weekdays and times are shown beside it, in the reader's language."""
    n = rule.interval
    if rule.every is Every.DAY:
        return say("Every day") if n == 1 else say("Every {n} days", n=n)
    if rule.every is Every.WEEK:
        return say("Every week") if n == 1 else say("Every {n} weeks", n=n)
    if rule.month_day > _SHORTEST_MONTH:
        if n == 1:
            return say("On day {day} of every month, or its last day", day=rule.month_day)
        return say("Every {n} months, on day {day} or the last day", n=n, day=rule.month_day)
    if n == 1:
        return say("On day {day} of every month", day=rule.month_day)
    return say("Every {n} months, on day {day}", n=n, day=rule.month_day)
