"""The pages of publications: the question, the answers, the proof."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from vitrino.channels.models import Channel
from vitrino.domain.publication import RetrySafety
from vitrino.publishing import actions
from vitrino.publishing.models import Publication
from vitrino.publishing.pages import Detail
from vitrino.publishing.tests.stage import Stage, fresh, policy, set_up

pytestmark = pytest.mark.django_db


@pytest.fixture
def stage() -> Stage:
    """Pages take the time from the clock on the wall, so these posts live now."""
    stage = set_up()
    stage.now = timezone.now()
    return stage


@pytest.fixture
def anna(stage: Stage) -> Client:
    return stage.cast.client(stage.cast.anna)


def words(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


def address(row: Publication, rest: str = "") -> str:
    return f"/w/zorza/publications/{row.pk}/{rest}"


def seen(row: Publication) -> str:
    return Detail(fresh(row), timezone.now()).seen


def asked(stage: Stage) -> Publication:
    """A post nobody knows about, on a platform that shows nothing, from an hour ago."""
    stage.now -= timedelta(hours=1)
    stage.breaks("answer-lost")
    row = stage.work(stage.work(stage.plan()))
    stage.now += timedelta(hours=1)
    return row


def test_an_empty_list_says_what_it_will_show(anna: Client) -> None:
    assert "Every post shows here with the proof" in words(anna.get("/w/zorza/publications/"))


def test_the_list_begins_with_what_needs_somebody(stage: Stage, anna: Client) -> None:
    with policy("mastodon", safety=RetrySafety.BLIND):
        asked(stage)
        stage.work(stage.plan("A post that is out"))
        page = words(anna.get("/w/zorza/publications/"))
    assert "1 post needs your decision." in page
    assert page.index("Needs your decision") < page.index("A post that is out")
    assert "Rehearsal" in page


def test_the_proof_of_a_published_post(stage: Stage, anna: Client) -> None:
    row = stage.work(stage.plan())
    row = stage.later(seconds=20).work(row)
    page = words(anna.get(address(row)))
    for part in ("It is out.", "It was read back and says what was sent.", row.content_hash, row.key, row.remote_id,
                 "The try was written down, then sending began", "The platform confirmed it"):  # fmt: skip
        assert part in page, part


def test_a_text_the_platform_changed_is_shown_word_by_word(stage: Stage, anna: Client) -> None:
    row = stage.work(stage.plan())
    Publication.objects.filter(pk=row.pk).update(seen_text="Fresh rye bread", is_different=True, read_back_at=stage.now)
    page = words(anna.get(address(row)))
    assert "Published, but changed" in page
    assert "<del>" in page


def test_one_tap_says_it_is_there(stage: Stage, anna: Client) -> None:
    with policy("mastodon", safety=RetrySafety.BLIND):
        row = asked(stage)
        page = words(anna.get(address(row)))
        assert "this platform doesn't let Vitrino look" in page.replace("&#39;", "'")
        assert stage.channel.url in page
        form = {"decision": "there", "url": "https://rehearsal.example/1", "seen": seen(row)}
        anna.post(address(row, "decision/"), form)
    assert (fresh(row).state, fresh(row).confirmed_by) == ("published", stage.cast.anna)


def test_one_tap_publishes_again_and_a_second_one_does_not(stage: Stage, anna: Client) -> None:
    with policy("mastodon", safety=RetrySafety.BLIND):
        row = asked(stage)
        form = {"decision": "again", "seen": seen(row)}
        anna.post(address(row, "decision/"), form)
        assert fresh(row).again_count == 1
        assert anna.post(address(row, "decision/"), form).status_code == 422
        assert fresh(row).again_count == 1


def test_publishing_again_waits_until_nothing_can_appear_by_itself(stage: Stage, anna: Client) -> None:
    with policy("mastodon", safety=RetrySafety.BLIND):
        stage.breaks("answer-lost")
        row = stage.work(stage.work(stage.plan()))
        assert "may still appear by itself" in words(anna.get(address(row)))
        answer = anna.post(address(row, "decision/"), {"decision": "again", "seen": seen(row)})
    assert answer.status_code == 422
    assert fresh(row).state == "needs_decision"


@pytest.mark.parametrize("form", [{}, {"decision": "there"}, {"decision": "maybe", "seen": "x"},
                                  {"decision": "there", "seen": "ready one 2 3"}])  # fmt: skip
def test_a_broken_answer_changes_nothing(stage: Stage, anna: Client, form: dict[str, str]) -> None:
    with policy("mastodon", safety=RetrySafety.BLIND):
        row = asked(stage)
        assert anna.post(address(row, "decision/"), form).status_code == 422
    assert fresh(row).state == "needs_decision"


def test_an_address_that_is_none_is_refused_beside_its_field(stage: Stage, anna: Client) -> None:
    with policy("mastodon", safety=RetrySafety.BLIND):
        row = asked(stage)
        form = {"decision": "there", "url": "javascript:alert(1)", "seen": seen(row)}
        page = anna.post(address(row, "decision/"), form)
    assert page.status_code == 422
    assert "beginning with https://" in words(page)


def test_a_post_can_be_moved_and_a_skipped_hour_is_said(stage: Stage, anna: Client) -> None:
    row = stage.plan(publish_at=stage.now + timedelta(days=1))
    year = stage.now.year + 1
    sunday = next(day for day in range(31, 24, -1) if date(year, 3, day).weekday() == 6)
    page = anna.post(address(row, "time/"), {"when": f"{year}-03-{sunday}T02:30"}, follow=True)
    assert "clocks go forward" in words(page)
    assert fresh(row).publish_at.isoformat() == f"{year}-03-{sunday}T01:30:00+00:00"


@pytest.mark.parametrize("when", ["", "soon", "2020-01-01T09:00", "2026-13-45T99:99", "2026-11-21T09:00+02:00"])
def test_a_time_that_is_none_is_said_beside_its_field(stage: Stage, anna: Client, when: str) -> None:
    row = stage.plan(publish_at=stage.now + timedelta(days=1))
    answer = anna.post(address(row, "time/"), {"when": when})
    assert answer.status_code == 422
    assert 'class="error"' in answer.content.decode()


def test_stopping_trying_again_and_letting_go(stage: Stage, anna: Client) -> None:
    planned = stage.plan(publish_at=stage.now + timedelta(days=1))
    anna.post(address(planned, "cancellation/"), {"seen": seen(planned)})
    assert fresh(planned).state == "cancelled"

    failed = stage.work(stage.plan("x" * 5000))
    assert "Try again" in words(anna.get(address(failed)))
    anna.post(address(failed, "retry/"), {"seen": seen(failed)})
    assert fresh(failed).state == "ready"

    held = stage.plan()
    Channel.objects.filter(pk=stage.channel.pk).update(state="paused")
    held = stage.work(held)
    assert "Open the channel" in words(anna.get(address(held)))
    Channel.objects.filter(pk=stage.channel.pk).update(state="connected")
    anna.post(address(held, "release/"), {"seen": seen(held)})
    assert fresh(held).state == "ready"


def test_who_answers_decides_about_answers_but_not_about_posts(stage: Stage) -> None:
    bruno = stage.cast.client(stage.cast.bruno)
    post = stage.plan(publish_at=stage.now + timedelta(days=1))
    reply = actions.send_reply(channel=stage.channel, kind="reply", text="Yes!", by=stage.cast.bruno, now=stage.now,
                               reply_to={"remote_id": "1", "extra": {}})  # fmt: skip
    assert bruno.post(address(post, "cancellation/"), {"seen": seen(post)}).status_code == 403
    assert bruno.post(address(reply, "cancellation/"), {"seen": seen(reply)}).status_code == 302
    assert fresh(reply).state == "cancelled"


def test_another_shop_sees_nothing(stage: Stage) -> None:
    celina = stage.cast.client(stage.cast.celina)
    row = stage.plan()
    assert celina.get(f"/w/fiolek/publications/{row.pk}/").status_code == 404
    assert celina.post(f"/w/fiolek/publications/{row.pk}/cancellation/", {"seen": seen(row)}).status_code == 404
    assert celina.get(address(row)).status_code == 404


def test_hostile_text_stays_text(stage: Stage, anna: Client) -> None:
    row = stage.plan("<script>alert(1)</script> {u.__class__}", publish_at=stage.now + timedelta(days=1))
    for page in (anna.get(address(row)), anna.get("/w/zorza/publications/")):
        assert "<script>alert" not in page.content.decode()
        assert "{u.__class__}" in page.content.decode()


def test_the_list_asks_no_more_for_more_posts(stage: Stage, anna: Client) -> None:
    def count() -> int:
        with CaptureQueriesContext(connection) as caught:
            anna.get("/w/zorza/publications/")
        return len(caught)

    stage.plan("One", publish_at=stage.now + timedelta(days=1))
    anna.get("/w/zorza/publications/")
    few = count()
    for number in range(8):
        stage.plan(f"More {number}", publish_at=stage.now + timedelta(days=1))
    assert count() == few
