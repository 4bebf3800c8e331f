"""A thread and its first comment: each part is sent once, below the one before, and what is stuck holds the rest."""

from __future__ import annotations

from datetime import timedelta

import pytest

from vitrino.channels.clock import running_from
from vitrino.connect.twin import Fault
from vitrino.domain.publication import RetrySafety
from vitrino.engine.ticker import run_until_idle
from vitrino.posts import actions as posts
from vitrino.posts.models import Variant
from vitrino.publishing import actions, queries, threads
from vitrino.publishing.models import Publication
from vitrino.publishing.pages import progress_of
from vitrino.publishing.tests.stage import Stage, fresh, policy, set_up

pytestmark = pytest.mark.django_db
PARTS = ["Second of the story.", "Third of the story.", "The end."]
COMMENT = "Recipe: https://bakery.example/rye"
WHOLE = ["Rye on Monday", *PARTS, COMMENT]


@pytest.fixture(params=["mastodon", "bluesky", "x"])
def stage(request: pytest.FixtureRequest) -> Stage:
    return set_up(request.param)


@pytest.fixture
def mastodon() -> Stage:
    return set_up()


def write(stage: Stage, parts: list[str] | None = None, comment: str = COMMENT) -> Variant:
    post = posts.create_post(workspace=stage.cast.bakery, by=stage.cast.anna, now=stage.now, idea="Rye on Monday",
                             channels_wanted=[stage.channel])  # fmt: skip
    Variant.objects.filter(post=post).update(parts=PARTS if parts is None else parts, first_comment=comment)
    return Variant.objects.select_related("post", "channel").get(post=post)


def plan(stage: Stage, variant: Variant, **later: float) -> Publication:
    return actions.schedule(variant=variant, publish_at=stage.now + timedelta(**later), wall_time=None, time_zone="",
                            by=stage.cast.anna, now=stage.now)  # fmt: skip


def change(variant: Variant, **fields: object) -> None:
    Variant.objects.filter(pk=variant.pk).update(**fields)


def rest(row: Publication) -> list[Publication]:
    return threads.rest_of(fresh(row))


def states(row: Publication) -> list[str]:
    return [fresh(row).state, *(part.state for part in rest(row))]


def out(stage: Stage) -> list[str]:
    """Every own text there, answers to ourselves too, oldest first."""
    stored = {"mastodon": ("status", "text"), "x": ("tweet", "text"), "bluesky": ("record", "value")}
    bucket, name = stored[stage.channel.platform]
    found = [entry[name] for _key, entry in stage.twin.store.items(bucket)]
    return [text["text"] if isinstance(text, dict) else text for text in found]


def run(stage: Stage) -> None:
    """A few minutes of the engine."""
    for _step in range(8):
        run_until_idle(stage.later(seconds=5).now)


def test_a_thread_goes_out_in_order_each_part_below_the_one_before(stage: Stage) -> None:
    row = plan(stage, write(stage))
    run(stage)
    assert out(stage) == WHOLE
    assert states(row) == ["published"] * 5
    above = ""
    for part in [fresh(row), *rest(row)]:
        assert part.attempts.count() == 1
        assert (part.parent.remote_id if part.parent else "") == above
        above = part.remote_id
    assert rest(row)[-1].kind == "comment"


@pytest.mark.parametrize("platform", ["facebook", "instagram"])
def test_a_first_comment_stands_below_a_post_that_can_have_no_thread(platform: str) -> None:
    stage = set_up(platform)
    head = stage.work_until(stage.plan(), "published")
    comment = actions.plan(channel=stage.channel, kind="comment", content={"text": "Baked today."}, parent=head,
                           head=head, part=0, publish_at=stage.now, by=stage.cast.anna, now=stage.now)  # fmt: skip
    comment = stage.work_until(comment, "published")
    (below,) = [one for _key, one in stage.twin.store.items("comment")]
    assert (below["id"], below["parent_id"]) == (comment.remote_id, fresh(head).remote_id)


