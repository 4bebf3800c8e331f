"""The calendar shows what is planned, free and out, by week and month, and how the week stands."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from vitrino.insight.models import KnownPost
from vitrino.plan import actions as plan
from vitrino.planner.entries import days_of, look
from vitrino.planner.spans import monday_of, month_of, month_span, week_name, week_span
from vitrino.planner.tests.scene import channel, publication
from vitrino.planner.week import Week, week_of
from vitrino.workspace.tests.cast import NOW, Cast, assemble

pytestmark = pytest.mark.django_db
WARSAW = ZoneInfo("Europe/Warsaw")


@pytest.fixture
def cast(settings: Any, tmp_path: Any) -> Cast:
    settings.VITRINO_DATA = tmp_path
    return assemble()


def week_at(cast: Cast, monday: date = date(2026, 11, 16)) -> Week:
    return week_of(look(cast.bakery, week_span(monday, WARSAW), NOW))


def test_the_week_shows_planned_out_and_free(cast: Cast) -> None:
    publication(cast, datetime(2026, 11, 18, 8, tzinfo=UTC), "published")
    publication(cast, datetime(2026, 11, 22, 8, tzinfo=UTC))
    plan.add_slot(channel=channel(cast), weekday=6, wall_time=datetime(2026, 1, 1, 18).time(), by=cast.anna, now=NOW)
    week = week_at(cast)
    states = {day["date"]: [chip["state"] for chip in day["slots"]] for day in week.days}
    assert states["18"] == ["published"]
    assert states["22"] == ["planned", "suggested"]


def test_a_post_from_elsewhere_is_out_all_the_same(cast: Cast) -> None:
    KnownPost.objects.create(
        workspace=cast.bakery,
        channel=channel(cast),
        remote_id="1",
        text="By phone",
        at=datetime(2026, 11, 17, 8, tzinfo=UTC),
    )
    week = week_at(cast)
    assert [chip["title"] for chip in week.days[1]["slots"]] == ["By phone"]
    assert week.meters[0].done == 1


def test_a_slot_with_a_post_in_it_is_no_longer_free(cast: Cast) -> None:
    plan.add_slot(channel=channel(cast), weekday=6, wall_time=datetime(2026, 1, 1, 18).time(), by=cast.anna, now=NOW)
    publication(cast, datetime(2026, 11, 22, 17, tzinfo=UTC))  # 18:00 in Warsaw
    week = week_at(cast)
    assert [chip["state"] for chip in week.days[6]["slots"]] == ["planned"]


def test_the_week_says_how_many_posts_are_missing(cast: Cast) -> None:
    plan.start_with_defaults(channel=channel(cast), now=NOW)
    publication(cast, datetime(2026, 11, 18, 8, tzinfo=UTC), "published")
    week = week_at(cast)
    assert str(week.sentence) == "2 more posts would make this week complete: Instagram."


@pytest.mark.parametrize("text", ["2026-W47", "nonsense", "", "2026-W99", "٢٠٢٦-W47x"])
def test_any_address_of_a_week_leads_to_a_monday(text: str) -> None:
    found = monday_of(text, date(2026, 11, 21))
    assert found.weekday() == 0
    assert week_name(date(2026, 11, 16)) == "2026-W47"


def page(cast: Cast, path: str) -> str:
    with time_machine.travel(NOW, tick=False):
        answer = cast.client(cast.anna).get(f"/w/zorza/plan/{path}")
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_month_holds_whole_weeks() -> None:
    span = month_span(month_of("2026-11", date(2026, 1, 1)), WARSAW)
    assert (span.days[0], span.days[-1]) == (date(2026, 10, 26), date(2026, 12, 6))


def test_a_full_day_of_a_month_says_how_many_more_there_are(cast: Cast) -> None:
    for hour in range(8, 14):
        publication(cast, datetime(2026, 11, 25, hour, tzinfo=UTC))
    days = {day["iso"]: day for day in days_of(look(cast.bakery, month_span(date(2026, 11, 1), WARSAW), NOW), 3)}
    assert (len(days["2026-11-25"]["slots"]), days["2026-11-25"]["more"]) == (3, 3)
    assert "3 more" in page(cast, "month/?month=2026-11")


@pytest.mark.parametrize("path", ["", "month/"])
def test_one_channel_can_be_looked_at_alone(cast: Cast, path: str) -> None:
    publication(cast, NOW + timedelta(hours=4))
    other = publication(cast, NOW + timedelta(hours=5), platform="x")
    shown = page(cast, f"{path}?channel={other.channel_id}")
    assert "Rye 1" in shown
    assert "Rye 0" not in shown


@pytest.mark.parametrize("path", ["?channel=9999999", "?channel=٣", "?week=9999-W01", "month/?month=9999-12",
                                  "month/?month=0001-01", "?moved=1&from=x", "?moved=٣"])  # fmt: skip
def test_odd_addresses_show_a_calendar_all_the_same(cast: Cast, path: str) -> None:
    publication(cast, NOW + timedelta(hours=4))
    assert "<h1" in page(cast, path)


def test_what_is_planned_can_be_moved_and_what_is_out_can_not(cast: Cast) -> None:
    planned = publication(cast, NOW + timedelta(hours=4))
    out = publication(cast, NOW - timedelta(hours=4), "published")
    shown = page(cast, "")
    assert f"/plan/publications/{planned.pk}/time/" in shown
    assert f"/plan/publications/{out.pk}/time/" not in shown


def test_the_month_counts_its_own_posts_only(cast: Cast) -> None:
    publication(cast, NOW + timedelta(hours=4))
    publication(cast, NOW + timedelta(days=14))  # in the next month, in a week that begins in this one
    shown = page(cast, "month/")
    assert "Rye 1" in shown
    assert "1 post in this month." in shown


def test_who_may_only_look_is_offered_no_move(cast: Cast) -> None:
    publication(cast, NOW + timedelta(hours=4))
    with time_machine.travel(NOW, tick=False):
        shown = cast.client(cast.bruno).get("/w/zorza/plan/").content.decode()
    assert "Rye 0" in shown
    assert "data-mov" not in shown


@pytest.mark.parametrize("path", ["", "month/"])
def test_the_calendar_asks_no_more_for_more_rows(cast: Cast, path: str) -> None:
    client = cast.client(cast.anna)

    def count() -> int:
        with CaptureQueriesContext(connection) as asked, time_machine.travel(NOW, tick=False):
            assert client.get(f"/w/zorza/plan/{path}").status_code == 200
        return len(asked)

    publication(cast, NOW + timedelta(hours=1))
    few = count()
    for number in range(8):
        publication(cast, NOW + timedelta(hours=number + 2))
    assert count() == few
