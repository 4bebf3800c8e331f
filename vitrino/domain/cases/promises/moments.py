"""The moment an expression means, in a shop's zone and hours; what had to be guessed is said."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta

from vitrino.domain.cases.promises.grammar import Clock, Day, Expression, Length
from vitrino.domain.cases.promises.vocabulary import Unit
from vitrino.domain.hours import Calendar
from vitrino.domain.message import Message, say
from vitrino.domain.slots import instant

_ONE_DAY = timedelta(days=1)
_LAST_MINUTE = time(23, 59)
_WEEKEND = (5, 6)
_LATE_HOUR = 8
_LATELY = timedelta(days=90)
_PART = timedelta(hours=5)
_FURTHEST_DAYS = 400
_REAL = {Unit.MINUTE: timedelta(minutes=1), Unit.HOUR: timedelta(hours=1)}


@dataclass(frozen=True, slots=True)
class Moment:
    """at: UTC. notices: what had to be guessed, for the person to check."""

    at: datetime
    notices: tuple[Message, ...] = ()


def moment(expression: Expression, now: datetime, calendar: Calendar) -> Moment | None:
    """When the expression is over; None for a day no calendar has, or one too far away."""
    reader = _Meaning(now, calendar)
    try:
        if expression.length:
            return reader.of_length(expression.length)
        return reader.of_point(expression.day, expression.clock, is_before=expression.is_before)
    except (ValueError, OverflowError):
        return None


class _Meaning:
    def __init__(self, now: datetime, calendar: Calendar) -> None:
        self.now, self.calendar = now.astimezone(UTC), calendar
        self.local = now.astimezone(calendar.zone)
        self.today = self.local.date()

    def of_length(self, length: Length) -> Moment:
        """Hours and minutes are real time; days end when the shop closes."""
        if length.unit in _REAL:
            return Moment(self.now + length.amount * _REAL[length.unit])
        if length.amount % 1:
            days = length.amount * (7 if length.unit is Unit.WEEK else 1)
            return Moment(self.now + days * _ONE_DAY)
        return self._end_of(self._day_after(int(length.amount), length.unit))

    def _day_after(self, amount: int, unit: Unit) -> date:
        if unit is Unit.WORKDAY:
            return self._workday_after(amount)
        if unit is Unit.MONTH:
            months = self.today.month - 1 + amount
            year, month = self.today.year + months // 12, months % 12 + 1
            return date(year, month, min(self.today.day, monthrange(year, month)[1]))
        return self.today + amount * _ONE_DAY * (7 if unit is Unit.WEEK else 1)

    def _workday_after(self, amount: int) -> date:
        """Days on which the shop opens, or from Monday to Friday where it never closes; today doesn't count."""
        day = self.today
        for _ in range(_FURTHEST_DAYS):
            if amount <= 0:
                return day
            day += _ONE_DAY
            amount -= self._works_on(day)
        raise ValueError("The shop opens too seldom.")

    def _works_on(self, day: date) -> bool:
        if self.calendar.hours.is_always:
            return day.weekday() not in _WEEKEND
        return bool(self.calendar.hours.on(day))

    def of_point(self, day: Day | None, clock: Clock | None, *, is_before: bool) -> Moment:
        """A day, a time of day, or both; before a day is the end of the last day before it that the shop opens."""
        if day is None:
            return self._next_time(clock or Clock(24))
        on, notices = self._date(day)
        if is_before and clock is None and not day.end:
            week = [on - back * _ONE_DAY for back in range(1, 8)]
            on = next((one for one in week if self._works_on(one)), week[0])
        found = self._at(on, clock) if clock else self._end_of(on)
        return replace(found, notices=(*notices, *found.notices))

    def _next_time(self, clock: Clock) -> Moment:
        """The next time clocks show it: today, or tomorrow with a word about it."""
        found = self._at(self.today, clock)
        if found.at > self.now:
            return found
        later = self._at(self.today + _ONE_DAY, clock)
        notice = say("That time has passed today, so tomorrow is meant.")
        return replace(later, notices=(notice, *later.notices))

    def _at(self, day: date, clock: Clock) -> Moment:
        hour = self._hour(day, clock)
        wall = datetime.combine(day, time()) + timedelta(hours=hour, minutes=clock.minute)
        if hour == 24:
            wall = datetime.combine(day, _LAST_MINUTE)
        found = instant(wall, self.calendar.zone)
        told = [found.notice] if found.notice else []
        if hour != clock.hour:
            told.append(say("“{said}” was understood as {meant}.", said=clock.hour, meant=f"{hour}:{clock.minute:02}"))
        return Moment(self._before_closing(day, clock, found.utc), tuple(told))

    def _before_closing(self, day: date, clock: Clock, at: datetime) -> datetime:
        """ "In the afternoon" ends when the shop closes in the afternoon."""
        closes = self._end_of(day).at if clock.is_part else at
        return closes if at - _PART < closes < at and closes > self.now else at

    def _hour(self, day: date, clock: Clock) -> int:
        """5 is 17:00 where the shop is open then and not at 5:00, or has passed 5:00 today."""
        if not clock.is_vague_half:
            return clock.hour
        hours = [clock.hour % 12, clock.hour % 12 + 12]
        moments = {
            hour: instant(datetime.combine(day, time(hour, clock.minute)), self.calendar.zone).utc for hour in hours
        }
        ahead = [hour for hour in hours if moments[hour] > self.now]
        is_known = not self.calendar.hours.is_always
        # The last minute before it: at its closing time a shop is closed.
        is_open = [hour for hour in ahead if is_known and self.calendar.is_open(moments[hour] - timedelta(minutes=1))]
        waking = [hour for hour in ahead if _LATE_HOUR <= hour < _LATE_HOUR + 12]
        return next(iter([*is_open, *waking]), clock.hour)

    def _end_of(self, day: date) -> Moment:
        """When the shop closes on that day, or its last minute; with a word when it doesn't open at all."""
        intervals = () if self.calendar.hours.is_always else self.calendar.hours.on(day)
        closes = max((_LAST_MINUTE if one.runs_over_midnight else one.closes for one in intervals), default=None)
        found = instant(datetime.combine(day, closes or _LAST_MINUTE), self.calendar.zone)
        if found.utc <= self.now and day == self.today:
            found = instant(datetime.combine(day, _LAST_MINUTE), self.calendar.zone)
        is_closed = not intervals and not self.calendar.hours.is_always
        return Moment(found.utc, (say("The shop doesn't open on that day."),) if is_closed else ())

    def _date(self, day: Day) -> tuple[date, tuple[Message, ...]]:
        if day.offset is not None:
            return self.today + day.offset * _ONE_DAY, ()
        if day.weekday is not None:
            return self._weekday(day, day.weekday)
        if day.end:
            return self._end(day.end), ()
        return self._calendar_date(day), ()

    def _weekday(self, day: Day, weekday: int) -> tuple[date, tuple[Message, ...]]:
        ahead = (weekday - self.today.weekday()) % 7
        if day.is_next:
            on = self.today + (7 - self.today.weekday() + weekday) * _ONE_DAY
            return on, (say("The one in the next calendar week was understood: {day}.", day=on.isoformat()),)
        if ahead == 0 and not day.is_this:
            on = self.today + 7 * _ONE_DAY
            return on, (say("That is today's weekday, so {day} is meant.", day=on.isoformat()),)
        return self.today + ahead * _ONE_DAY, ()

    def _end(self, what: str) -> date:
        if what == "day":
            return self.today
        if what == "month":
            return self.today.replace(day=monthrange(self.today.year, self.today.month)[1])
        sunday = self.today + (6 - self.today.weekday() + 7 * (what == "next_week")) * _ONE_DAY
        week = [sunday - back * _ONE_DAY for back in range(7)]
        return next((on for on in week if on >= self.today and self._works_on(on)), sunday)

    def _calendar_date(self, day: Day) -> date:
        """Without a year or month the next such day; one a few weeks ago has passed. Raises ValueError for no day."""
        if not day.month:
            month = self.today.replace(day=1)
            if day.day <= self.today.day:
                month = (month + 31 * _ONE_DAY).replace(day=1)
            return month.replace(day=day.day)
        if day.year:
            return date(day.year, day.month, day.day)
        this_year = date(self.today.year, day.month, day.day)
        is_meant = this_year >= self.today - _LATELY
        return this_year if is_meant else date(self.today.year + 1, day.month, day.day)
