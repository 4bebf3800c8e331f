"""RELIABILITY 2.3, row by row: what is known, and what is done about it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from pytest_django import Settings

from vitrino.channels import actions as channels
from vitrino.channels import clockwatch
from vitrino.channels.clock import running_from
from vitrino.channels.queries import channels_of
from vitrino.connect.twin import FaultKind
from vitrino.domain.problem import Problem
from vitrino.domain.publication import Confirmed, Event, NotAllowedNow, OutcomeUnknown, RetrySafety, after_send
from vitrino.engine import leases
from vitrino.notify.models import Alert
from vitrino.publishing import actions, content, sending
from vitrino.publishing.jobs import due_rows
from vitrino.publishing.models import Attempt, Publication
from vitrino.publishing.moves import situation_of, take
from vitrino.publishing.tests.stage import Stage, fresh, policy, set_up

pytestmark = pytest.mark.django_db
TEXT = "Fresh rye bread from seven o'clock."


@pytest.fixture
def stage() -> Stage:
    return set_up()


def outcomes(row: Publication) -> list[str]:
    return list(Attempt.objects.filter(publication=row).order_by("number").values_list("outcome", flat=True))


def alerts(kind: str) -> list[str]:
    return list(Alert.objects.filter(kind=kind).values_list("template", flat=True))


def test_a_due_post_goes_out_and_is_read_back(stage: Stage) -> None:
    row = stage.work(stage.plan())
    assert (row.state, stage.out()) == ("published", [TEXT])
    assert row.remote_id
    assert row.read_back_at is None

    row = stage.later(seconds=20).work(row)
    assert (row.seen_text, row.is_different, row.due_at) == (TEXT, False, None)
    assert row.read_back_at is not None


def test_nothing_goes_out_before_its_time(stage: Stage) -> None:
    row = stage.work(stage.plan(publish_at=stage.now + timedelta(hours=1)))
    assert (row.state, row.due_at, stage.out()) == ("ready", row.publish_at, [])


def test_the_attempt_is_stored_with_its_deadline_before_the_write(stage: Stage) -> None:
    row = stage.plan()
    stage.breaks("answer-lost")
    stage.work(row)
    attempt = Attempt.objects.get(publication=row)
    assert attempt.deadline_at - attempt.started_at == timedelta(seconds=60)
    assert attempt.content_hash == row.content_hash


def test_a_worker_that_died_while_sending_leaves_an_unknown_outcome(stage: Stage) -> None:
    row = stage.plan()
    take(row.pk, Event.BEGIN_SEND, now=stage.now)  # … and then the power went
    assert stage.later(seconds=30).work(row).state == "sending", "before the deadline it may still be writing"
    assert stage.later(seconds=31).work(row).state == "unknown"
    row = stage.work_until(row, "published")
    assert (outcomes(row), stage.out()) == (["unknown", "published"], [TEXT])


def test_a_post_that_was_out_before_the_worker_died_is_adopted(stage: Stage) -> None:
    row = stage.plan()
    stage.breaks("answer-lost")
    begun = take(row.pk, Event.BEGIN_SEND, now=stage.now)
    assert begun is not None
    with running_from(stage.now):
        sending._write(begun, content.outgoing(begun))  # … and then the power went
    row = stage.later(seconds=61).work(row)
    row = stage.work(row)
    assert (row.state, row.attempt_count, stage.out()) == ("published", 1, [TEXT])


def test_an_unreachable_platform_is_tried_again_later(stage: Stage) -> None:
    stage.breaks("not-sent", path="/api/v1/statuses")
    row = stage.work(stage.plan())
    assert (row.state, outcomes(row)) == ("ready", ["without_effect"])
    assert row.due_at is not None
    assert timedelta(seconds=15) <= row.due_at - stage.now <= timedelta(seconds=31)
    assert stage.work_until(row, "published").attempt_count == 2
    assert stage.out() == [TEXT]


def test_a_platform_that_can_not_even_be_prepared_costs_an_attempt_but_no_taint(stage: Stage) -> None:
    stage.breaks("error-before", method="GET", times=3)
    row = stage.work(stage.plan())
    assert (row.state, outcomes(row)) == ("ready", ["without_effect"])


@pytest.mark.parametrize("kind", ["answer-lost", "error-after"])
def test_a_lost_answer_is_looked_up_before_anything_else(stage: Stage, kind: FaultKind) -> None:
    stage.breaks(kind)
    row = stage.work(stage.plan())
    assert (row.state, outcomes(row)) == ("unknown", ["unknown"])
    row = stage.work(row)
    assert (row.state, row.attempt_count, stage.out()) == ("published", 1, [TEXT])


@pytest.mark.parametrize("kind", ["error-before", "garbage"])
def test_an_error_that_says_nothing_is_settled_looked_at_twice_and_then_resent(stage: Stage, kind: FaultKind) -> None:
    stage.breaks(kind)
    row = stage.work(stage.plan())
    began_at = stage.now
    row = stage.work_until(row, "published")
    assert (row.attempt_count, stage.out()) == (2, [TEXT])
    steps = list(row.steps.filter(event__in=["absent_once", "resend"]).order_by("at").values_list("at", flat=True))
    assert steps[0] - began_at >= timedelta(seconds=360), "deadline and settle window"
    assert steps[1] - steps[0] >= timedelta(seconds=59), "two looks, a minute apart"


def test_a_late_write_is_found_and_never_doubled(stage: Stage) -> None:
    stage.breaks("late-apply", wait_s=200)
    row = stage.work_until(stage.work(stage.plan()), "published")
    assert (row.attempt_count, stage.out()) == (1, [TEXT])
    assert row.lag_s is not None
    assert row.lag_s > 100


def test_a_platform_without_a_key_is_never_sent_to_twice_without_a_word(stage: Stage) -> None:
    with policy("mastodon", safety=RetrySafety.READ_BACK):
        stage.breaks("error-before")
        row = stage.work_until(stage.work(stage.plan()), "needs_decision")
        assert (row.reason["event"], row.attempt_count, stage.out()) == ("absence_proven", 1, [])
        assert len(alerts("question")) == 1

        row = actions.decide(publication=row, decision="again", by=stage.cast.anna, now=stage.now)
        row = stage.work(row)
        assert (row.state, row.again_count, stage.out()) == ("published", 1, [TEXT])


def test_a_platform_that_shows_nothing_is_not_guessed_about(stage: Stage) -> None:
    with policy("mastodon", safety=RetrySafety.BLIND):
        stage.breaks("answer-lost")
        row = stage.work(stage.work(stage.plan()))
        assert (row.state, row.reason["event"]) == ("needs_decision", "blind")
        with pytest.raises(NotAllowedNow):  # it may still appear by itself
            actions.decide(publication=row, decision="again", by=stage.cast.anna, now=stage.now)
        row = actions.decide(publication=row, decision="there", by=stage.cast.anna, now=stage.now,
                             url="https://rehearsal.example/@zorza/1")  # fmt: skip
        assert (row.state, row.confirmed_by, row.url) == (
            "published", stage.cast.anna, "https://rehearsal.example/@zorza/1",
        )  # fmt: skip


def test_a_definite_refusal_is_a_failure_with_the_platforms_words(stage: Stage) -> None:
    row = stage.work(stage.plan("x" * 5000))
    assert (row.state, outcomes(row), stage.out()) == ("failed", ["without_effect"], [])
    assert row.reason["said"]["template"]
    assert len(alerts("failed")) == 1


def test_a_refusal_after_an_unknown_outcome_is_never_called_failed(stage: Stage) -> None:
    stage.breaks("error-before")
    row = stage.work(stage.plan())
    row = stage.work_until(row, "ready")
    Publication.objects.filter(pk=row.pk).update(content={"text": "x" * 5000})  # what the platform refuses for good
    row = stage.work_until(row, "needs_decision")
    assert row.reason["event"] == "refused_after_unknown"


def test_a_lost_sign_in_holds_every_post_of_the_channel_and_is_told_once(stage: Stage) -> None:
    first, second = stage.plan("One"), stage.plan("Two")
    stage.breaks("expired-token", path="/api/v1/statuses")
    assert stage.work(first).state == "held"
    assert stage.work(second).state == "held"
    assert (len(alerts("channel")), stage.out()) == (1, [])

    channels.rehearse(workspace=stage.cast.bakery, platform="mastodon", handle="zorza", name="", by=stage.cast.anna,
                      now=stage.now)  # fmt: skip
    assert actions.release_all(workspace=stage.cast.bakery, by=stage.cast.anna, now=stage.now) == 2
    for row in (first, second):
        stage.work_until(row, "published")
    assert sorted(stage.out()) == ["One", "Two"]


def test_a_rate_limit_waits_as_long_as_the_platform_asks(stage: Stage) -> None:
    stage.breaks("rate-limited", path="/api/v1/statuses")
    row = stage.work(stage.plan())
    assert (row.state, outcomes(row)) == ("ready", ["without_effect"])
    assert row.due_at is not None
    assert row.due_at - stage.now >= timedelta(seconds=59)


def test_two_workers_never_hold_the_same_row(stage: Stage) -> None:
    stage.plan()
    first = leases.claim(due_rows(), now=stage.now, lease_s=90, limit=5)
    second = leases.claim(due_rows(), now=stage.now, lease_s=90, limit=5)
    assert (len(first), len(second)) == (1, 0)


def test_two_workers_with_the_same_row_send_once(stage: Stage) -> None:
    row = stage.plan()
    one, other = fresh(row), fresh(row)
    sending.work_off(one, stage.now)
    sending.work_off(other, stage.now)
    assert (fresh(row).attempt_count, stage.out()) == (1, [TEXT])


def test_a_sleeper_that_wakes_after_its_deadline_writes_nothing(stage: Stage) -> None:
    begun = take(stage.plan().pk, Event.BEGIN_SEND, now=stage.now)
    assert begun is not None
    stage.later(seconds=61)
    with running_from(stage.now):
        heard = sending._write(begun, content.outgoing(begun))
        sending._store(begun, heard)
    row = fresh(begun)
    assert (row.state, outcomes(row), stage.out()) == ("ready", ["without_effect"], [])


def test_an_answer_to_an_older_attempt_counts_only_when_it_says_yes(stage: Stage) -> None:
    row = stage.plan()
    begun = take(row.pk, Event.BEGIN_SEND, now=stage.now)
    assert begun is not None
    seen = situation_of(begun, stage.now).facts.seen
    stage.later(seconds=61).work(row)
    lost = take(row.pk, after_send, now=stage.now, evidence=OutcomeUnknown(), seen=seen)
    assert lost is None
    late = take(row.pk, after_send, now=stage.now, evidence=Confirmed("42", "https://x.example/42"), seen=seen)
    assert late is not None
    assert (late.state, late.remote_id) == ("published", "42")


@pytest.mark.parametrize(("hours", "state", "is_late"), [(0.01, "published", False), (1.9, "published", True),
                                                         (2.1, "needs_decision", False)])  # fmt: skip
def test_after_a_pause_a_little_late_is_late_and_very_late_is_asked(
    stage: Stage, hours: float, state: str, is_late: bool
) -> None:
    row = stage.plan()
    row = stage.later(hours=hours).work(row)
    assert (row.state, row.is_late) == (state, is_late)
    if state == "needs_decision":
        row = actions.decide(publication=row, decision="again", by=stage.cast.anna, now=stage.now)
        assert (stage.work(row).state, row.again_count) == ("published", 0)


def test_cancelling_before_the_time_stops_it(stage: Stage) -> None:
    row = stage.plan(publish_at=stage.now + timedelta(hours=1))
    row = actions.cancel(publication=row, by=stage.cast.anna, now=stage.now)
    assert (row.state, row.due_at) == ("cancelled", None)


def test_cancelling_while_it_is_sent_is_a_wish_and_its_end_shows(stage: Stage) -> None:
    row = stage.plan()
    take(row.pk, Event.BEGIN_SEND, now=stage.now)
    row = actions.cancel(publication=row, by=stage.cast.anna, now=stage.now)
    assert (row.state, row.is_stop_wished) == ("sending", True)
    row = stage.work_until(row, "cancelled", "published")
    assert (row.state, stage.out()) == ("cancelled", [])


def test_a_post_on_its_way_can_not_be_moved_or_changed(stage: Stage) -> None:
    row = stage.plan()
    stage.breaks("not-sent", path="/api/v1/statuses")
    row = stage.work(row)
    with pytest.raises(NotAllowedNow):
        actions.reschedule(publication=row, publish_at=stage.now + timedelta(days=1), wall_time=None, time_zone="",
                           by=stage.cast.anna, now=stage.now)  # fmt: skip


def test_a_decision_made_on_an_old_page_changes_nothing(stage: Stage) -> None:
    with policy("mastodon", safety=RetrySafety.BLIND):
        stage.breaks("answer-lost")
        row = stage.work(stage.work(stage.plan()))
        seen = situation_of(row, stage.now).facts.seen
        stage.later(hours=1)
        actions.decide(publication=row, decision="again", by=stage.cast.anna, now=stage.now, seen=seen)
        with pytest.raises(Problem):
            actions.decide(publication=fresh(row), decision="again", by=stage.cast.anna, now=stage.now, seen=seen)
        assert fresh(row).again_count == 1


def test_the_second_part_of_a_thread_waits_for_the_first_and_not_a_moment_longer(stage: Stage) -> None:
    first = stage.plan("One")
    second = stage.plan("Two", parent=first)
    second = stage.work(second)
    assert (second.state, stage.out()) == ("ready", [])
    assert second.due_at is not None
    assert second.due_at > stage.now
    stage.later(seconds=1).work(first)
    second = stage.work_until(second, "published")
    assert second.published_at is not None
    assert second.published_at - stage.now < timedelta(seconds=2)
    parents = {status["text"]: status["parent_id"] for _key, status in stage.twin.store.items("status")}
    assert parents == {"One": None, "Two": fresh(first).remote_id}


def test_a_part_waits_for_its_first_part_however_long_and_asks_nobody(stage: Stage) -> None:
    first = stage.plan("One", publish_at=stage.now + timedelta(days=3))
    row = stage.plan("Two", parent=first)
    for _look in range(20):
        row = stage.work(row)
        assert row.due_at is not None
        stage.now = row.due_at
    assert (row.state, stage.out()) == ("ready", [])
    assert stage.now > first.publish_at, "it looked again less and less often"


def test_two_posts_that_look_the_same_are_not_guessed_apart(stage: Stage) -> None:
    with policy("mastodon", safety=RetrySafety.READ_BACK):
        first, second = stage.plan(), stage.plan()
        stage.breaks("answer-lost", times=1)
        first = stage.work(first)
        stage.breaks("error-before", times=1)
        second = stage.work(second)
        assert (first.state, second.state) == ("unknown", "unknown")
        first = stage.work(first)
        assert (first.state, first.reason["event"]) == ("needs_decision", "ambiguous")


def test_a_changed_text_shows(stage: Stage) -> None:
    row = stage.work(stage.plan())
    key, status = stage.twin.store.items("status")[0]
    stage.twin.store.put("status", key, {**status, "text": "Fresh rye bread"})
    Publication.objects.filter(pk=row.pk).update(content={"text": "Fresh rye bread"})
    row = stage.later(seconds=20).work(row)
    assert (row.seen_text, row.is_different) == ("Fresh rye bread", False)


def test_a_post_that_stands_there_twice_is_told(stage: Stage) -> None:
    row = stage.work(stage.plan())
    stage.later(seconds=1)
    with running_from(stage.now):
        stage.twin.publish_past(TEXT, stage.now)  # type: ignore[attr-defined]  # somebody pasted it by hand too
    row = stage.later(seconds=20).work(row)
    assert len(row.extra_remote_ids) == 1
    assert alerts("failed") == ["“{text}” stands on {channel} more than once."]


def test_while_the_clock_is_wrong_nothing_goes_out_and_somebody_is_told(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clockwatch, "off_by", lambda now: timedelta(minutes=-42))
    channels_of(stage.cast.bakery).update(is_rehearsal=False)
    row = stage.work(stage.work(stage.plan()))
    assert (row.state, row.attempt_count, len(alerts("failed"))) == ("ready", 0, 1)
    assert row.due_at is not None
    assert row.due_at > stage.now


def test_what_stands_still_for_too_long_is_told_once(stage: Stage) -> None:
    row = stage.plan()
    assert sending.warn_of_standstill(stage.now) == 0
    stage.later(minutes=6)
    for _round in range(3):
        assert sending.warn_of_standstill(stage.now) == 1
    assert alerts("failed") == ["“{text}” should have moved on by now. Is Vitrino running all the time?"]

    with policy("mastodon", safety=RetrySafety.BLIND):
        stage.breaks("answer-lost")
        stage.work(stage.work(row))
    assert sending.warn_of_standstill(stage.later(hours=1).now) == 0
    assert sending.warn_of_standstill(stage.later(hours=24).now) == 1
    assert alerts("question")[-1] == "“{text}” still waits for your decision."


def test_a_dead_network_costs_patience_and_nothing_else(stage: Stage, settings: Settings) -> None:
    settings.VITRINO_ALLOW_PRIVATE = True
    public = {**stage.channel.public, "server": "http://127.0.0.1:9"}  # nobody listens there
    channels_of(stage.cast.bakery).update(is_rehearsal=False, public=public)
    row = stage.work(stage.plan())
    assert (row.state, outcomes(row)) == ("ready", ["without_effect"])
    assert row.due_at is not None
    assert row.due_at > stage.now

    channels_of(stage.cast.bakery).update(is_rehearsal=True)
    row = stage.work_until(row, "published")
    assert stage.out() == [TEXT]
