"""The first page says what needs somebody; the week shows what is planned, free and out."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from vitrino.channels.models import Channel
from vitrino.engine.actions import beat
from vitrino.inbox.models import Contact, Conversation
from vitrino.insight.models import KnownPost
from vitrino.plan import actions as plan
from vitrino.publishing.models import Publication
from vitrino.today.week import monday_of, week_name, week_of
from vitrino.workspace.tests.cast import NOW, Cast, assemble

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast(settings: Any, tmp_path: Any) -> Cast:
    settings.VITRINO_DATA = tmp_path
    return assemble()


def channel(cast: Cast, platform: str = "instagram") -> Channel:
    made, _is_new = Channel.objects.get_or_create(
        workspace=cast.bakery, platform=platform, remote_id=platform,
        defaults={"handle": "zorza", "connected_at": NOW, "is_rehearsal": True},
    )  # fmt: skip
    return made


def publication(cast: Cast, at: datetime, state: str = "ready") -> Publication:
    number = Publication.objects.count()
    return Publication.objects.create(
        workspace=cast.bakery, channel=channel(cast), key=f"k{number}", state=state, state_at=NOW, publish_at=at,
        content={"text": f"Rye {number}"}, content_hash="0" * 64, created_at=NOW,
    )  # fmt: skip


def somebody_waits(cast: Cast, name: str = "Ola") -> Conversation:
    contact = Contact.objects.create(workspace=cast.bakery, name=name, created_at=NOW)
    return Conversation.objects.create(
        workspace=cast.bakery, channel=channel(cast), contact=contact, surface="comment", thread_id=name,
        waiting_since=NOW, due_at=NOW + timedelta(hours=1), last_message_at=NOW, last_text="Kiedy?", opened_at=NOW,
    )  # fmt: skip


def today(cast: Cast) -> str:
    with time_machine.travel(NOW, tick=False):
        return cast.client(cast.anna).get("/w/zorza/today/").content.decode()


def test_a_quiet_day_says_so(cast: Cast) -> None:
    assert "Nothing needs you right now." in today(cast)


def test_whoever_waits_stands_on_top(cast: Cast) -> None:
    somebody_waits(cast)
    page = today(cast)
    assert "1 thing needs you today." in page
    assert "Ola" in page
    assert "Answer due in 60 minutes" in page


def test_a_post_that_needs_a_decision_is_there(cast: Cast) -> None:
    publication(cast, NOW, "needs_decision")
    assert "Decide" in today(cast)


def test_a_silent_scheduler_shows_in_red_and_a_ticking_one_does_not(cast: Cast) -> None:
    assert "scheduler is not running" in today(cast)
    beat("scheduler", now=NOW)
    assert "scheduler is not running" not in today(cast)


def test_readiness_fails_while_the_scheduler_is_silent(cast: Cast) -> None:
    client = cast.client(cast.anna)
    assert client.get("/health/live").status_code == 200
    answer = client.get("/health/ready")
    assert (answer.status_code, answer.json()["failing"]) == (503, ["scheduler"])
    beat("scheduler", now=datetime.now(UTC))
    assert client.get("/health/ready").status_code == 200


def test_the_week_shows_planned_out_and_free(cast: Cast) -> None:
    publication(cast, datetime(2026, 11, 18, 8, tzinfo=UTC), "published")
    publication(cast, datetime(2026, 11, 22, 8, tzinfo=UTC))
    plan.add_slot(channel=channel(cast), weekday=6, wall_time=datetime(2026, 1, 1, 18).time(), by=cast.anna, now=NOW)
    week = week_of(cast.bakery, date(2026, 11, 16), NOW)
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
    week = week_of(cast.bakery, date(2026, 11, 16), NOW)
    assert [chip["title"] for chip in week.days[1]["slots"]] == ["By phone"]
    assert week.meters[0].done == 1


def test_a_slot_with_a_post_in_it_is_no_longer_free(cast: Cast) -> None:
    plan.add_slot(channel=channel(cast), weekday=6, wall_time=datetime(2026, 1, 1, 18).time(), by=cast.anna, now=NOW)
    publication(cast, datetime(2026, 11, 22, 17, tzinfo=UTC))  # 18:00 in Warsaw
    week = week_of(cast.bakery, date(2026, 11, 16), NOW)
    assert [chip["state"] for chip in week.days[6]["slots"]] == ["planned"]


def test_the_week_says_how_many_posts_are_missing(cast: Cast) -> None:
    plan.start_with_defaults(channel=channel(cast), now=NOW)
    publication(cast, datetime(2026, 11, 18, 8, tzinfo=UTC), "published")
    week = week_of(cast.bakery, date(2026, 11, 16), NOW)
    assert str(week.sentence) == "2 more posts would make this week complete: Instagram."


@pytest.mark.parametrize("text", ["2026-W47", "nonsense", "", "2026-W99", "٢٠٢٦-W47x"])
def test_any_address_of_a_week_leads_to_a_monday(text: str) -> None:
    found = monday_of(text, date(2026, 11, 21))
    assert found.weekday() == 0
    assert week_name(date(2026, 11, 16)) == "2026-W47"


@pytest.mark.parametrize("path", ["today", "plan"])
def test_pages_ask_no_more_for_more_rows(cast: Cast, path: str) -> None:
    client = cast.client(cast.anna)

    def count() -> int:
        with CaptureQueriesContext(connection) as asked, time_machine.travel(NOW, tick=False):
            assert client.get(f"/w/zorza/{path}/").status_code == 200
        return len(asked)

    somebody_waits(cast)
    publication(cast, NOW + timedelta(hours=1))
    few = count()
    for number in range(8):
        somebody_waits(cast, f"Person {number}")
        publication(cast, NOW + timedelta(hours=number + 2))
    assert count() == few