def test_a_part_that_waits_is_neither_late_nor_asked_about(mastodon: Stage) -> None:
    with policy("mastodon", safety=RetrySafety.BLIND):
        row = plan(mastodon, write(mastodon))
        mastodon.breaks("answer-lost", path="/api/v1/statuses")
        run_until_idle(mastodon.now)
        for _hour in range(30):
            run_until_idle(mastodon.later(hours=1).now)
        assert states(row) == ["needs_decision", "ready", "ready", "ready", "ready"]
        assert not queries.needing_decision(mastodon.cast.bakery).exclude(pk=row.pk).exists()


def test_after_a_stuck_part_is_settled_the_thread_goes_on_from_there(mastodon: Stage) -> None:
    row = plan(mastodon, write(mastodon))
    mastodon.work(row)
    second, third, *_later = rest(row)
    mastodon.later(seconds=1).work(second)
    with policy("mastodon", safety=RetrySafety.READ_BACK):
        mastodon.breaks("error-before", path="/api/v1/statuses")
        third = mastodon.work_until(third, "needs_decision")
    assert str(progress_of([fresh(row)])[row.pk]) == "2 of 5 out"
    mastodon.later(hours=1)
    actions.decide(publication=third, decision="again", by=mastodon.cast.anna, now=mastodon.now)
    run(mastodon)
    assert out(mastodon) == WHOLE
    assert states(row) == ["published"] * 5


def test_a_refused_part_holds_the_later_ones_until_it_is_tried_again(mastodon: Stage) -> None:
    row = plan(mastodon, write(mastodon))
    mastodon.work(row)
    change_text = rest(row)[0]
    Publication.objects.filter(pk=change_text.pk).update(
        content={"text": "x" * 600}, content_hash="h", approved_hash="h"
    )
    run(mastodon)
    assert states(row) == ["published", "failed", "ready", "ready", "ready"]
    assert out(mastodon) == ["Rye on Monday"]


def test_stopping_the_post_stops_what_comes_after_it(mastodon: Stage) -> None:
    row = plan(mastodon, write(mastodon), hours=1)
    actions.cancel(publication=row, by=mastodon.cast.anna, now=mastodon.now)
    assert states(row) == ["cancelled"] * 5
    run_until_idle(mastodon.later(hours=2).now)
    assert out(mastodon) == []


def test_stopping_in_the_middle_keeps_what_is_out_and_stops_the_rest(mastodon: Stage) -> None:
    row = plan(mastodon, write(mastodon))
    mastodon.work(row)
    second, third, *_later = rest(row)
    mastodon.later(seconds=1).work(second)
    actions.cancel(publication=fresh(third), by=mastodon.cast.anna, now=mastodon.now)
    run(mastodon)
    assert states(row) == ["published", "published", "cancelled", "cancelled", "cancelled"]
    assert out(mastodon) == WHOLE[:2]


def test_a_part_follows_its_post_until_it_is_tried(mastodon: Stage) -> None:
    variant = write(mastodon)
    row = plan(mastodon, variant)
    mastodon.work(row)
    change(variant, parts=[PARTS[0], "A better third.", "The end.", "And one more."])
    run(mastodon)
    assert out(mastodon) == ["Rye on Monday", PARTS[0], "A better third.", "The end.", "And one more.", COMMENT]
    assert fresh(row).attempts.count() == 1


def test_a_part_taken_away_before_it_was_tried_does_not_go_out(mastodon: Stage) -> None:
    variant = write(mastodon)
    row = plan(mastodon, variant)
    mastodon.work(row)
    change(variant, parts=PARTS[:1], first_comment="")
    run(mastodon)
    assert out(mastodon) == WHOLE[:2]
    assert sorted(states(row)) == ["cancelled", "cancelled", "cancelled", "published", "published"]


def test_a_post_that_no_longer_begins_with_what_is_out_changes_nothing_any_more(mastodon: Stage) -> None:
    """Else a text would be left out, or said twice."""
    variant = write(mastodon)
    row = plan(mastodon, variant)
    mastodon.work(row)
    mastodon.later(seconds=1).work(rest(row)[0])
    change(variant, parts=PARTS[1:])
    run(mastodon)
    assert out(mastodon) == WHOLE


