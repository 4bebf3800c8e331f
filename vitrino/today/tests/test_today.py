"""The first page says what needs somebody."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from vitrino.channels.models import Channel
from vitrino.crisis import actions as crisis
from vitrino.domain.message import say
from vitrino.engine.actions import beat
from vitrino.inbox.models import Contact, Conversation
from vitrino.lookback import experimenting
from vitrino.plan import actions as plan
from vitrino.publishing.models import Publication
from vitrino.today.needs import needs_of
from vitrino.workspace.models import Workspace
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


def test_the_page_asks_no_more_for_more_rows(cast: Cast) -> None:
    client = cast.client(cast.anna)

    def count() -> int:
        with CaptureQueriesContext(connection) as asked, time_machine.travel(NOW, tick=False):
            assert client.get("/w/zorza/today/").status_code == 200
        return len(asked)

    somebody_waits(cast)
    publication(cast, NOW + timedelta(hours=1))
    few = count()
    for number in range(8):
        somebody_waits(cast, f"Person {number}")
        publication(cast, NOW + timedelta(hours=number + 2))
    assert count() == few


def test_an_experiment_that_is_over_asks_for_a_word(cast: Cast) -> None:
    change = {"channel": channel(cast).pk, "weekday": 3, "time": "18:00"}
    made = plan.suggest(workspace=cast.bakery, key="s", kind="slot", message=say("Post on Thursdays."), change=change,
                        now=NOW)  # fmt: skip
    plan.accept_suggestion(suggestion=made, by=cast.anna, now=NOW - timedelta(weeks=7))
    experimenting.begin(made, NOW)
    assert "Keep it or not" not in today(cast)
    experimenting.look(NOW)
    assert "Post on Thursdays." in today(cast)
    assert "Keep it or not" in today(cast)


def test_a_look_back_that_is_due_is_named(cast: Cast) -> None:
    Workspace.objects.update(created_at=NOW - timedelta(days=100))
    assert "It is time to look back on October 2026." in today(cast)


def test_a_running_crisis_stands_above_everything_else(cast: Cast) -> None:
    publication(cast, NOW - timedelta(hours=1), "failed")
    crisis.declare(workspace=cast.bakery, kind="product", title="Glass in the bread", severity=3, by=cast.anna, now=NOW)
    with time_machine.travel(NOW, tick=False):
        found = needs_of(cast.bakery, cast.bakery.memberships.get(person=cast.anna), NOW)
    assert found[0].title == "Glass in the bread"
    assert len(found) > 1
