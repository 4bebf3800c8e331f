"""An answer is due after so many open minutes: over nights, weekends, holidays and clock changes."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vitrino.domain.deadlines import (
    COMMENT,
    COMPLAINT,
    LOW_REVIEW,
    MESSAGE,
    OTHER_REVIEW,
    due_at,
    is_open,
    minutes_left,
    open_minutes,
    target_for,
)
from vitrino.domain.hours import ALWAYS, OpeningHours, from_json, read_hours
from vitrino.domain.problem import Problem

WARSAW = ZoneInfo("Europe/Warsaw")
SHOP = read_hours("Mon-Fri 9:00-17:00, Sat 9:00-13:00")
BAR = read_hours("Fri-Sat 20:00-04:00")
MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2026, 12, 31)).map(lambda at: at.replace(tzinfo=UTC))
WEEKS = st.sampled_from(
    [SHOP, BAR, ALWAYS, read_hours("24/7"), read_hours("Wed 9-12, 13-17"), read_hours("Sun 0-24:00")]
)


def at(text: str) -> datetime:
    """A wall time in Warsaw; 2026-06-01 is a Monday."""
    return datetime.fromisoformat(text).replace(tzinfo=WARSAW)


@pytest.mark.parametrize(
    ("received", "minutes", "due"),
    [
        ("2026-06-01T10:00", 60, "2026-06-01T11:00"),
        ("2026-06-01T16:30", 60, "2026-06-02T09:30"),
        ("2026-06-01T16:00", 60, "2026-06-01T17:00"),
        ("2026-06-01T03:00", 60, "2026-06-01T10:00"),
        ("2026-06-06T12:30", 60, "2026-06-08T09:30"),
        ("2026-06-07T12:00", 0, "2026-06-08T09:00"),
        ("2026-06-01T09:00", 44 * 60, "2026-06-06T13:00"),
        ("2026-06-01T09:00", 44 * 60 + 1, "2026-06-08T09:01"),
    ],
)
def test_an_answer_is_due_after_so_many_open_minutes(received: str, minutes: int, due: str) -> None:
    assert due_at(at(received), minutes, SHOP, WARSAW) == at(due)


def test_hours_over_midnight_are_one_period() -> None:
    assert due_at(at("2026-06-05T23:30"), 60, BAR, WARSAW) == at("2026-06-06T00:30")
    assert due_at(at("2026-06-06T03:30"), 60, BAR, WARSAW) == at("2026-06-06T20:30")
    assert due_at(at("2026-06-07T03:00"), 120, BAR, WARSAW) == at("2026-06-12T21:00")


def test_a_holiday_does_not_count() -> None:
    hours = from_json({"0": [["09:00", "17:00"]], "1": [["09:00", "17:00"]], "2026-06-01": []})
    assert due_at(at("2026-06-01T10:00"), 60, hours, WARSAW) == at("2026-06-02T10:00")


def test_a_day_with_other_hours_counts_by_them() -> None:
    hours = from_json({"0": [["09:00", "17:00"]], "2026-06-01": [["12:00", "12:30"]]})
    assert due_at(at("2026-06-01T10:00"), 60, hours, WARSAW) == at("2026-06-08T09:30")


@pytest.mark.parametrize(
    ("received", "due"),
    [("2026-03-28T23:30", "2026-03-29T05:30"), ("2026-10-24T23:30", "2026-10-25T03:30")],
)
def test_clock_changes_add_and_take_no_time(received: str, due: str) -> None:
    open_all_day = read_hours("24/7")
    assert due_at(at(received), 300, open_all_day, WARSAW) == at(due)
    assert due_at(at(received), 300, ALWAYS, WARSAW) == at(due)


def test_targets_around_the_clock_do_not_wait_for_monday() -> None:
    assert due_at(at("2026-06-06T20:00"), LOW_REVIEW, SHOP, WARSAW) == at("2026-06-07T20:00")


def test_a_shop_that_opens_too_seldom_is_told_so() -> None:
    once = from_json({"2026-06-01": [["09:00", "09:30"]]})
    with pytest.raises(Problem, match="too seldom"):
        due_at(at("2026-05-01T10:00"), 60, once, WARSAW)


def test_minutes_left_count_open_time_and_turn_negative() -> None:
    due = at("2026-06-02T09:30")
    assert minutes_left(due, at("2026-06-01T16:30"), SHOP, WARSAW) == 60
    assert minutes_left(due, at("2026-06-01T20:00"), SHOP, WARSAW) == 30
    assert minutes_left(due, due, SHOP, WARSAW) == 0
    assert minutes_left(due, at("2026-06-02T10:00"), SHOP, WARSAW) == -30
    assert minutes_left(due, at("2026-06-02T10:00"), ALWAYS, WARSAW) == -30


def test_the_shop_knows_whether_it_is_open() -> None:
    assert is_open(at("2026-06-01T09:00"), SHOP, WARSAW)
    assert not is_open(at("2026-06-01T17:00"), SHOP, WARSAW)
    assert not is_open(at("2026-06-07T12:00"), SHOP, WARSAW)
    assert is_open(at("2026-06-07T03:59"), BAR, WARSAW)
    assert is_open(at("2026-06-07T12:00"), ALWAYS, WARSAW)


def test_default_targets_are_those_of_the_care_rules() -> None:
    assert target_for("message") == MESSAGE
    assert target_for("comment") == target_for("mention") == COMMENT
    assert target_for("comment", is_complaint=True) == COMPLAINT
    assert [target_for("review", rating=stars) for stars in (1, 3, 4, None)] == [
        LOW_REVIEW,
        LOW_REVIEW,
        OTHER_REVIEW,
        OTHER_REVIEW,
    ]


@given(MOMENTS, st.integers(1, 3000), WEEKS)
def test_exactly_the_target_lies_between_receipt_and_due(received: datetime, minutes: int, hours: OpeningHours) -> None:
    due = due_at(received, minutes, hours, WARSAW)
    assert open_minutes(received, due, hours, WARSAW) == pytest.approx(minutes)
    assert due - received >= timedelta(minutes=minutes)


@given(MOMENTS, st.timedeltas(timedelta(0), timedelta(days=5)), st.integers(0, 2000), WEEKS)
def test_what_came_later_is_never_due_earlier(
    received: datetime, wait: timedelta, minutes: int, hours: OpeningHours
) -> None:
    first = due_at(received, minutes, hours, WARSAW)
    assert first <= due_at(received + wait, minutes, hours, WARSAW)


@given(MOMENTS, st.integers(1, 2000), st.timedeltas(timedelta(0), timedelta(days=3)))
def test_minutes_left_shrink_while_time_passes(received: datetime, minutes: int, wait: timedelta) -> None:
    due = due_at(received, minutes, SHOP, WARSAW)
    assert minutes_left(due, received + wait, SHOP, WARSAW) <= minutes_left(due, received, SHOP, WARSAW)