def test_an_edit_before_anything_is_out_changes_the_whole_thread(mastodon: Stage) -> None:
    variant = write(mastodon)
    plan(mastodon, variant, hours=1)
    change(variant, parts=["Only one more."], first_comment="")
    run_until_idle(mastodon.later(hours=1).now)
    run(mastodon)
    assert out(mastodon) == ["Rye on Monday", "Only one more."]


def test_planning_twice_makes_no_second_thread(mastodon: Stage) -> None:
    variant = write(mastodon)
    row = plan(mastodon, variant, hours=1)
    assert plan(mastodon, variant, hours=1).pk == row.pk
    moved = plan(mastodon, variant, hours=3)
    assert (moved.pk, Publication.objects.count()) == (row.pk, 5)
    assert {part.publish_at for part in rest(row)} == {mastodon.now + timedelta(hours=3)}


def test_a_moved_thread_moves_as_a_whole(mastodon: Stage) -> None:
    row = plan(mastodon, write(mastodon), hours=1)
    later = mastodon.now + timedelta(days=2)
    actions.reschedule(publication=row, publish_at=later, wall_time=None, time_zone="", by=mastodon.cast.anna,
                       now=mastodon.now)  # fmt: skip
    assert {part.publish_at for part in rest(row)} == {later}


def test_a_post_planned_again_after_a_failure_leaves_no_old_parts_behind(mastodon: Stage) -> None:
    variant = write(mastodon)
    row = plan(mastodon, variant)
    Publication.objects.filter(pk=row.pk).update(content={"text": "x" * 600}, content_hash="h", approved_hash="h")
    run(mastodon)
    assert states(row)[0] == "failed"
    again = plan(mastodon, variant)
    run(mastodon)
    assert states(row) == ["failed", *["cancelled"] * 4]
    assert states(again) == ["published"] * 5
    assert out(mastodon) == WHOLE


def test_a_thread_counts_once_in_lists(mastodon: Stage) -> None:
    row = plan(mastodon, write(mastodon))
    run(mastodon)
    shop = mastodon.cast.bakery
    assert list(queries.posts(shop)) == [row]
    assert list(queries.of_posts([row.variant.post_id])) == [row]  # type: ignore[union-attr]


def test_a_part_whose_parent_was_only_seen_by_a_person_is_not_guessed(mastodon: Stage) -> None:
    with policy("mastodon", safety=RetrySafety.BLIND):
        row = plan(mastodon, write(mastodon, ["Two"], ""))
        mastodon.breaks("answer-lost", path="/api/v1/statuses")
        row = mastodon.work(mastodon.work(row))
    actions.decide(publication=row, decision="there", by=mastodon.cast.anna, now=mastodon.later(hours=1).now)
    run(mastodon)
    (part,) = rest(row)
    assert part.state == "failed"
    assert "doesn't know where the part before this one stands" in str(queries.reason_of(part))


def test_a_part_taken_out_and_put_back_goes_out(mastodon: Stage) -> None:
    variant = write(mastodon)
    row = plan(mastodon, variant, hours=1)
    change(variant, parts=[])
    plan(mastodon, Variant.objects.get(pk=variant.pk), hours=1)
    assert [part.kind for part in rest(row) if part.state == "ready"] == ["comment"]
    change(variant, parts=PARTS)
    run_until_idle(mastodon.later(hours=1).now)
    run(mastodon)
    assert out(mastodon) == WHOLE


def test_a_lost_answer_to_a_part_makes_no_second_one(stage: Stage) -> None:
    row = plan(stage, write(stage))
    stage.work(row)
    paths = {"mastodon": "/api/v1/statuses", "bluesky": "/xrpc/com.atproto.repo.createRecord", "x": "/2/tweets"}
    stage.twin.faults.append(Fault("answer-lost", paths[stage.channel.platform], "POST"))
    for _minute in range(15):
        run_until_idle(stage.later(minutes=1).now)
    assert out(stage) == WHOLE
    assert states(row) == ["published"] * 5
    with running_from(stage.now):
        assert rest(row)[0].attempts.get().outcome in ("published", "unknown")
