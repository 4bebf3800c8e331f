"""Planning, changing and holding back; the world may move on meanwhile."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from vitrino.channels import actions as channels
from vitrino.channels.clock import running_from
from vitrino.channels.models import Installation
from vitrino.domain.problem import Problem
from vitrino.domain.publication import RetrySafety
from vitrino.engine.ticker import run_until_idle
from vitrino.posts import actions as posts
from vitrino.posts.models import Variant
from vitrino.publishing import actions, changes, deciding, queries, sending
from vitrino.publishing.models import Publication
from vitrino.publishing.tests.stage import Stage, fresh, policy, set_up
from vitrino.workspace.models import Event

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture
def stage() -> Stage:
    return set_up()


@pytest.fixture
def variant(stage: Stage) -> Variant:
    post = posts.create_post(workspace=stage.cast.bakery, by=stage.cast.anna, now=stage.now, idea="Rye on Monday",
                             channels_wanted=[stage.channel])  # fmt: skip
    return Variant.objects.get(post=post)


def plan(stage: Stage, variant: Variant, at: datetime | None = None) -> Publication:
    return actions.schedule(variant=variant, publish_at=at or stage.now + HOUR, wall_time=None, time_zone="",
                            by=stage.cast.anna, now=stage.now)  # fmt: skip


def edit(stage: Stage, variant: Variant, idea: str) -> None:
    draft = posts.Draft(idea, texts={stage.channel.pk: None})
    posts.save_post(post=variant.post, version=variant.post.version, draft=draft, by=stage.cast.anna, now=stage.now)


def test_a_planned_text_goes_out_at_its_time(stage: Stage, variant: Variant) -> None:
    row = plan(stage, variant)
    assert (row.state, row.due_at, row.by) == ("ready", stage.now + HOUR, stage.cast.anna)
    assert Event.objects.filter(kind="publication.schedule", person=stage.cast.anna).exists()
    stage.later(hours=1)
    run_until_idle(stage.now)
    assert stage.out() == ["Rye on Monday"]


def test_a_double_click_plans_and_publishes_once(stage: Stage, variant: Variant) -> None:
    assert plan(stage, variant).pk == plan(stage, variant).pk
    row = actions.publish_now(variant=variant, by=stage.cast.anna, now=stage.now)
    again = actions.publish_now(variant=variant, by=stage.cast.anna, now=stage.now + timedelta(seconds=1))
    assert (again.pk, Publication.objects.count()) == (row.pk, 1)
    stage.work(row)
    with pytest.raises(Problem, match="already out"):
        actions.publish_now(variant=variant, by=stage.cast.anna, now=stage.now)
    assert stage.out() == ["Rye on Monday"]


def test_planning_again_moves_it(stage: Stage, variant: Variant) -> None:
    row = plan(stage, variant)
    moved = plan(stage, variant, stage.now + 2 * HOUR)
    assert (moved.pk, moved.publish_at, moved.due_at) == (row.pk, stage.now + 2 * HOUR, stage.now + 2 * HOUR)


@pytest.mark.parametrize(("at", "words"), [(datetime(2026, 11, 20, tzinfo=UTC), "already past"),
                                           (datetime(9999, 1, 1, tzinfo=UTC), "two years")])  # fmt: skip
def test_a_time_that_can_not_be_is_refused(stage: Stage, variant: Variant, at: datetime, words: str) -> None:
    with pytest.raises(Problem, match=words):
        plan(stage, variant, at)
    assert not Publication.objects.exists()


def test_an_empty_text_is_refused(stage: Stage, variant: Variant) -> None:
    edit(stage, variant, "  ")
    variant.refresh_from_db()
    with pytest.raises(Problem, match="nothing to publish"):
        plan(stage, variant)


def test_what_is_saved_when_the_time_comes_is_what_goes_out(stage: Stage, variant: Variant) -> None:
    row = plan(stage, variant)
    key = row.key
    edit(stage, variant, "Rye on Tuesday")
    row = stage.later(hours=1).work(row)
    assert (row.state, stage.out()) == ("published", ["Rye on Tuesday"])
    assert row.key != key, "other content is another write"


def test_a_text_on_its_way_no_longer_follows_the_composer(stage: Stage, variant: Variant) -> None:
    row = plan(stage, variant, stage.now)
    stage.breaks("not-sent", path="/api/v1/statuses")
    row = stage.work(row)
    edit(stage, variant, "Rye on Tuesday")
    stage.work_until(row, "published")
    assert stage.out() == ["Rye on Monday"]


def test_a_deleted_post_does_not_go_out(stage: Stage, variant: Variant) -> None:
    row = plan(stage, variant)
    posts.delete_post(post=variant.post, by=stage.cast.anna, now=stage.now)
    row = stage.later(hours=1).work(row)
    assert (row.state, stage.out()) == ("cancelled", [])


def test_a_picture_that_is_gone_is_a_failure_in_words(stage: Stage) -> None:
    content = {"text": "Rye", "media": [{"asset": 4711, "alt_text": "", "sha256": ""}]}
    row = actions.plan(channel=stage.channel, kind="post", content=content, publish_at=stage.now, by=None,
                       now=stage.now)  # fmt: skip
    row = stage.work(row)
    assert row.state == "failed"
    assert "no longer there" in str(queries.reason_of(row))


def test_monday_at_nine_stays_monday_at_nine_when_a_country_changes_its_clocks(stage: Stage, variant: Variant) -> None:
    wall = datetime(2027, 1, 4, 9, 0)
    row = actions.schedule(variant=variant, publish_at=datetime(2027, 1, 4, 9, 0, tzinfo=UTC), wall_time=wall,
                           time_zone="Europe/Warsaw", by=stage.cast.anna, now=stage.now)  # fmt: skip
    assert changes.follow_the_clocks(stage.now) == 1
    row = fresh(row)
    assert (row.publish_at, row.due_at) == (datetime(2027, 1, 4, 8, 0, tzinfo=UTC),) * 2
    assert changes.follow_the_clocks(stage.now) == 0


def test_a_reply_goes_out_at_once_and_stands_below(stage: Stage) -> None:
    with running_from(stage.now):
        remote_id = stage.twin.write_as("jan", "Jan", "@zorza open on Sunday?", stage.now, kind="mention")  # type: ignore[attr-defined]
    row = actions.send_reply(channel=stage.channel, kind="reply", text="Yes, till noon!", by=stage.cast.bruno,
                             reply_to={"remote_id": remote_id, "extra": {}}, now=stage.now)  # fmt: skip
    assert stage.work(row).state == "published"
    statuses = [status for _key, status in stage.twin.store.items("status")]
    assert statuses[-1]["parent_id"] == remote_id


def test_a_paused_channel_holds_its_posts_until_somebody_goes_on(stage: Stage) -> None:
    row = stage.plan()
    channels.pause(channel=stage.channel, by=stage.cast.anna, now=stage.now)
    row = stage.work(row)
    assert (row.state, row.reason["event"]) == ("held", "hold")
    assert deciding.let_go_of_reopened(stage.now) == 0

    channels.resume(channel=stage.channel, by=stage.cast.anna, now=stage.now)
    assert deciding.let_go_of_reopened(stage.now) == 1
    assert stage.work(row).state == "published"
    assert row.steps.filter(event="release", person=stage.cast.anna).exists()


def test_a_post_held_too_long_is_asked_about(stage: Stage) -> None:
    row = stage.plan()
    channels.pause(channel=stage.channel, by=stage.cast.anna, now=stage.now)
    row = stage.work(row)
    channels.resume(channel=stage.channel, by=stage.cast.anna, now=stage.now)
    deciding.let_go_of_reopened(stage.later(days=2).now)
    row = stage.work(row)
    assert (row.state, row.reason["event"]) == ("needs_decision", "too_late")


def test_a_restored_database_sends_nothing_twice(stage: Stage) -> None:
    """The backup says "planned", the world has it already; and nothing at all leaves before a person says so."""
    out_already, still_planned = stage.plan("One"), stage.plan("Two", publish_at=stage.now + 4 * HOUR)
    before = Publication.objects.filter(pk=out_already.pk).values().get()
    stage.work(out_already)
    out_already.steps.all().delete()
    out_already.attempts.all().delete()
    Publication.objects.filter(pk=out_already.pk).update(**before)  # the backup of before it went out
    stage.later(hours=3)
    held = {"instance_id": "i", "incarnation": 1, "held_at": stage.now, "last_held_at": stage.now}
    Installation.objects.update_or_create(defaults=held)

    asked = len(stage.twin.requests)
    for row in (out_already, still_planned):
        assert stage.work(row).state == "held"
    with pytest.raises(Problem):
        actions.release(publication=fresh(out_already), by=stage.cast.anna, now=stage.now)
    assert deciding.let_go_of_reopened(stage.now) == 0
    assert len(stage.twin.requests) == asked

    channels.release_installation(by=stage.cast.anna, now=stage.now)
    assert deciding.let_go_of_reopened(stage.now) == 0, "only a person lets go what a restored database held"
    assert actions.release_all(workspace=stage.cast.bakery, by=stage.cast.anna, now=stage.now) == 2
    assert (fresh(out_already).state, fresh(still_planned).state) == ("unknown", "ready")
    stage.work(out_already)
    stage.later(hours=1).work(still_planned)
    assert sorted(stage.out()) == ["One", "Two"]
    assert fresh(out_already).state == "published"


def test_what_was_refused_is_not_moved_but_tried_again(stage: Stage) -> None:
    with pytest.raises(Problem):
        actions.reschedule(publication=stage.work_until(stage.plan("x" * 5000), "failed"), publish_at=stage.now + HOUR,
                           wall_time=None, time_zone="", by=stage.cast.anna, now=stage.now)  # fmt: skip


def test_nothing_escapes_the_hold_even_when_it_is_released_at_once(stage: Stage) -> None:
    with policy("mastodon", safety=RetrySafety.BLIND):
        stage.breaks("answer-lost")
        asked = stage.work(stage.work(stage.plan("One")))
    planned = stage.plan("Two", publish_at=stage.now + HOUR)
    stage.later(minutes=10)
    Installation.objects.update_or_create(defaults={"instance_id": "i", "last_held_at": stage.now})  # released already

    assert sending.hold_after_restore(stage.now) == 2
    assert [fresh(row).state for row in (asked, planned)] == ["held", "held"]
    assert sending.hold_after_restore(stage.later(minutes=1).now) == 0
    assert stage.work(stage.plan("Three")).state == "published", "what is planned afterwards is not touched"
