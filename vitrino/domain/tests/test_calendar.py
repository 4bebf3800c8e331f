"""Open time is counted in real time: over split days, midnight, holidays and both nights a year clocks change."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vitrino.domain.hours import ALWAYS, Calendar, OpeningHours, read_hours

WARSAW = ZoneInfo("Europe/Warsaw")
ZONES = st.sampled_from(["Europe/Warsaw", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata", "UTC"]).map(
    ZoneInfo
)
HOURS = st.sampled_from([
    "Mon-Fri 9-17, Sat 9-13",
    "Mon-Sat 7-11, 15-19, Sun closed",
    "Fri-Sat 20-04",
    "daily 22-24:00, 25.12 closed, 1.01 closed",
    "Wed 9-12, 13-17, 2026-07-08 closed, 24.12 9-10",
    "daily 0-24:00, 29.03 closed, 25.10 2-3",
    "daily 18-02:30",
    "25.12 closed, 26.12 closed",
    "",
]).map(read_hours)  # fmt: skip
MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2026, 12, 31)).map(lambda at: at.replace(tzinfo=UTC))
CALENDARS = st.builds(Calendar, HOURS, ZONES)
SPANS = st.timedeltas(timedelta(minutes=1), timedelta(hours=30))


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=WARSAW)


def calendar(text: str) -> Calendar:
    return Calendar(read_hours(text), WARSAW)


def test_a_split_day_has_a_break_that_does_not_count() -> None:
    split = calendar("Mon 7-11, 15-19")
    assert split.open_time(at("2026-06-01T10:00"), at("2026-06-01T16:00")) == timedelta(hours=2)
    assert split.after(at("2026-06-01T10:30"), timedelta(hours=1)) == at("2026-06-01T15:30")
    assert not split.is_open(at("2026-06-01T11:00"))
    assert split.next_change(at("2026-06-01T10:00")) == at("2026-06-01T11:00")
    assert split.next_change(at("2026-06-01T11:00")) == at("2026-06-01T15:00")


@pytest.mark.parametrize(("day", "hours"), [("2026-03-28", 7), ("2026-10-24", 9), ("2026-06-06", 8)])
def test_a_bar_is_open_an_hour_less_or_more_when_clocks_change(day: str, hours: int) -> None:
    bar = calendar("Sat 20-04")
    start = at(f"{day}T12:00")
    assert bar.open_time(start, start + timedelta(days=1)) == timedelta(hours=hours)


def test_hours_that_the_clocks_skip_do_not_open_the_shop() -> None:
    night = calendar("Sun 2-3")
    assert night.open_time(at("2026-03-28T12:00"), at("2026-03-29T12:00")) == timedelta(0)
    assert night.open_time(at("2026-10-24T12:00"), at("2026-10-25T12:00")) == timedelta(hours=2)


def test_a_holiday_every_year_closes_and_a_short_day_shortens() -> None:
    shop = calendar("daily 9-17, 25.12 closed, 24.12 9-13")
    assert shop.after(at("2026-12-24T12:00"), timedelta(hours=2)) == at("2026-12-26T10:00")
    assert shop.after(at("2027-12-24T12:00"), timedelta(hours=2)) == at("2027-12-26T10:00")


def test_a_night_before_a_holiday_is_worked_to_its_end() -> None:
    bar = calendar("daily 20-04, 25.12 closed")
    assert bar.is_open(at("2026-12-25T03:00"))
    assert bar.next_change(at("2026-12-25T03:00")) == at("2026-12-25T04:00")
    assert bar.next_change(at("2026-12-25T04:00")) == at("2026-12-26T20:00")


def test_days_that_touch_are_one_period() -> None:
    week = calendar("Mon-Fri 0-24:00")
    assert week.next_change(at("2026-06-02T12:00")) == at("2026-06-06T00:00")


def test_a_shop_open_at_any_time_never_changes() -> None:
    for hours in (ALWAYS, read_hours("24/7")):
        assert Calendar(hours, WARSAW).next_change(at("2026-06-01T12:00")) is None
        assert Calendar(hours, WARSAW).is_open(at("2026-03-29T02:30"))


def test_a_shop_that_never_opens_again_has_no_moment_after() -> None:
    once = calendar("2026-06-01 9-9:30")
    assert once.after(at("2026-06-02T10:00"), timedelta(0)) is None
    assert once.next_change(at("2026-06-02T10:00")) is None
    assert once.next_change(at("2026-06-01T09:10")) == at("2026-06-01T09:30")


@given(CALENDARS, MOMENTS, SPANS)
def test_exactly_the_open_time_lies_before_the_moment_after_it(
    shop: Calendar, start: datetime, span: timedelta
) -> None:
    end = shop.after(start, span)
    assert end is not None
    assert shop.open_time(start, end) == span
    assert shop.open_time(start, end - timedelta(seconds=1)) < span


@given(CALENDARS, MOMENTS, SPANS, SPANS)
def test_open_time_adds_up_and_is_never_longer_than_time(
    shop: Calendar, start: datetime, first: timedelta, then: timedelta
) -> None:
    middle, end = start + first, start + first + then
    assert shop.open_time(start, middle) + shop.open_time(middle, end) == shop.open_time(start, end) <= end - start
    assert shop.open_time(end, start) == timedelta(0)


@given(CALENDARS, MOMENTS, st.floats(0, 0.999))
def test_nothing_changes_before_the_next_change(shop: Calendar, start: datetime, share: float) -> None:
    change = shop.next_change(start)
    if change is None:
        assert shop.hours.is_always
        return
    assert change > start
    assert shop.is_open(start + (change - start) * share) == shop.is_open(start) != shop.is_open(change)


@given(HOURS, MOMENTS)
def test_every_moment_is_given_in_utc(hours: OpeningHours, start: datetime) -> None:
    shop = Calendar(hours, WARSAW)
    moments = [shop.after(start.astimezone(WARSAW), timedelta(hours=1)), shop.next_change(start.astimezone(WARSAW))]
    assert all(moment.tzinfo is UTC for moment in moments if moment is not None)
