"""The table is complete, says each thing once, and can't be left by a side door."""

from __future__ import annotations

from collections import Counter

import pytest

from vitrino.domain.publication import (
    INVARIANTS,
    PROTOCOL,
    QUESTIONS,
    TERMINAL,
    TRANSITIONS,
    WITH_A_PERSON,
    Effect,
    Event,
    Guard,
    NotAllowedNow,
    Protocol,
    PublicationState,
    Situation,
    Transition,
    UndeclaredTransition,
    advance,
    refusal,
    step,
)
from vitrino.domain.publication.effects import _CHANGES
from vitrino.domain.publication.guards import RULES
from vitrino.domain.publication.names import APP_EFFECTS
from vitrino.domain.tests.publication_samples import READ_BACK, after, asked, ready

S = PublicationState


def into(state: S) -> list[Transition]:
    return [row for row in TRANSITIONS if row.next_state is state and row.state is not state]


def test_each_event_has_one_row_per_state() -> None:
    assert max(Counter((row.state, row.event) for row in TRANSITIONS).values()) == 1


def test_every_word_of_the_protocol_is_used_and_every_word_has_a_rule() -> None:
    assert {row.event for row in TRANSITIONS} == set(Event)
    assert {guard for row in TRANSITIONS for guard in row.guards} == set(Guard) == set(RULES)
    assert {effect for row in TRANSITIONS for effect in row.effects} == set(Effect) == set(_CHANGES) | APP_EFFECTS


def test_every_state_can_be_reached_from_a_draft_and_every_one_but_an_end_can_be_left() -> None:
    reached = {S.DRAFT}
    for _ in S:
        reached |= {row.next_state for row in TRANSITIONS if row.state in reached}
    assert reached == set(S)
    assert {row.state for row in TRANSITIONS if row.next_state is not row.state} >= set(S) - TERMINAL


def test_only_a_recorded_attempt_leads_into_sending() -> None:
    assert [(row.event, row.effects) for row in into(S.SENDING)] == [(Event.BEGIN_SEND, (Effect.RECORD_ATTEMPT,))]


def test_failed_is_only_reached_untainted() -> None:
    assert into(S.FAILED)
    assert all(Guard.UNTAINTED in row.guards for row in into(S.FAILED))


def test_published_is_only_reached_with_an_id_or_by_a_person() -> None:
    for row in into(S.PUBLISHED):
        assert Guard.REMOTE_ID_KNOWN in row.guards or Guard.BY_PERSON in row.guards


def test_held_becomes_ready_only_by_a_person() -> None:
    rows = [row for row in TRANSITIONS if row.state is S.HELD and row.next_state in (S.READY, S.UNKNOWN)]
    assert len(rows) == 2
    assert all(Guard.BY_PERSON in row.guards for row in rows)


def test_every_way_to_a_decision_asks_its_own_question() -> None:
    rows = into(S.NEEDS_DECISION)
    assert {row.event for row in rows} == set(QUESTIONS)
    assert all(Effect.ASK_PERSON in row.effects for row in rows)


def test_every_row_but_evidence_and_wishes_compares_what_the_actor_saw() -> None:
    free = {row.event for row in TRANSITIONS if Guard.ROW_UNCHANGED not in row.guards}
    assert free == {Event.FOUND, Event.WRITE, Event.ACCEPTED, Event.CANCEL}


def test_evidence_that_it_is_out_counts_in_every_state_after_it_was_ready() -> None:
    assert {row.state for row in TRANSITIONS if row.event is Event.FOUND} == set(S) - {S.DRAFT, S.APPROVED}


def test_an_undeclared_transition_is_refused_in_words() -> None:
    with pytest.raises(UndeclaredTransition) as refused:
        step(S.PUBLISHED, Event.BEGIN_SEND)
    assert "published has no transition for begin_send" in str(refused.value)
    assert "load the page again" in str(refused.value.message)


def test_a_refused_move_says_which_guard_and_why() -> None:
    too_early = Situation(asked(), READ_BACK, after(100), person="7")
    with pytest.raises(NotAllowedNow) as refused:
        advance(Event.PUBLISH_AGAIN, too_early)
    assert refused.value.guard is Guard.SETTLED
    assert refused.value.message == refusal(Guard.SETTLED)
    assert "wait a few minutes" in str(refused.value.message)


def test_no_refusal_and_no_question_is_empty_or_has_an_open_gap() -> None:
    texts = [str(rule.refusal) for rule in RULES.values()] + [str(question) for question in QUESTIONS.values()]
    assert all(text.endswith((".", "?")) and "{" not in text for text in texts)


def test_taking_a_guard_away_changes_nothing_else() -> None:
    weaker = PROTOCOL.without(Guard.DUE)
    assert len(weaker.rows) == len(TRANSITIONS)
    assert Guard.DUE not in {guard for row in weaker.rows for guard in row.guards}
    assert Guard.DUE in step(S.READY, Event.BEGIN_SEND).guards
    early = Situation(ready(), READ_BACK, after(-60))
    assert weaker.allows(Event.BEGIN_SEND, early)
    assert not Protocol().allows(Event.BEGIN_SEND, early)


def test_the_invariants_are_named_one_to_seven_and_kept_by_pieces_of_the_table() -> None:
    assert [invariant.name for invariant in INVARIANTS] == [f"I{number}" for number in range(1, 8)]
    pieces = {piece for row in TRANSITIONS for piece in (*row.guards, *row.effects)}
    assert {piece for invariant in INVARIANTS for piece in invariant.kept_by} <= pieces


def test_a_publication_is_with_a_machine_at_an_end_or_with_a_person() -> None:
    assert set(S) - TERMINAL - WITH_A_PERSON == {S.READY, S.SENDING, S.UNKNOWN}
