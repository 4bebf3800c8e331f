"""Times nobody could keep, and zones nobody lives in (rows 9 to 21)."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from tests.bad_input.clear import is_clear, refused
from tests.bad_input.rows import row
from vitrino.domain import recurrence, slots
from vitrino.domain.when import parse_when
from vitrino.publishing import actions
from vitrino.publishing.models import Publication
from vitrino.publishing.tests.stage import Stage, set_up
from vitrino.workspace.tests.cast import NOW

WARSAW = ZoneInfo("Europe/Warsaw")


@row(9)
@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("03/04/2026 14:30", "can mean two days"),
        ("2026-12-01 24:00", "no such time"),
        ("2026-12-01 14:60", "no such time"),
        ("soon", "add a time"),
        ("soon at 14:30", "no date and time"),
        ("", "give a date and a time"),
        ("2026-12-01", "add a time"),
    ],
)
def test_a_time_that_could_be_misread_is_asked_about(text: str, words: str) -> None:
    with refused(words):
        parse_when(text, now=NOW, zone=WARSAW)


@row(10)
def test_a_week_date_is_shown_as_the_day_it_means() -> None:
    found = parse_when("2026-W53-7 14:30", now=NOW, zone=WARSAW)
    assert found.notice is not None
    assert "2027-01-03" in str(found.notice)
    is_clear(found.notice)


@row(11)
@pytest.mark.parametrize("text", ["1796212800", "1796212800000"])
def test_a_time_stamp_is_recognised_in_seconds_and_milliseconds(text: str) -> None:
    with refused("time stamp for 2026-12-02"):
        parse_when(text, now=NOW, zone=WARSAW)


@row(12)
@pytest.mark.parametrize(
    ("text", "words"),
    [("2020-01-01 10:00", "publish now"), ("9999-12-31 23:59", "away"), ("2029-01-01 10:00", "more than two years")],
)
def test_a_time_out_of_reach_is_refused_with_an_offer(text: str, words: str) -> None:
    with refused(words):
        parse_when(text, now=NOW, zone=WARSAW)


@row(12)
@pytest.mark.django_db
@pytest.mark.parametrize("at", [NOW - timedelta(days=1), datetime(9999, 12, 31, tzinfo=UTC)])
def test_a_planned_post_stays_where_it_was_when_the_new_time_is_refused(at: datetime) -> None:
    stage = set_up()
    planned = stage.plan(publish_at=NOW + timedelta(hours=1))
    with refused():
        actions.reschedule(publication=planned, publish_at=at, wall_time=None, time_zone="", by=stage.cast.anna,
                           now=NOW)  # fmt: skip
    kept = Publication.objects.get(pk=planned.pk)
    assert (kept.state, kept.publish_at) == ("ready", NOW + timedelta(hours=1))


@row(13, 14)
@pytest.mark.parametrize("wall", [datetime(2027, 3, 28, 2, 30), datetime(2026, 10, 25, 2, 30)])
def test_a_changed_clock_is_said_in_words(wall: datetime) -> None:
    notice = slots.instant(wall, WARSAW).notice
    assert notice is not None
    is_clear(notice)


@row(15)
def test_a_day_later_is_the_same_hour_on_the_wall() -> None:
    rule = recurrence.Rule(recurrence.Every.DAY, 1, (time(9),), date(2027, 3, 27))
    moments = recurrence.occurrences(rule, WARSAW, datetime(2027, 3, 26, tzinfo=UTC))
    first, second = (next(moments).at for _ in range(2))
    assert second.utc - first.utc == timedelta(hours=23)
    assert (first.wall.hour, second.wall.hour) == (9, 9)


@row(17, 18)
@pytest.mark.parametrize(
    "name", ["Mars/Phobos", "europe/warsaw", "", "Europe/Warsaw\0", "../../etc/passwd", "/etc/localtime", "x" * 10_000]
)
def test_a_zone_nobody_lives_in_is_one_and_the_same_refusal(name: str) -> None:
    with refused("no time zone"):
        slots.zone(name)


@row(17)
def test_a_zone_nearly_right_comes_with_a_suggestion() -> None:
    with refused("Europe/Warsaw"):
        slots.zone("europe/warsaw")


@row(19)
def test_a_given_up_zone_is_its_successor() -> None:
    assert slots.zone("Europe/Kiev").key == "Europe/Kyiv"


@row(20)
@pytest.mark.parametrize("minutes", [range(0, 60, 1), range(0, 60, 10)])
def test_every_few_minutes_is_refused(minutes: range) -> None:
    rule = recurrence.Rule(recurrence.Every.DAY, 1, tuple(time(9, minute) for minute in minutes), date(2026, 12, 1))
    with refused():
        recurrence.check(rule)


@row(21)
@pytest.mark.parametrize(("day", "february"), [(29, 28), (30, 28), (31, 28)])
def test_a_day_a_month_lacks_is_its_last(day: int, february: int) -> None:
    rule = recurrence.Rule(recurrence.Every.MONTH, 1, (time(9),), date(2027, 2, 1), month_day=day)
    found = next(recurrence.occurrences(rule, WARSAW, datetime(2027, 2, 1, tzinfo=UTC)))
    assert (found.asked.month, found.asked.day) == (2, february)


@row(16)
@pytest.mark.django_db
def test_the_platform_s_pause_is_counted_in_real_minutes_across_a_change() -> None:
    stage: Stage = set_up()
    stage.now = datetime(2027, 3, 28, 0, 59, 30, tzinfo=UTC)  # half a minute before the clocks go forward
    stage.breaks("rate-limited", path="/api/v1/statuses")
    row_ = stage.work(stage.plan())
    assert row_.due_at is not None
    pause = row_.due_at - stage.now
    stage.now = datetime(2027, 4, 10, 12, tzinfo=UTC)
    stage.breaks("rate-limited", path="/api/v1/statuses")
    usual = stage.work(stage.plan())
    assert usual.due_at is not None
    assert abs(pause - (usual.due_at - stage.now)) < timedelta(minutes=5)
