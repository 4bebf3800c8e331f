"""What happens with a due publication, and after its write was answered, or wasn't."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vitrino.domain.publication import (
    AttemptOutcome,
    AuthLost,
    Confirmed,
    Effect,
    Event,
    Facts,
    Move,
    NotAllowedNow,
    NotSent,
    Outcome,
    OutcomeUnknown,
    Pending,
    Policy,
    PublicationState,
    RateLimited,
    Refused,
    RetrySafety,
    Send,
    Situation,
    Wait,
    advance,
    after_lost_sender,
    after_send,
    alarm_at,
    backoff_s,
    decide_send,
    may_write,
    retry_at,
)
from vitrino.domain.tests.publication_samples import DUE, READ_BACK, after, ready, sending, tried, unknown

S = PublicationState
Was = AttemptOutcome
GRACE = timedelta(seconds=READ_BACK.grace_s)


@pytest.mark.parametrize(
    ("changes", "late", "decision"),
    [
        ({}, timedelta(0), Send(0.0)),
        ({}, timedelta(minutes=10), Send(600.0)),
        ({}, GRACE, Send(7200.0)),
        ({}, GRACE + timedelta(seconds=1), Move(Event.TOO_LATE)),
        ({"late_accepted": True}, timedelta(days=2), Send(172_800.0)),
        ({}, timedelta(seconds=-1), Wait(DUE)),
        ({"not_before": DUE + timedelta(minutes=5)}, timedelta(0), Wait(DUE + timedelta(minutes=5))),
        ({"channel_open": False}, timedelta(seconds=-1), Move(Event.HOLD)),
        ({"stop_wished": True}, timedelta(0), Move(Event.STOP)),
        ({"approved_hash": "older"}, timedelta(0), Move(Event.HOLD)),
        ({"content_hash": "", "approved_hash": ""}, timedelta(0), Move(Event.HOLD)),
        ({"parent_out": False}, timedelta(0), Wait(DUE + GRACE + timedelta(seconds=1))),
        ({"parent_out": False}, GRACE + timedelta(seconds=1), Move(Event.TOO_LATE)),
        ({"attempts": tried(*[Was.WITHOUT_EFFECT] * 10)}, timedelta(0), Move(Event.GIVE_UP)),
        ({"attempts": tried(*[Was.WITHOUT_EFFECT] * 10), "rounds": 1}, timedelta(0), Send(0.0)),
        ({"attempts": tried(Was.UNKNOWN, *[Was.WITHOUT_EFFECT] * 9)}, timedelta(0), Move(Event.TRIED_OUT)),
    ],
)
def test_a_due_publication_is_sent_or_it_is_said_why_not(
    changes: dict[str, Any], late: timedelta, decision: Send | Wait | Move
) -> None:
    facts = replace(ready(), **changes)
    assert decide_send(Situation(facts, READ_BACK, DUE + late)) == decision


def test_a_row_that_changed_while_it_was_prepared_is_read_again() -> None:
    before = ready()
    moved = replace(before, due_at=DUE + timedelta(hours=1))
    assert decide_send(Situation(moved, READ_BACK, after(0), seen=before.seen)) == Wait(after(0))


@pytest.mark.parametrize(
    "change", [{"content_hash": "b", "approved_hash": "b"}, {"due_at": DUE - timedelta(hours=1)}, {"state": S.HELD}]
)
def test_an_attempt_is_never_begun_on_a_row_somebody_changed(change: dict[str, Any]) -> None:
    seen = ready().seen
    with pytest.raises(Exception, match=r"Meanwhile|no transition"):
        advance(Event.BEGIN_SEND, Situation(replace(ready(), **change), READ_BACK, after(0), seen=seen))


def test_the_attempt_is_recorded_with_its_content_and_deadline_before_the_write() -> None:
    facts = sending(start=replace(ready(), not_before=DUE))
    assert facts.state is S.SENDING
    assert facts.not_before is None
    (attempt,) = facts.attempts
    assert (attempt.number, attempt.content_hash, attempt.outcome) == (1, "hash", Was.OPEN)
    assert attempt.deadline - attempt.recorded_at == timedelta(seconds=60)


@given(st.floats(-120, 120))
def test_a_write_begins_only_before_its_deadline(seconds: float) -> None:
    facts = sending()
    now = facts.attempts[-1].deadline + timedelta(seconds=seconds)
    assert may_write(now, facts.attempts[-1].deadline) == (now < facts.attempts[-1].deadline)
    situation = Situation(facts, READ_BACK, now)
    assert (after_lost_sender(situation) is None) == may_write(now, facts.attempts[-1].deadline)


ANSWERS: list[tuple[Outcome, Event, S, AttemptOutcome]] = [
    (Confirmed("42", "https://x.example/42"), Event.CONFIRMED, S.PUBLISHED, Was.PUBLISHED),
    (Confirmed(""), Event.ANSWER_LOST, S.UNKNOWN, Was.UNKNOWN),
    (Pending("container"), Event.ACCEPTED, S.UNKNOWN, Was.UNKNOWN),
    (Refused("too long"), Event.REFUSED, S.FAILED, Was.WITHOUT_EFFECT),
    (Refused("picture not ready", permanent=False), Event.NOT_SENT, S.READY, Was.WITHOUT_EFFECT),
    (NotSent("name not found"), Event.NOT_SENT, S.READY, Was.WITHOUT_EFFECT),
    (RateLimited(), Event.RATE_LIMITED, S.READY, Was.WITHOUT_EFFECT),
    (AuthLost("connect again"), Event.AUTH_LOST, S.HELD, Was.WITHOUT_EFFECT),
    (OutcomeUnknown("502"), Event.ANSWER_LOST, S.UNKNOWN, Was.UNKNOWN),
]


@pytest.mark.parametrize(("outcome", "event", "state", "attempt"), ANSWERS)
def test_each_answer_moves_the_publication_as_the_failure_table_says(
    outcome: Outcome, event: Event, state: S, attempt: AttemptOutcome
) -> None:
    facts = sending()
    situation = Situation(facts, READ_BACK, after(2), outcome, facts.seen)
    assert after_send(situation) is event
    moved = advance(event, situation)
    assert (moved.facts.state, moved.facts.attempts[-1].outcome) == (state, attempt)
    assert moved.facts.state_since == after(2)


def test_a_confirmed_answer_keeps_the_id_and_the_address() -> None:
    facts = sending()
    situation = Situation(facts, READ_BACK, after(2), Confirmed("42", "https://x.example/42"))
    published = advance(Event.CONFIRMED, situation).facts
    assert (published.remote_id, published.url) == ("42", "https://x.example/42")


def test_a_lost_permission_holds_the_whole_channel_and_tells_the_owner_once() -> None:
    moved = advance(Event.AUTH_LOST, Situation(sending(), READ_BACK, after(2), AuthLost()))
    assert moved.app_effects == (Effect.HOLD_CHANNEL, Effect.TELL_OWNER)


def _tainted_and_sending() -> Facts:
    start = replace(ready(), attempts=tried(Was.UNKNOWN), late_accepted=True)
    return sending(start=start, at=after(600))


def test_a_refusal_after_an_unknown_outcome_is_never_called_failed() -> None:
    situation = Situation(_tainted_and_sending(), READ_BACK, after(602), Refused("no"))
    assert after_send(situation) is Event.REFUSED_AFTER_UNKNOWN
    with pytest.raises(NotAllowedNow):
        advance(Event.REFUSED, situation)


@pytest.mark.parametrize(("outcome", "event", "state", "attempt"), ANSWERS)
def test_a_late_answer_counts_only_as_proof_that_it_is_out(
    outcome: Outcome, event: Event, state: S, attempt: AttemptOutcome
) -> None:
    situation = Situation(unknown(), READ_BACK, after(100), outcome, sending().seen)
    is_useful = {Event.CONFIRMED: Event.FOUND, Event.ACCEPTED: Event.ACCEPTED}
    assert after_send(situation) is is_useful.get(event)


@pytest.mark.parametrize("state", [S.READY, S.SENDING, S.NEEDS_DECISION, S.HELD, S.CANCELLED, S.FAILED, S.UNKNOWN])
def test_a_late_yes_is_adopted_from_any_state(state: S) -> None:
    situation = Situation(
        replace(_tainted_and_sending(), state=state), READ_BACK, after(605), Confirmed("42"), sending().seen
    )
    event = after_send(situation)
    assert event is Event.FOUND
    assert advance(event, situation).facts.remote_id == "42"


def test_an_attempt_is_not_left_open_when_an_older_one_turns_out_to_be_out() -> None:
    facts = advance(Event.FOUND, Situation(_tainted_and_sending(), READ_BACK, after(605), Confirmed("42"))).facts
    assert [attempt.outcome for attempt in facts.attempts] == [Was.UNKNOWN, Was.UNKNOWN]


def test_a_second_post_is_noted_and_the_first_stays() -> None:
    published = advance(Event.CONFIRMED, Situation(sending(), READ_BACK, after(2), Confirmed("42"))).facts
    for remote_id in ("43", "42", "43"):
        published = advance(Event.FOUND, Situation(published, READ_BACK, after(9), Confirmed(remote_id))).facts
    assert (published.remote_id, published.extra_remote_ids) == ("42", ("43",))


def test_a_pending_answer_keeps_its_token_and_when_to_look() -> None:
    situation = Situation(sending(), READ_BACK, after(2), Pending("container", after(62)))
    facts = advance(Event.ACCEPTED, situation).facts
    assert (facts.staged_id, facts.not_before, facts.processing) == ("container", after(62), True)


def test_a_wish_to_stop_is_kept_until_it_is_known_what_became_of_it() -> None:
    wished = advance(Event.CANCEL, Situation(sending(), READ_BACK, after(1), person="7")).facts
    assert wished.state is S.SENDING
    back = advance(Event.NOT_SENT, Situation(wished, READ_BACK, after(2), NotSent())).facts
    assert decide_send(Situation(back, READ_BACK, after(60))) == Move(Event.STOP)
    assert advance(Event.STOP, Situation(back, READ_BACK, after(60))).facts.state is S.CANCELLED


@given(st.integers(1, 200), st.floats(0, 1))
def test_waits_grow_to_a_cap_and_are_spread(failures: int, jitter: float) -> None:
    wait = backoff_s(failures, READ_BACK, jitter)
    assert 15 <= wait <= 900
    assert backoff_s(failures, READ_BACK, 1.0) <= backoff_s(failures + 1, READ_BACK, 1.0)
    assert backoff_s(failures, READ_BACK, 0.0) * 2 == backoff_s(failures, READ_BACK, 1.0)


def test_the_wait_doubles_with_each_try_in_a_row_whether_the_last_is_stored_yet_or_not() -> None:
    now = after(0)

    def wait_s(*outcomes: AttemptOutcome) -> float:
        facts = replace(ready(), attempts=tried(*outcomes))
        return (retry_at(NotSent(), facts, READ_BACK, now, 1.0) - now).total_seconds()

    assert wait_s(Was.OPEN) == wait_s(Was.WITHOUT_EFFECT) == 30
    assert wait_s(Was.WITHOUT_EFFECT, Was.WITHOUT_EFFECT, Was.OPEN) == 120
    assert wait_s(Was.WITHOUT_EFFECT, Was.UNKNOWN, Was.OPEN) == 30


@pytest.mark.parametrize(("until_s", "expected_s"), [(None, 900), (120, 120), (-50, 0), (10_000_000, 21_600)], ids=str)
def test_what_the_platform_asks_for_is_kept_within_reason(until_s: float | None, expected_s: float) -> None:
    limit = RateLimited(None if until_s is None else after(until_s))
    assert retry_at(limit, sending(), READ_BACK, after(0), 0.0) == after(expected_s)
    assert retry_at(limit, sending(), READ_BACK, after(0), 1.0) == after(expected_s + 30)


def test_every_state_a_machine_is_in_raises_an_alarm_when_it_gets_old() -> None:
    policy = Policy(RetrySafety.READ_BACK)
    assert alarm_at(ready(), policy) == DUE + timedelta(minutes=5)
    assert alarm_at(replace(ready(), not_before=after(600)), policy) == after(900)
    assert alarm_at(sending(), policy) == after(360)
    assert alarm_at(unknown(), policy) == after(1 + 1800 + 300)
    assert alarm_at(replace(unknown(), processing=True), policy) == after(1 + 86_400 + 300)
    assert alarm_at(replace(ready(), state=S.HELD), policy) == DUE
    assert alarm_at(replace(ready(), state=S.PUBLISHED), policy) is None
