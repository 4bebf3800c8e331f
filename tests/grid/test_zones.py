"""Posts planned by the clock on the wall, across the days on which clocks change, in zones that do it differently."""

from __future__ import annotations

import json
import os
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from tests.grid import record
from tests.grid.record import Change
from tests.grid.zones import CHANGING, HOUR, START, STEADY, changes, each_change
from vitrino.domain import slots
from vitrino.publishing import actions
from vitrino.publishing.changes import as_wall
from vitrino.publishing.jobs import follow_clocks
from vitrino.publishing.models import Publication
from vitrino.publishing.tests.stage import Stage, fresh, set_up

pytestmark = pytest.mark.django_db


def name_of(value: object) -> str:
    return value if isinstance(value, str) else f"{value:%m-%d}" if isinstance(value, datetime) else str(value)


def told(at: datetime) -> str:
    return f"{at:%Y-%m-%d %H:%M}"


def hand_over(change: Change) -> None:
    """To `python -m tests.grid`, for the page."""
    if folder := os.environ.get("VITRINO_GRID"):
        name = f"change.{change.zone}.{change.at}.json".replace("/", "-")
        (Path(folder) / name).write_text(json.dumps(asdict(change)), encoding="utf-8")


@pytest.fixture
def stage() -> Stage:
    return set_up()


def planned(stage: Stage, wall: datetime, zone: str) -> Publication:
    moment = slots.instant(wall, ZoneInfo(zone))
    return stage.plan(publish_at=moment.utc, wall_time=as_wall(moment.wall), time_zone=zone)


def test_every_changing_zone_goes_forward_and_back() -> None:
    for name in CHANGING:
        assert {by > timedelta(0) for _at, by in changes(ZoneInfo(name))} == {True, False}, name
    assert {by for _at, by in changes(ZoneInfo("Australia/Lord_Howe"))} == {HOUR / 2, -HOUR / 2}
    assert all(changes(ZoneInfo(name)) == [] for name in STEADY)


@pytest.mark.parametrize(("zone", "at", "by"), each_change(), ids=name_of)
def test_a_skipped_time_is_moved_and_a_doubled_one_is_the_first(zone: str, at: datetime, by: timedelta) -> None:
    local = at.astimezone(ZoneInfo(zone)).replace(tzinfo=None, fold=0)
    wall = local - abs(by) / 2 if by > timedelta(0) else local + abs(by) / 2
    moment = slots.instant(wall, ZoneInfo(zone))
    assert moment.notice is not None, "said, not done in silence"
    if by > timedelta(0):
        assert moment.wall == wall + by
        assert moment.utc == at + by / 2
    else:
        assert moment.wall == wall
        assert moment.utc == at - abs(by) / 2, "the first of the two"


@pytest.mark.parametrize(("zone", "at", "by"), each_change(), ids=name_of)
def test_a_post_in_the_changing_hour_goes_out_once_at_its_instant(
    stage: Stage, zone: str, at: datetime, by: timedelta
) -> None:
    stage.now = at - timedelta(days=2)
    local = at.astimezone(ZoneInfo(zone)).replace(tzinfo=None, fold=0)
    wall = local + abs(by) / 2 * (-1 if by > timedelta(0) else 1)
    row = planned(stage, wall, zone)
    row = stage.work_until(row, "published")
    assert row.published_at is not None
    assert timedelta(0) <= row.published_at - row.publish_at < timedelta(minutes=1)
    stage.later(hours=3).work(row)
    planned_for, times = row.publish_at.astimezone(ZoneInfo(zone)), len(stage.out())
    forward = str(by) if by > timedelta(0) else f"-{-by}"
    hand_over(Change(zone, told(at), forward, told(wall), told(planned_for), told(row.published_at), times))
    assert times == 1, "the second 2:30 of the night changes nothing"


@pytest.mark.parametrize("zone", [*CHANGING, *STEADY])
def test_nine_in_the_morning_stays_nine_all_year(zone: str) -> None:
    days = (START.replace(tzinfo=None) + timedelta(days=7 * week, hours=9) for week in range(53))
    moments = [slots.instant(day, ZoneInfo(zone)) for day in days]
    assert {f"{one.utc.astimezone(ZoneInfo(zone)):%H:%M}" for one in moments} == {"09:00"}
    assert not any(one.notice for one in moments)


def test_the_page_tells_of_every_change() -> None:
    assert {(one.zone, one.at) for one in record.read().changes} == {
        (zone, told(at)) for zone, at, _by in each_change()
    }
    assert {one.times for one in record.read().changes} == {1}


@pytest.mark.parametrize(("zone", "at", "by"), each_change(), ids=name_of)
def test_lateness_is_counted_in_real_hours(stage: Stage, zone: str, at: datetime, by: timedelta) -> None:
    """Due half an hour before the change and worked off 1.9 hours later: late, whatever the clocks show."""
    stage.now = at - 2 * HOUR
    due = (at - HOUR / 2).astimezone(ZoneInfo(zone)).replace(tzinfo=None, fold=0)
    row = planned(stage, due, zone)
    stage.now = row.publish_at + timedelta(hours=1.9)
    row = stage.work(row)
    assert (row.state, row.is_late) == ("published", True)


@pytest.mark.parametrize("zone", [*CHANGING, *STEADY])
def test_new_zone_data_moves_the_instant_and_not_the_hour(stage: Stage, zone: str) -> None:
    """A country gave up an hour since the post was planned: what was stored is an hour off by the rules of today."""
    wall = datetime(2027, 7, 5, 9, 0)
    stage.now = datetime(2027, 6, 1, tzinfo=UTC)
    row = planned(stage, wall, zone)
    right = row.publish_at
    Publication.objects.filter(pk=row.pk).update(publish_at=right - HOUR, due_at=right - HOUR)
    follow_clocks(stage.now)
    row = fresh(row)
    assert (row.publish_at, row.due_at) == (right, right)
    row = stage.work_until(row, "published")
    assert len(stage.out()) == 1


def test_a_post_already_under_way_is_not_moved_by_new_zone_data(stage: Stage) -> None:
    stage.breaks("not-sent", path="/api/v1/statuses")
    row = planned(stage, datetime(2026, 11, 21, 13, 0), "Europe/Warsaw")
    row = stage.work(row)
    assert row.attempt_count == 1
    Publication.objects.filter(pk=row.pk).update(publish_at=row.publish_at - HOUR)
    follow_clocks(stage.now)
    assert fresh(row).publish_at == row.publish_at - HOUR


def test_what_was_moved_by_hand_keeps_the_new_hour(stage: Stage) -> None:
    row = planned(stage, datetime(2026, 11, 25, 9, 0), "Europe/Warsaw")
    moment = slots.instant(datetime(2027, 4, 5, 9, 0), ZoneInfo("Europe/Warsaw"))
    actions.reschedule(publication=row, publish_at=moment.utc, wall_time=moment.wall, time_zone="Europe/Warsaw",
                       by=stage.cast.anna, now=stage.now)  # fmt: skip
    follow_clocks(stage.now)
    row = fresh(row)
    assert f"{row.publish_at.astimezone(ZoneInfo('Europe/Warsaw')):%H:%M}" == "09:00"
