"""What a person may decide, when, and what everything does that stops publishing."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from vitrino.domain.publication import (
    AttemptOutcome,
    Confirmed,
    Event,
    Guard,
    NotAllowedNow,
    PublicationState,
    RetrySafety,
    Send,
    Situation,
    advance,
    after_release,
    after_restore,
    decide_send,
    decide_unknown,
    settled_at,
)
from vitrino.domain.tests.publication_samples import (
    DUE,
    READ_BACK,
    after,
    asked,
    ready,
    sending,
    tried,
    unknown,
    with_safety,
)

S = PublicationState


def refused(event: Event, situation: Situation) -> Guard:
    with pytest.raises(NotAllowedNow) as problem:
        advance(event, situation)
    return problem.value.guard


def test_it_is_there_closes_the_question_and_names_who_said_so() -> None:
    facts = advance(Event.IT_IS_THERE, Situation(asked(), READ_BACK, after(12), person="7")).facts
    assert (facts.state, facts.confirmed_by) == (S.PUBLISHED, "7")


def test_an_id_that_comes_after_a_persons_word_is_kept() -> None:
    facts = advance(Event.IT_IS_THERE, Situation(asked(), READ_BACK, after(12), person="7")).facts
    facts = advance(Event.FOUND, Situation(facts, READ_BACK, after(13), Confirmed("42"))).facts
    assert (facts.remote_id, facts.extra_remote_ids) == ("42", ())


def test_publish_again_opens_when_nothing_can_appear_by_itself_any_more() -> None:
    assert refused(Event.PUBLISH_AGAIN, Situation(asked(), READ_BACK, after(359), person="7")) is Guard.SETTLED
    facts = advance(Event.PUBLISH_AGAIN, Situation(asked(), READ_BACK, after(360), person="7")).facts
    assert (facts.state, facts.again, facts.rounds) == (S.READY, 1, 1)
    assert isinstance(decide_send(Situation(facts, READ_BACK, after(100_000))), Send)


def test_publish_again_opens_again_only_after_the_next_attempt_has_settled() -> None:
    facts = advance(Event.PUBLISH_AGAIN, Situation(asked(), READ_BACK, after(360), person="7")).facts
    second = replace(unknown(start=facts, at=after(400)), state=S.NEEDS_DECISION)
    assert settled_at(Situation(second, READ_BACK, after(401))) == after(760)
    assert refused(Event.PUBLISH_AGAIN, Situation(second, READ_BACK, after(700), person="7")) is Guard.SETTLED


def test_nothing_is_decided_by_nobody_or_on_a_page_that_is_out_of_date() -> None:
    assert refused(Event.PUBLISH_AGAIN, Situation(asked(), READ_BACK, after(500))) is Guard.BY_PERSON
    old_page = Situation(asked(), READ_BACK, after(500), seen=unknown().seen, person="7")
    assert refused(Event.IT_IS_THERE, old_page) is Guard.ROW_UNCHANGED


def test_a_late_post_that_was_never_sent_just_goes_out() -> None:
    late = advance(Event.TOO_LATE, Situation(ready(), READ_BACK, after(8000))).facts
    facts = advance(Event.PUBLISH_LATE, Situation(late, READ_BACK, after(9000), person="7")).facts
    assert (facts.state, facts.again, facts.late_accepted) == (S.READY, 0, True)


def test_a_late_post_that_may_be_out_does_not_just_go_out() -> None:
    assert refused(Event.PUBLISH_LATE, Situation(asked(), READ_BACK, after(9000), person="7")) is Guard.UNTAINTED


def test_a_late_post_can_be_changed_but_one_that_was_on_its_way_can_not() -> None:
    late = advance(Event.TOO_LATE, Situation(ready(), READ_BACK, after(8000))).facts
    draft = advance(Event.EDIT, Situation(late, READ_BACK, after(9000))).facts
    assert (draft.state, draft.approved_hash) == (S.DRAFT, "")
    assert refused(Event.EDIT, Situation(asked(), READ_BACK, after(9000))) is Guard.NO_ATTEMPTS


def test_only_what_was_approved_is_scheduled() -> None:
    draft = replace(ready(), state=S.DRAFT, approved_hash="")
    approved = advance(Event.APPROVE, Situation(draft, READ_BACK, after(0))).facts
    assert advance(Event.SCHEDULE, Situation(approved, READ_BACK, after(0))).facts == replace(
        ready(), state_since=after(0)
    )
    changed = replace(approved, content_hash="other")
    assert refused(Event.SCHEDULE, Situation(changed, READ_BACK, after(0))) is Guard.CONTENT_APPROVED


def test_a_failed_post_can_be_tried_again_with_fresh_tries() -> None:
    failed = replace(ready(), state=S.FAILED, attempts=tried(*[AttemptOutcome.WITHOUT_EFFECT] * 10))
    facts = advance(Event.TRY_AGAIN, Situation(failed, READ_BACK, after(700), person="7")).facts
    assert isinstance(decide_send(Situation(facts, READ_BACK, after(700))), Send)


def test_what_was_held_before_anything_was_sent_goes_on_and_the_rest_is_looked_for_first() -> None:
    clean = Situation(replace(ready(), state=S.HELD), READ_BACK, after(0), person="7")
    assert after_release(clean) is Event.RELEASE
    tainted = replace(ready(), state=S.HELD, attempts=tried(AttemptOutcome.UNKNOWN))
    assert after_release(Situation(tainted, READ_BACK, after(0), person="7")) is Event.CHECK_FIRST
    assert after_release(Situation(tainted, READ_BACK, after(0))) is None


@pytest.mark.parametrize(
    ("state", "due_in_s", "event"),
    [
        (S.READY, -1, Event.RESTORED),
        (S.READY, 1, Event.HOLD),
        (S.SENDING, -1, Event.RESTORED),
        (S.UNKNOWN, -1, Event.RESTORED),
        (S.NEEDS_DECISION, -1, Event.RESTORED),
        (S.HELD, -1, Event.RESTORED),
        (S.HELD, 1, None),
        (S.DRAFT, -1, None),
        (S.PUBLISHED, -1, None),
    ],
)
def test_after_a_restore_nothing_goes_out_by_itself(state: S, due_in_s: int, event: Event | None) -> None:
    facts = replace(ready(), state=state)
    assert after_restore(facts, DUE - timedelta(seconds=due_in_s)) is event


def test_a_restored_post_that_was_due_is_looked_for_before_anything_else() -> None:
    restored = advance(Event.RESTORED, Situation(ready(), READ_BACK, after(86_400))).facts
    assert (restored.state, restored.is_tainted) == (S.HELD, True)
    assert restored.attempts[0].recorded_at == DUE
    released = Situation(restored, READ_BACK, after(90_000), person="7")
    looking = advance(after_release(released) or Event.STOP, released).facts
    assert looking.state is S.UNKNOWN


def test_an_attempt_that_was_open_when_the_database_was_copied_is_unknown() -> None:
    restored = advance(Event.RESTORED, Situation(sending(), READ_BACK, after(86_400))).facts
    assert {attempt.outcome for attempt in restored.attempts} == {AttemptOutcome.UNKNOWN}


def test_a_blind_post_that_is_let_go_is_asked_about() -> None:
    blind = with_safety(RetrySafety.BLIND)
    held = replace(ready(), state=S.HELD, attempts=tried(AttemptOutcome.UNKNOWN))
    released = advance(Event.CHECK_FIRST, Situation(held, blind, after(0), person="7")).facts
    assert getattr(decide_unknown(Situation(released, blind, after(0))), "event", None) is Event.BLIND
