"""Other words for what is out, and taking it down: once, logged, read back, and never a part of sending."""

from __future__ import annotations

from datetime import timedelta

import pytest

from vitrino.channels.clock import running_from
from vitrino.channels.models import Channel
from vitrino.connect.twin import FaultKind
from vitrino.domain.problem import Problem
from vitrino.engine.ticker import run_until_idle
from vitrino.notify.models import Alert
from vitrino.publishing import actions, amending
from vitrino.publishing.models import Amendment, Publication
from vitrino.publishing.tests.stage import Stage, fresh, set_up
from vitrino.workspace.models import Event

pytestmark = pytest.mark.django_db
TEXT, BETTER = "Fresh rye bread from seven o'clock.", "Fresh rye bread from eight o'clock — dziękujemy!"


def published(stage: Stage) -> Publication:
    row = stage.work_until(stage.plan(TEXT), "published")
    stage.later(minutes=1)
    return row


def edit(stage: Stage, row: Publication, text: str = BETTER) -> Amendment:
    return actions.edit_published(publication=row, text=text, by=stage.cast.anna, now=stage.now)


def delete(stage: Stage, row: Publication) -> Amendment:
    return actions.delete_published(publication=row, by=stage.cast.anna, now=stage.now)


def run(stage: Stage, minutes: int = 4) -> None:
    for _minute in range(minutes):
        run_until_idle(stage.later(minutes=1).now)


@pytest.mark.parametrize("platform", ["mastodon", "facebook"])
def test_new_words_stand_there_and_are_read_back(platform: str) -> None:
    stage = set_up(platform)
    row = published(stage)
    change = edit(stage, row)
    run(stage)
    change.refresh_from_db()
    assert stage.out() == [BETTER]
    assert (change.state, change.seen_text, change.seen_at is not None, change.tries) == ("done", BETTER, True, 1)
    row = fresh(row)
    assert (row.state, row.content["text"], row.attempts.count()) == ("published", TEXT, 1), "the proof stays"
    assert amending.words_there(row) == BETTER
    kinds = set(Event.objects.values_list("kind", flat=True))
    assert {"publication.change-asked", "publication.reworded"} <= kinds


@pytest.mark.parametrize("platform", ["mastodon", "bluesky", "x", "facebook", "google_business"])
def test_a_post_taken_down_is_gone_and_that_is_looked_at(platform: str) -> None:
    stage = set_up(platform)
    row = published(stage)
    assert delete(stage, row).pk == delete(stage, row).pk
    run(stage)
    (change,) = row.amendments.all()
    assert stage.out() == []
    assert (change.state, fresh(row).taken_down_at is not None, fresh(row).state) == ("done", True, "published")
    if platform != "google_business":  # it tells no numbers, so nothing says that the post is gone
        assert change.seen_at is not None


def test_the_same_words_twice_are_one_change() -> None:
    stage = set_up()
    row = published(stage)
    assert edit(stage, row).pk == edit(stage, row).pk
    run(stage, 3)
    with pytest.raises(Problem, match="stand there already"):
        edit(stage, row)
    assert Amendment.objects.count() == 1


@pytest.mark.parametrize("kind", ["answer-lost", "error-after", "error-before", "not-sent", "rate-limited"])
def test_an_unclear_answer_to_a_deletion_is_asked_again_and_nobody_is_bothered(kind: FaultKind) -> None:
    stage = set_up()
    row = published(stage)
    stage.breaks(kind, method="DELETE", times=1 if kind == "rate-limited" else 2)
    delete(stage, row)
    run(stage, 8)
    assert (stage.out(), row.amendments.get().state) == ([], "done")
    assert not Alert.objects.filter(key__contains="amendment").exists()


def test_what_the_platform_refuses_is_said_with_its_words_and_told() -> None:
    stage = set_up()
    row = published(stage)
    with running_from(stage.now):
        stage.twin.store.delete("status", row.remote_id)  # somebody took it down by hand
    edit(stage, row)
    run(stage, 3)
    change = row.amendments.get()
    assert change.state == "failed"
    assert change.answer["said"]["values"]["words"] == "Record not found"
    assert Alert.objects.filter(template__contains="could not be changed").exists()
    assert Event.objects.filter(kind="publication.amendment-failed").exists()


def test_a_platform_that_never_answers_is_given_up_in_words_and_can_be_asked_again() -> None:
    stage = set_up()
    row = published(stage)
    stage.breaks("error-before", method="DELETE", times=100)
    change = delete(stage, row)
    for _try in range(amending.MOST_TRIES):
        change.refresh_from_db()
        stage.later(minutes=16)
        amending.carry_out(change, stage.now)
    change.refresh_from_db()
    assert (change.state, change.tries) == ("failed", amending.MOST_TRIES)
    stage.twin.faults.clear()
    amending.carry_out(delete(stage, row), stage.now)
    assert stage.out() == []


def test_while_the_channel_is_shut_a_change_waits() -> None:
    stage = set_up()
    row = published(stage)
    change = delete(stage, row)
    Channel.objects.filter(pk=stage.channel.pk).update(state="paused")
    run(stage, 7)
    assert row.amendments.get().state == "wanted"
    Channel.objects.filter(pk=stage.channel.pk).update(state="connected")
    run(stage, 7)
    change.refresh_from_db()
    assert (stage.out(), change.state) == ([], "done")


@pytest.mark.parametrize(("platform", "text", "words"), [
    ("bluesky", BETTER, "can't be changed"), ("mastodon", "  ", "write something"), ("mastodon", "x" * 501, "too long"),
])  # fmt: skip
def test_a_change_that_can_not_be_is_refused_before_anything_is_asked(platform: str, text: str, words: str) -> None:
    stage = set_up(platform)
    row = published(stage)
    with pytest.raises(Problem, match=words):
        edit(stage, row, text)
    assert not Amendment.objects.exists()


def test_what_is_not_out_or_already_gone_can_not_be_changed() -> None:
    stage = set_up()
    planned = stage.plan(publish_at=stage.now + timedelta(hours=1))
    with pytest.raises(Problem):
        edit(stage, planned)
    with pytest.raises(Problem):
        delete(stage, planned)
    row = published(stage)
    delete(stage, row)
    run(stage, 3)
    with pytest.raises(Problem):
        edit(stage, fresh(row))
