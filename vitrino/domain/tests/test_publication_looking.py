"""After an unknown outcome: when to look, what a look proves, and what each class of platforms makes of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vitrino.domain.publication import (
    Absent,
    CannotLook,
    Event,
    Facts,
    Found,
    Look,
    LookNow,
    Move,
    Policy,
    Processing,
    PublicationState,
    RetrySafety,
    Situation,
    Wait,
    advance,
    after_read_back,
    decide_unknown,
    next_look_at,
)
from vitrino.domain.tests.publication_samples import READ_BACK, after, unknown, with_safety

S = PublicationState
SETTLED = 360.0
"""Seconds from the attempt to the end of deadline and settle window."""

KEYED = with_safety(RetrySafety.KEYED)
KEY = with_safety(RetrySafety.IDEMPOTENCY_KEY)
STAGED = with_safety(RetrySafety.STAGED)
AUTO = with_safety(RetrySafety.READ_BACK, auto_resend=True)


def look(facts: Facts, evidence: Look, policy: Policy = READ_BACK) -> tuple[Event | None, Facts]:
    """The event of one look, and the facts after it."""
    situation = Situation(facts, policy, evidence.looked_at, evidence, facts.seen)
    event = after_read_back(situation)
    return event, advance(event, situation).facts if event else facts


def absent(seconds: float, *, fresh: bool = True) -> Absent:
    return Absent(after(seconds), fresh)


def looked_once(policy: Policy = READ_BACK, at: float = SETTLED) -> Facts:
    """One look has counted."""
    event, facts = look(unknown(policy), absent(at), policy)
    assert event is Event.ABSENT_ONCE
    return facts


@given(st.floats(1, 100_000), st.sampled_from(list(RetrySafety)), st.integers(0, 5))
def test_seeing_it_counts_at_once(seconds: float, safety: RetrySafety, negative: int) -> None:
    start = unknown(with_safety(safety))
    facts = replace(start, looks=replace(start.looks, negative=negative))
    event, published = look(facts, Found("42", after(seconds), "https://x.example/42"), with_safety(safety))
    assert event is Event.FOUND
    assert (published.state, published.remote_id, published.url) == (S.PUBLISHED, "42", "https://x.example/42")


def test_a_post_that_may_be_another_ones_is_left_to_a_person() -> None:
    event, facts = look(unknown(), Found("42", after(5), rivals=1))
    assert (event, facts.state, facts.remote_id) == (Event.AMBIGUOUS, S.NEEDS_DECISION, "")


@given(st.floats(0, SETTLED - 0.001), st.booleans())
def test_not_seeing_it_before_the_settle_window_is_over_says_nothing(seconds: float, fresh: bool) -> None:
    event, facts = look(unknown(AUTO), absent(seconds, fresh=fresh), AUTO)
    assert event is Event.NOT_SEEN
    assert (facts.state, facts.looks.negative, facts.looks.made) == (S.UNKNOWN, 0, 1)


def test_a_look_speaks_for_the_moment_it_began_however_late_it_is_stored() -> None:
    facts = unknown(AUTO)
    stored_late = Situation(facts, AUTO, after(5000), absent(SETTLED - 1), facts.seen)
    assert after_read_back(stored_late) is Event.NOT_SEEN
    once = looked_once(AUTO)
    second_looked_with_the_first = Situation(once, AUTO, after(5000), absent(SETTLED + 1), once.seen)
    assert after_read_back(second_looked_with_the_first) is Event.NOT_SEEN


@given(st.floats(SETTLED, 1e6))
def test_an_empty_answer_never_counts(seconds: float) -> None:
    event, facts = look(looked_once(), absent(seconds + 60, fresh=False))
    assert (event, facts.looks.negative) == (Event.NOT_SEEN, 1)


@given(st.integers(0, 200))
def test_two_looks_count_only_a_minute_apart(gap: int) -> None:
    event, _ = look(looked_once(), absent(SETTLED + gap))
    assert event is (Event.ABSENCE_PROVEN if gap >= 60 else Event.NOT_SEEN)


@pytest.mark.parametrize("evidence", [Processing(after(900)), CannotLook(after(900), "429")])
def test_a_look_that_shows_nothing_changes_nothing(evidence: Look) -> None:
    event, facts = look(looked_once(), evidence)
    assert (event, facts.state, facts.looks.negative) == (Event.NOT_SEEN, S.UNKNOWN, 1)
    assert facts.processing == isinstance(evidence, Processing)


@pytest.mark.parametrize(
    ("policy", "event"),
    [
        (KEY, Event.RESEND),
        (STAGED, Event.RESEND),
        (AUTO, Event.RESEND),
        (READ_BACK, Event.ABSENCE_PROVEN),
        (replace(KEY, key_ttl_s=1000), Event.ABSENCE_PROVEN),
        (replace(KEY, key_ttl_s=1000, auto_resend=True), Event.RESEND),
        (replace(AUTO, max_attempts=1), Event.ABSENCE_PROVEN),
    ],
)
def test_after_two_looks_each_class_goes_its_own_way(policy: Policy, event: Event) -> None:
    happened, facts = look(looked_once(policy), absent(SETTLED + 60), policy)
    assert happened is event
    assert facts.state is (S.READY if event is Event.RESEND else S.NEEDS_DECISION)


@pytest.mark.parametrize(("seconds", "event"), [(2999, Event.RESEND), (3000, Event.ABSENCE_PROVEN)])
def test_an_idempotency_key_of_an_hour_is_trusted_for_fifty_minutes(seconds: float, event: Event) -> None:
    assert look(looked_once(KEY), absent(seconds), KEY)[0] is event


def test_a_key_chosen_by_us_is_sent_again_at_once() -> None:
    event, facts = look(unknown(KEYED), absent(3), KEYED)
    assert (event, facts.state) == (Event.RESEND_KEYED, S.READY)


def test_a_key_chosen_by_us_is_not_sent_for_ever() -> None:
    policy = replace(KEYED, max_attempts=1)
    assert look(unknown(policy), absent(3), policy)[0] is Event.NOT_SEEN
    assert look(looked_once(policy), absent(SETTLED + 60), policy)[0] is Event.ABSENCE_PROVEN


def test_what_a_person_wished_to_stop_is_not_sent_again_but_cancelled_once_it_is_known_not_to_be_out() -> None:
    wished = replace(looked_once(AUTO), stop_wished=True)
    assert look(wished, absent(SETTLED + 60), AUTO)[0] is Event.STOP
    keyed = replace(unknown(KEYED), stop_wished=True)
    assert look(keyed, absent(3), KEYED)[0] is Event.NOT_SEEN


def test_a_look_for_an_older_attempt_is_no_evidence_of_absence() -> None:
    older = looked_once(AUTO)
    newer = unknown(AUTO, start=replace(older, state=S.READY), at=after(600))
    assert (len(newer.attempts), newer.looks.negative) == (2, 0)
    stale = Situation(newer, AUTO, after(5000), absent(5000), older.seen)
    assert after_read_back(stale) is None


def _schedule(policy: Policy, evidence: type[Absent] | type[CannotLook] | type[Processing]) -> tuple[list[int], Event]:
    """Seconds after the attempt at which it looks, until a person is asked."""
    facts, now = unknown(policy), after(1)
    looks: list[int] = []
    for _ in range(3000):
        decision = decide_unknown(Situation(facts, policy, now))
        if isinstance(decision, Move):
            return looks, decision.event
        if isinstance(decision, Wait):
            now = decision.until
            continue
        looks.append(int((now - after(0)).total_seconds()))
        seen = Absent(now, fresh=True) if evidence is Absent else evidence(now)  # type: ignore[call-arg]
        event, facts = look(facts, seen, policy)
        if event not in (Event.NOT_SEEN, Event.ABSENT_ONCE):
            assert event is not None
            return looks, event
    raise AssertionError("nobody was ever asked")


def test_it_looks_at_once_then_when_it_counts_then_a_minute_later() -> None:
    assert _schedule(READ_BACK, Absent) == ([1, 360, 420], Event.ABSENCE_PROVEN)


def test_a_person_is_asked_when_looking_leads_nowhere() -> None:
    looks, event = _schedule(READ_BACK, CannotLook)
    assert event is Event.LOOKED_TOO_LONG
    assert looks[:3] == [1, 360, 420]
    assert 1700 < looks[-1] <= 1801


def test_a_film_may_be_worked_on_for_a_day_and_is_asked_about_once_a_minute() -> None:
    looks, event = _schedule(STAGED, Processing)
    assert event is Event.LOOKED_TOO_LONG
    assert looks[:3] == [1, 61, 121]
    assert looks[-1] > 86_000


def test_a_blind_platform_is_asked_about_at_once() -> None:
    blind = with_safety(RetrySafety.BLIND)
    assert decide_unknown(Situation(unknown(blind), blind, after(2))) == Move(Event.BLIND)


def test_it_never_looks_before_the_platform_said() -> None:
    facts = replace(unknown(STAGED), not_before=after(62))
    assert decide_unknown(Situation(facts, STAGED, after(10))) == Wait(after(62))
    assert decide_unknown(Situation(facts, STAGED, after(62))) == LookNow()


def test_a_restored_row_without_attempts_is_looked_for_gap_by_gap() -> None:
    facts = replace(unknown(), attempts=())
    _, looked = look(facts, CannotLook(after(5)))
    assert next_look_at(Situation(looked, READ_BACK, after(6))) == after(65)


@given(st.floats(0, 1e5), st.floats(0, 1e5))
def test_a_window_only_ever_grows_and_always_leaves_time_for_two_looks(first: float, second: float) -> None:
    policy = READ_BACK.widened(first).widened(second)
    assert policy.settle_s >= max(300, 2 * first, 2 * second)
    assert policy.looking_limit_s(is_processing=False) > policy.send_deadline_s + policy.settle_s + policy.confirm_gap_s


@given(
    st.sampled_from(list(RetrySafety)),
    st.booleans(),
    st.lists(st.tuples(st.integers(0, 500), st.sampled_from(["absent", "empty", "processing", "failed"])), max_size=12),
)
def test_only_a_key_of_ours_makes_it_ready_again_without_proof(
    safety: RetrySafety, auto: bool, looks: list[tuple[int, str]]
) -> None:
    policy = with_safety(safety, auto_resend=auto)
    facts, at, counted = unknown(policy), 1, 0
    for gap, kind in looks:
        at += gap
        event, facts = look(facts, _sight(kind, after(at)), policy)
        counted += kind == "absent" and at >= SETTLED
        if event in (Event.RESEND, Event.ABSENCE_PROVEN, Event.STOP):
            assert counted >= 2
            assert at >= SETTLED + 60
        if facts.state is not S.UNKNOWN:
            assert facts.state is not S.READY or safety is not RetrySafety.BLIND
            break


def _sight(kind: str, at: datetime) -> Look:
    sights: dict[str, Look] = {
        "absent": Absent(at, fresh=True),
        "empty": Absent(at, fresh=False),
        "processing": Processing(at),
        "failed": CannotLook(at),
    }
    return sights[kind]


def test_the_settle_window_of_the_samples_is_the_one_of_the_policy() -> None:
    assert timedelta(seconds=SETTLED) == timedelta(seconds=READ_BACK.send_deadline_s + READ_BACK.settle_s)
