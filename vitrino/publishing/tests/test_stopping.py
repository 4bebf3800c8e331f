"""Stopping everything, late posts, and answers lost for good: what a shop itself says shall happen."""

from __future__ import annotations

from datetime import timedelta

import pytest

from vitrino.channels import actions as channels
from vitrino.channels import queries
from vitrino.channels.models import Stop
from vitrino.domain.problem import Problem
from vitrino.domain.publication import RetrySafety
from vitrino.engine import durable
from vitrino.engine.ticker import run_until_idle
from vitrino.publishing import actions, amending, changes, deciding, lateness
from vitrino.publishing.models import Publication
from vitrino.publishing.tests.stage import Stage, fresh, policy, set_up
from vitrino.workspace.models import Event

pytestmark = pytest.mark.django_db


@pytest.fixture
def stage() -> Stage:
    return set_up()


def stop(stage: Stage) -> Stop:
    return channels.stop_everything(workspace=stage.cast.bakery, by=stage.cast.anna, now=stage.now)


def go_on(stage: Stage) -> None:
    channels.go_on(workspace=stage.cast.bakery, by=stage.cast.anna, now=stage.now)


def late(stage: Stage, then: str, minutes: int = 30) -> None:
    lateness.set_lateness(workspace=stage.cast.bakery, grace_minutes=minutes, then=then, by=stage.cast.anna,
                          now=stage.now)  # fmt: skip


def test_once_everything_is_stopped_nothing_goes_out(stage: Stage) -> None:
    row = stage.plan()
    asked = len(stage.twin.requests)
    stop(stage)
    run_until_idle(stage.now)
    row = fresh(row)
    assert (row.state, row.reason["is_stopped"], stage.out()) == ("held", True, [])
    reply = actions.send_reply(channel=stage.channel, kind="reply", text="Soon!", by=stage.cast.bruno,
                               reply_to={"remote_id": "1", "extra": {}}, now=stage.now)  # fmt: skip
    run_until_idle(stage.later(minutes=5).now)
    assert fresh(reply).state == "held"
    assert not [path for method, path in list(stage.twin.requests)[asked:] if method != "GET"]


def test_afterwards_a_person_looks_through_what_was_held(stage: Stage) -> None:
    row = stage.plan()
    stop(stage)
    run_until_idle(stage.now)
    with pytest.raises(Problem, match="stopped at the moment"):
        actions.release(publication=fresh(row), by=stage.cast.anna, now=stage.now)
    go_on(stage)
    assert deciding.let_go_of_reopened(stage.now) == 0
    run_until_idle(stage.later(minutes=2).now)
    assert fresh(row).state == "held", "nobody has looked yet"
    assert actions.release_all(workspace=stage.cast.bakery, by=stage.cast.anna, now=stage.now) == 1
    run_until_idle(stage.now)
    assert fresh(row).state == "published"


def test_what_is_due_after_the_stop_goes_out_by_itself(stage: Stage) -> None:
    row = stage.plan(publish_at=stage.now + timedelta(hours=2))
    stop(stage)
    run_until_idle(stage.later(hours=1).now)
    go_on(stage)
    run_until_idle(stage.later(hours=1).now)
    assert fresh(row).state == "published"


def test_a_channel_opened_again_lets_nothing_go_while_everything_is_stopped(stage: Stage) -> None:
    row = stage.plan()
    channels.pause(channel=stage.channel, by=stage.cast.anna, now=stage.now)
    row = stage.work(row)
    stop(stage)
    channels.resume(channel=stage.channel, by=stage.cast.anna, now=stage.now)
    assert (deciding.let_go_of_reopened(stage.now), fresh(row).state) == (0, "held")
    go_on(stage)
    assert deciding.let_go_of_reopened(stage.now) == 1


def test_what_was_being_sent_when_it_was_stopped_is_still_found_out_about(stage: Stage) -> None:
    stage.breaks("answer-lost")
    row = stage.work(stage.plan())
    assert row.state == "unknown"
    stop(stage)
    row = stage.work_until(row, "published")
    assert row.attempts.count() == 1


