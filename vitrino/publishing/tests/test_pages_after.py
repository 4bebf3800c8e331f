"""Pages about what is out already: threads, changes, taking down; and the buttons that stop and decide."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from vitrino.channels import actions as channels
from vitrino.channels.models import Stop
from vitrino.domain.publication import RetrySafety
from vitrino.engine.ticker import run_until_idle
from vitrino.posts import actions as posts
from vitrino.posts.models import Variant
from vitrino.publishing import actions, queries
from vitrino.publishing.models import Lateness, Publication
from vitrino.publishing.tests.stage import Stage, fresh, policy, set_up
from vitrino.publishing.tests.test_pages import address, asked, seen, words

pytestmark = pytest.mark.django_db
LIST = "/w/zorza/publications/"


@pytest.fixture
def stage() -> Stage:
    stage = set_up()
    stage.now = timezone.now()
    return stage


@pytest.fixture
def anna(stage: Stage) -> Client:
    return stage.cast.client(stage.cast.anna)


def published(stage: Stage) -> Publication:
    return stage.work_until(stage.plan(), "published")


def test_a_thread_shows_how_much_of_it_is_out(stage: Stage, anna: Client) -> None:
    post = posts.create_post(workspace=stage.cast.bakery, by=stage.cast.anna, now=stage.now, idea="Rye on Monday",
                             channels_wanted=[stage.channel])  # fmt: skip
    Variant.objects.filter(post=post).update(parts=["Two", "Three"], first_comment="Come early!")
    row = actions.publish_now(variant=Variant.objects.get(post=post), by=stage.cast.anna, now=stage.now)
    stage.work(row)
    page = words(anna.get(address(row)))
    for part in ("1 of 4 out", "Part 2", "Part 3", "First comment", "This one"):
        assert part in page, part
    assert "1 of 4 out" in words(anna.get(LIST))
    assert "1 of 4 out" in words(anna.get(f"/w/zorza/posts/{post.pk}/publications/"))
    third = queries.parts_of([row])[row.pk][2]
    assert "It waits until the part before it is out." in words(anna.get(address(third)))


def test_the_proof_says_what_was_sent_answered_and_read_back(stage: Stage, anna: Client) -> None:
    row = published(stage)
    row = stage.later(seconds=30).work(row)
    page = words(anna.get(address(row)))
    for part in ("What was sent", "What the platform answered", "Yes, it is out.", "What reading it back showed",
                 "It was read back and says what was sent."):  # fmt: skip
        assert part in page, part


def test_the_words_are_changed_there_and_the_change_is_shown(stage: Stage, anna: Client) -> None:
    row = published(stage)
    assert "Change it there" in words(anna.get(address(row)))
    answer = anna.post(address(row, "wording/"), {"text": "Sold out & gone"}, follow=True)
    assert "Vitrino changes it there" in words(answer)
    run_until_idle(timezone.now())
    page = words(anna.get(address(row)))
    assert "Change of the text" in page
    assert "Done" in page
    assert stage.out() == ["Sold out & gone"]


def test_words_that_can_not_stand_there_are_said_beside_the_field_and_kept(stage: Stage, anna: Client) -> None:
    row = published(stage)
    answer = anna.post(address(row, "wording/"), {"text": "x" * 501})
    assert answer.status_code == 422
    assert "too long" in words(answer)
    assert "x" * 501 in answer.content.decode()


def test_taking_down_asks_first_and_shows_afterwards(stage: Stage, anna: Client) -> None:
    row = published(stage)
    page = words(anna.get(address(row)))
    assert "can't be undone" in page
    anna.post(address(row, "removal/"))
    run_until_idle(timezone.now())
    page = words(anna.get(address(row)))
    assert "Taken down" in page
    assert "Take it down?" not in page
    assert stage.out() == []


def test_who_answers_may_not_change_posts(stage: Stage) -> None:
    row = published(stage)
    bruno = stage.cast.client(stage.cast.bruno)
    assert "Change it there" not in words(bruno.get(address(row)))
    assert bruno.post(address(row, "wording/"), {"text": "x"}).status_code == 403
    assert bruno.post(address(row, "removal/")).status_code == 403
    assert bruno.post(f"{LIST}stop/").status_code == 403


def test_one_button_stops_everything_and_one_lets_it_go_on(stage: Stage, anna: Client) -> None:
    assert "Stop everything?" in words(anna.get(LIST))
    page = words(anna.post(f"{LIST}stop/", follow=True))
    assert f"{stage.cast.anna} stopped everything" in page
    assert Stop.objects.get().ended_at is None
    page = words(anna.post(f"{LIST}stop/end/", follow=True))
    assert "Things go out again." in page
    assert "Nothing is stopped." in words(anna.post(f"{LIST}stop/end/", follow=True))


def test_what_happens_with_late_posts_is_chosen_on_the_list(stage: Stage, anna: Client) -> None:
    assert "When a post is late" in words(anna.get(LIST))
    anna.post(f"{LIST}lateness/", {"grace_minutes": 30, "then": "drop"})
    assert (Lateness.objects.get().grace_minutes, Lateness.objects.get().then) == (30, "drop")
    wrong = anna.post(f"{LIST}lateness/", {"grace_minutes": 1, "then": "drop"})
    assert (wrong.status_code, "between 5 minutes and 7 days" in words(wrong)) == (422, True)


def test_a_question_is_answered_with_one_tap_on_today(stage: Stage, anna: Client) -> None:
    with policy("mastodon", safety=RetrySafety.BLIND):
        row = asked(stage)
        page = words(anna.get("/w/zorza/today/"))
        assert "It is there" in page
        assert stage.channel.url in page
        assert seen(row) in page
        assert "It is there" not in words(stage.cast.client(stage.cast.bruno).get("/w/zorza/today/"))
        anna.post(address(row, "decision/"), {"decision": "there", "seen": seen(row)})
    assert fresh(row).state == "published"


def test_a_post_that_waits_for_money_says_why_and_when(anna: Client, stage: Stage) -> None:
    shop = stage.cast.bakery
    channel = channels.rehearse(workspace=shop, platform="x", handle="zorza", name="", by=stage.cast.anna,
                                now=stage.now)  # fmt: skip
    channels.set_budget(channel=channel, usd_cents=0, by=stage.cast.anna, now=stage.now)
    row = actions.plan(channel=channel, kind="post", content={"text": "Fresh bread"}, publish_at=stage.now,
                       by=stage.cast.anna, now=stage.now)  # fmt: skip
    stage.work(row)
    page = words(anna.get(address(row)))
    assert "This month's budget for the channel is used up." in page.replace("&#39;", "'")
    assert "Next try:" in page
    page = words(anna.get(f"/w/zorza/channels/{channel.pk}/"))
    assert "of 0.00 USD" in page
    anna.post(f"/w/zorza/channels/{channel.pk}/budget/", {"usd": "5"})
    channel.refresh_from_db()
    assert channel.budget_usd_cents == 500
    assert anna.post(f"/w/zorza/channels/{channel.pk}/budget/", {"usd": "-1"}).status_code == 422
    anna.post(f"/w/zorza/channels/{channel.pk}/resending/", {"does_resend": "yes"})
    channel.refresh_from_db()
    assert channel.does_resend
    assert "stands there twice" in words(anna.get(f"/w/zorza/channels/{channel.pk}/"))


def test_the_list_asks_no_more_for_more_threads(stage: Stage, anna: Client) -> None:
    def asked_for() -> int:
        with CaptureQueriesContext(connection) as queries_made:
            anna.get(LIST)
        return len(queries_made)

    head = stage.plan("One", publish_at=stage.now + timedelta(hours=1))
    stage.plan("Two", parent=head, head=head, part=2, publish_at=stage.now + timedelta(hours=1))
    before = asked_for()
    for _thread in range(3):
        head = stage.plan("One", publish_at=stage.now + timedelta(hours=1))
        stage.plan("Two", parent=head, head=head, part=2, publish_at=stage.now + timedelta(hours=1))
    assert asked_for() == before
