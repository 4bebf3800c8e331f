"""Quiet hours by the person's own clock: over midnight, and on the two odd days of the year."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vitrino.domain.quiet import QuietHours

WARSAW = ZoneInfo("Europe/Warsaw")
ZONES = st.sampled_from([WARSAW, ZoneInfo("America/New_York"), ZoneInfo("Australia/Lord_Howe"), ZoneInfo("UTC")])
MOMENTS = st.datetimes(datetime(2000, 1, 1), datetime(2040, 1, 1), timezones=st.just(UTC))
QUIET = st.builds(QuietHours, st.times(), st.times(), ZONES)


@pytest.mark.parametrize(
    ("wall", "ends"),
    [
        ((21, 29, 59), None),
        ((21, 30, 0), (22, 7, 0)),
        ((23, 59, 59), (22, 7, 0)),
        ((0, 0, 0), (21, 7, 0)),
        ((6, 59, 59), (21, 7, 0)),
        ((7, 0, 0), None),
    ],
)
def test_a_night_runs_over_midnight(wall: tuple[int, int, int], ends: tuple[int, int, int] | None) -> None:
    quiet = QuietHours(time(21, 30), time(7), WARSAW)
    at = datetime(2026, 11, 21, *wall, tzinfo=WARSAW)
    expected = datetime(2026, 11, *ends, tzinfo=WARSAW) if ends else None
    assert quiet.held_until(at) == expected


def test_the_night_in_which_clocks_go_back_is_an_hour_longer() -> None:
    quiet = QuietHours(time(22), time(6), WARSAW)
    at = datetime(2026, 10, 24, 20, 0, tzinfo=UTC)
    assert quiet.held_until(at) == datetime(2026, 10, 25, 5, 0, tzinfo=UTC)


def test_an_end_that_clocks_skip_moves_forward_with_them() -> None:
    quiet = QuietHours(time(22), time(2, 30), WARSAW)
    at = datetime(2026, 3, 28, 23, 0, tzinfo=UTC)
    assert quiet.held_until(at) == datetime(2026, 3, 29, 1, 30, tzinfo=UTC)


def test_an_end_that_clocks_show_twice_holds_nobody_for_a_day() -> None:
    quiet = QuietHours(time(22), time(2, 30), WARSAW)
    second_half_past_two = datetime(2026, 10, 25, 1, 30, tzinfo=UTC)
    assert quiet.held_until(second_half_past_two) is None


@given(st.times(), ZONES, MOMENTS)
def test_equal_times_mean_no_quiet_hours(at: time, zone: ZoneInfo, now: datetime) -> None:
    assert QuietHours(at, at, zone).held_until(now) is None


@given(QUIET, MOMENTS)
def test_what_is_held_is_held_for_less_than_a_day_and_an_hour_and_then_let_go(quiet: QuietHours, now: datetime) -> None:
    ends = quiet.held_until(now)
    if ends is None:
        return
    assert now < ends <= now + timedelta(hours=25)
    assert quiet.held_until(ends) is None


@given(QUIET, MOMENTS, st.integers(0, 600))
def test_everything_that_comes_in_one_night_is_let_go_at_one_moment(
    quiet: QuietHours, now: datetime, later: int
) -> None:
    ends = quiet.held_until(now)
    then = now + timedelta(minutes=later)
    if ends is not None and then < ends:
        assert quiet.held_until(then) == ends