def test_a_stop_between_the_attempt_and_its_first_byte_still_holds_it(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = stage.plan()
    monkeypatch.setattr(durable, "wait", lambda: stop(stage))  # where a worker waits for the disk
    run_until_idle(stage.now)
    run_until_idle(stage.later(minutes=5).now)
    row = fresh(row)
    assert (row.state, row.reason["is_stopped"], stage.out()) == ("held", True, [])
    monkeypatch.undo()
    go_on(stage)
    actions.release_all(workspace=stage.cast.bakery, by=stage.cast.anna, now=stage.now)
    row = stage.work_until(row, "published")
    assert len(stage.out()) == 1


def test_sixty_posts_due_at_the_stop_are_all_held_and_each_goes_out_once_afterwards(stage: Stage) -> None:
    rows = [stage.plan(f"Loaf number {number}") for number in range(60)]
    before = rows[:7]
    for row in before:
        stage.work(row)
    stop(stage)
    run_until_idle(stage.now)
    assert {fresh(row).state for row in rows[7:]} == {"held"}
    assert len(stage.out()) == 7
    go_on(stage)
    assert actions.release_all(workspace=stage.cast.bakery, by=stage.cast.anna, now=stage.now) == 53
    for row in rows[7:]:
        stage.work_until(row, "published")
    assert sorted(stage.out()) == sorted(f"Loaf number {number}" for number in range(60))


def test_stopping_twice_is_one_stop_and_says_who_and_when(stage: Stage) -> None:
    assert stop(stage).pk == stop(stage).pk
    assert (Stop.objects.get().by, Stop.objects.get().at) == (stage.cast.anna, stage.now)
    go_on(stage)
    with pytest.raises(Problem):
        go_on(stage)
    assert Event.objects.filter(kind__in=["workspace.stopped", "workspace.went-on"]).count() == 2


def test_another_shop_is_not_stopped(stage: Stage) -> None:
    row = stage.plan()
    channels.stop_everything(workspace=stage.cast.florist, by=stage.cast.celina, now=stage.now)
    assert stage.work(row).state == "published"


@pytest.mark.parametrize(("then", "state", "out"), [
    ("ask", "needs_decision", 0), ("send", "published", 1), ("drop", "cancelled", 0),
])  # fmt: skip
def test_a_late_post_is_asked_about_sent_or_dropped(stage: Stage, then: str, state: str, out: int) -> None:
    row = stage.plan()
    late(stage, then)
    row = stage.later(minutes=31).work(row)
    assert (row.state, len(stage.out())) == (state, out)


def test_within_the_grace_it_goes_out_and_is_called_late(stage: Stage) -> None:
    row = stage.plan()
    late(stage, "drop", 240)
    row = stage.later(hours=3).work(row)
    assert (row.state, row.is_late) == ("published", True)


def test_a_late_answer_to_a_person_is_never_dropped(stage: Stage) -> None:
    late(stage, "drop")
    row = actions.send_reply(channel=stage.channel, kind="reply", text="Yes", by=stage.cast.bruno, now=stage.now,
                             reply_to={"remote_id": "1", "extra": {}})  # fmt: skip
    assert stage.later(hours=1).work(row).state == "needs_decision"


@pytest.mark.parametrize(("minutes", "then"), [(0, "ask"), (4, "ask"), (20_000, "ask"), (60, "burn")])
def test_a_rule_that_can_not_be_is_refused(stage: Stage, minutes: int, then: str) -> None:
    with pytest.raises(Problem):
        late(stage, then, minutes)


@pytest.mark.parametrize(("does_resend", "state"), [(False, "needs_decision"), (True, "published")])
def test_a_post_that_two_looks_do_not_find_goes_again_only_if_the_owner_wants(does_resend: bool, state: str) -> None:
    stage = set_up("facebook")
    channels.set_resending(channel=stage.channel, does_resend=does_resend, by=stage.cast.anna, now=stage.now)
    stage.breaks("error-before", path=f"/v26.0/{stage.channel.public['page_id']}/feed")
    row = stage.work_until(stage.plan(), "published", "needs_decision")
    assert (row.state, len(stage.out())) == (state, int(does_resend))


def test_resending_never_holds_where_nothing_can_be_read(stage: Stage) -> None:
    channels.set_resending(channel=stage.channel, does_resend=True, by=stage.cast.anna, now=stage.now)
    with policy("mastodon", safety=RetrySafety.BLIND):
        stage.breaks("error-before")
        row = stage.work(stage.work(stage.plan()))
    assert row.state == "needs_decision"
    assert Publication.objects.get().attempt_count == 1


def test_without_money_a_post_waits_and_says_why_and_goes_when_there_is_more() -> None:
    stage = set_up("x")
    channels.set_budget(channel=stage.channel, usd_cents=1, by=stage.cast.anna, now=stage.now)
    row = stage.work(stage.plan())
    assert (row.state, row.attempt_count, row.reason["event"]) == ("ready", 0, "waits")
    assert "budget" in row.reason["said"]["template"]
    assert row.due_at is not None
    assert timedelta(0) < row.due_at - stage.now <= timedelta(hours=1)
    channels.set_budget(channel=stage.channel, usd_cents=500, by=stage.cast.anna, now=stage.now)
    row = stage.work_until(row, "published")
    assert (row.attempt_count, row.reason) == (1, {})


def test_what_did_not_go_out_is_not_paid_for() -> None:
    stage = set_up("x")
    stage.breaks("rate-limited", path="/2/tweets")
    row = stage.work(stage.plan())
    assert row.state == "ready"
    assert spent(stage) < 15
    stage.work_until(row, "published")
    assert 15 <= spent(stage) < 30


def spent(stage: Stage) -> int:
    return queries.spent_usd_mills(stage.channel, stage.now)


def test_one_text_is_let_through_and_everything_else_stays(stage: Stage) -> None:
    statement, other = stage.plan("We know of it and look into it."), stage.plan("Rolls at half price")
    stop(stage)
    assert stage.work(statement).state == "held"
    actions.let_through(publication=fresh(statement), by=stage.cast.anna, now=stage.now)
    assert (stage.work(statement).state, stage.work(other).state) == ("published", "held")
    assert stage.out() == ["We know of it and look into it."]


def test_what_was_let_through_ahead_of_its_time_goes_out_by_itself(stage: Stage) -> None:
    row = stage.plan(publish_at=stage.now + timedelta(hours=1))
    stop(stage)
    actions.let_through(publication=row, by=stage.cast.anna, now=stage.now)
    assert stage.later(hours=1).work(row).state == "published"


def test_other_words_are_not_let_through(stage: Stage) -> None:
    row = stage.plan(publish_at=stage.now + timedelta(hours=1))
    stop(stage)
    actions.let_through(publication=row, by=stage.cast.anna, now=stage.now)
    changes.replan(fresh(row), now=stage.now, by=stage.cast.bruno, content={"text": "And rolls at half price"})
    assert (stage.later(hours=1).work(row).state, stage.out()) == ("held", [])


def test_a_permission_ends_with_its_stop_and_can_be_taken_back(stage: Stage) -> None:
    row = stage.plan(publish_at=stage.now + timedelta(hours=1))
    with pytest.raises(Problem, match="Nothing is stopped"):
        actions.let_through(publication=row, by=stage.cast.anna, now=stage.now)
    stop(stage)
    actions.let_through(publication=row, by=stage.cast.anna, now=stage.now)
    go_on(stage)
    stop(stage)
    assert queries.is_stopped(stage.cast.bakery.pk, row.key), "the second stop knows nothing of the first"
    actions.let_through(publication=row, by=stage.cast.anna, now=stage.now)
    actions.hold_again(publication=row, by=stage.cast.anna, now=stage.now)
    assert stage.later(hours=1).work(row).state == "held"


def test_what_is_out_can_be_taken_down_in_spite_of_the_stop(stage: Stage) -> None:
    row = stage.work(stage.plan("A bad joke"))
    stop(stage)
    removal = actions.delete_published(publication=row, by=stage.cast.anna, now=stage.now)
    amending.carry_out(removal, stage.now)
    assert stage.out() == ["A bad joke"]
    actions.let_through(publication=fresh(row), by=stage.cast.anna, now=stage.now)
    amending.carry_out(removal, stage.later(minutes=1).now)
    assert stage.out() == []


def test_a_stop_with_a_page_of_its_own_ends_only_there(stage: Stage) -> None:
    stop(stage)
    channels.stop_everything(workspace=stage.cast.bakery, by=stage.cast.anna, now=stage.now, page="/w/zorza/crisis/1/")
    assert Stop.objects.get().page == "/w/zorza/crisis/1/"
    with pytest.raises(Problem, match="belongs to a crisis"):
        go_on(stage)
    channels.go_on(workspace=stage.cast.bakery, by=stage.cast.anna, now=stage.now, has_looked=True)
    assert not queries.is_stopped(stage.cast.bakery.pk)
