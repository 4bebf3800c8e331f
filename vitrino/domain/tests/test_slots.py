"""Wall time becomes the right instant, on the two odd days of the year too."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vitrino.domain.problem import Problem
from vitrino.domain.slots import (
    MOST_IN_VIEW,
    Company,
    WeeklySlot,
    check_slots,
    company,
    instant,
    next_instants,
    spread,
    zone,
)
from vitrino.domain.zone_names import OBSOLETE

WARSAW = ZoneInfo("Europe/Warsaw")
ZONES = st.sampled_from([WARSAW, ZoneInfo("America/New_York"), ZoneInfo("Australia/Lord_Howe"), ZoneInfo("UTC")])
WALLS = st.datetimes(datetime(1990, 1, 1), datetime(2040, 1, 1))
SLOTS = st.lists(st.builds(WeeklySlot, st.integers(0, 6), st.times()), max_size=6)


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("Europe/Warsaw", "Europe/Warsaw"),
        ("UTC", "UTC"),
        ("GMT", "UTC"),
        ("Europe/Kiev", "Europe/Kyiv"),
        ("Asia/Calcutta", "Asia/Kolkata"),
        ("Poland", "Europe/Warsaw"),
        ("US/Eastern", "America/New_York"),
        ("Europe/Amsterdam", "Europe/Amsterdam"),
    ],
)
def test_a_zone_is_found_by_its_present_name(asked: str, expected: str) -> None:
    assert zone(asked).key == expected


@pytest.mark.parametrize(
    ("asked", "nearest"),
    [
        ("europe/warsaw", "Europe/Warsaw"),
        ("Warsaw", "Europe/Warsaw"),
        ("Warszawa", "Europe/Warsaw"),
        ("kiev", "Europe/Kyiv"),
        ("new york", "America/New_York"),
        ("Europe/Pariss", "Europe/Paris"),
    ],
)
def test_a_zone_nearly_right_is_refused_with_a_suggestion(asked: str, nearest: str) -> None:
    with pytest.raises(Problem) as caught:
        zone(asked)
    assert caught.value.message.values["nearest"] == nearest


@pytest.mark.parametrize(
    "asked", ["", "Mars/Phobos", "\0", "../../etc/passwd", "/etc/localtime", "Factory", "x" * 10_000]
)
def test_a_zone_that_does_not_exist_is_refused_in_one_way(asked: str) -> None:
    with pytest.raises(Problem, match="There is no time zone"):
        zone(asked)


def test_every_given_up_zone_has_a_successor_with_the_same_clock() -> None:
    summer = datetime(2026, 7, 1, tzinfo=UTC)
    for old, new in OBSOLETE.items():
        assert new not in OBSOLETE
        assert summer.astimezone(ZoneInfo(old)).utcoffset() == summer.astimezone(zone(new)).utcoffset()


def test_a_time_the_clocks_skip_moves_forward_and_says_so() -> None:
    found = instant(datetime(2026, 3, 29, 2, 30), WARSAW)
    assert found.utc == datetime(2026, 3, 29, 1, 30, tzinfo=UTC)
    assert found.wall == datetime(2026, 3, 29, 3, 30)
    assert "forward" in str(found.notice)


def test_of_a_time_shown_twice_the_first_is_meant_and_said() -> None:
    found = instant(datetime(2026, 10, 25, 2, 30), WARSAW)
    assert found.utc == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert "twice" in str(found.notice)


def test_a_half_hour_change_is_understood_too() -> None:
    found = instant(datetime(2026, 10, 4, 2, 15), ZoneInfo("Australia/Lord_Howe"))
    assert found.wall == datetime(2026, 10, 4, 2, 45)


def test_an_ordinary_time_has_no_notice() -> None:
    assert instant(datetime(2026, 7, 1, 9, 0), WARSAW).notice is None


def test_an_aware_time_is_refused() -> None:
    with pytest.raises(Problem, match="without a time zone"):
        instant(datetime(2026, 7, 1, tzinfo=UTC), WARSAW)


@pytest.mark.parametrize(
    ("wall", "place"), [(datetime.min, ZoneInfo("Asia/Tokyo")), (datetime.max, ZoneInfo("America/New_York"))]
)
def test_a_time_beyond_all_clocks_is_refused(wall: datetime, place: ZoneInfo) -> None:
    with pytest.raises(Problem, match="too far"):
        instant(wall, place)


@given(WALLS, ZONES)
def test_the_clock_shows_what_was_asked_or_there_is_a_notice(wall: datetime, place: ZoneInfo) -> None:
    found = instant(wall, place)
    assert found.utc.astimezone(place).replace(tzinfo=None) == found.wall
    assert found.wall == wall or found.notice is not None
    assert found.wall >= wall


def test_a_weekly_slot_keeps_its_wall_time_when_the_clocks_change() -> None:
    found = next_instants([WeeklySlot(0, time(9))], WARSAW, datetime(2026, 3, 20, tzinfo=UTC), 3)
    assert [moment.utc.hour for moment in found] == [8, 7, 7]
    assert {moment.wall.hour for moment in found} == {9}


def test_two_slots_that_fall_together_when_clocks_skip_are_one() -> None:
    slots = [WeeklySlot(6, time(2, 30)), WeeklySlot(6, time(3, 30))]
    found = next_instants(slots, WARSAW, datetime(2026, 3, 28, 12, tzinfo=UTC), 3)
    assert [f"{moment.wall:%d %H:%M}" for moment in found] == ["29 03:30", "05 02:30", "05 03:30"]


def test_no_slots_give_no_moments() -> None:
    assert next_instants([], WARSAW, datetime(2026, 1, 1, tzinfo=UTC), 5) == []


def test_a_flood_of_slots_is_cut_to_what_a_view_can_show() -> None:
    slots = [WeeklySlot(day, time(hour)) for day in range(7) for hour in range(24)]
    assert len(next_instants(slots, WARSAW, datetime(2026, 1, 1, tzinfo=UTC), 10**9)) == MOST_IN_VIEW


@given(SLOTS, ZONES, st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1)))
def test_moments_come_in_order_after_the_start(slots: list[WeeklySlot], place: ZoneInfo, start: datetime) -> None:
    after = start.replace(tzinfo=UTC)
    found = [moment.utc for moment in next_instants(slots, place, after, 12)]
    assert all(earlier < later for earlier, later in pairwise([after, *found]))
    assert len(found) == (12 if slots else 0)


@pytest.mark.parametrize(
    "slots",
    [
        [WeeklySlot(0, time(9)), WeeklySlot(0, time(9, 14))],
        [WeeklySlot(6, time(23, 55)), WeeklySlot(0, time(0, 5))],
        [WeeklySlot(0, time(9)), WeeklySlot(0, time(9))],
    ],
)
def test_slots_that_crowd_each_other_are_refused(slots: list[WeeklySlot]) -> None:
    with pytest.raises(Problem, match="15 minutes"):
        check_slots(slots)


def test_slots_with_room_between_them_are_fine() -> None:
    check_slots([])
    check_slots([WeeklySlot(0, time(9))])
    check_slots([WeeklySlot(0, time(9)), WeeklySlot(0, time(9, 15)), WeeklySlot(6, time(23, 45))])


@given(st.integers(0, 30))
def test_weekly_times_are_spread_over_the_days(count: int) -> None:
    made = spread(count, [time(9), time(12, 30), time(17)])
    assert len(set(made)) == min(count, 21)
    per_day = [sum(slot.weekday == day for slot in made) for day in range(7)]
    assert max(per_day) - min(per_day) <= 1
    check_slots(made)


def test_nothing_can_be_spread_over_no_time() -> None:
    with pytest.raises(ValueError, match="time of day"):
        spread(3, [])


def test_company_is_whoever_is_near_or_at_the_same_minute() -> None:
    at = datetime(2026, 11, 26, 16, tzinfo=UTC)
    planned = [(1, at + timedelta(minutes=14)), (1, at - timedelta(minutes=15)), (2, at + timedelta(seconds=30)),
               (2, at), (3, at + timedelta(minutes=1))]  # fmt: skip
    assert company(at, 1, planned) == Company(near=1, together=frozenset({2}))
