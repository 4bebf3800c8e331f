"""What a row changes in the facts of a case. The app stores the result; it adds nothing of its own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from vitrino.domain.cases.facts import Case, Promise, Said, Situation, Written
from vitrino.domain.cases.names import CaseEffect as F
from vitrino.domain.cases.names import OwnReason, PromiseState


def _said(s: Situation) -> Said:
    return Said(s.now, s.message_id, s.person)


def _written(s: Situation) -> Written:
    return Written(s.now, s.text.strip(), s.person)


def _open_promise(facts: Case, s: Situation) -> Case:
    return replace(facts, promises=(*facts.promises, Promise(_said(s), s.text.strip(), s.dues[0])))


def _end_promise(facts: Case, s: Situation, in_time: PromiseState) -> Case:
    """Close the open promise: as `in_time` before it was due, else as broken."""
    promise = facts.promise
    if promise is None:
        return facts
    state = in_time if s.now < promise.due_at else PromiseState.BROKEN
    return replace(facts, promises=(*facts.promises[:-1], replace(promise, state=state, ended_at=s.now)))


def _renew_promise(facts: Case, s: Situation) -> Case:
    return _open_promise(_end_promise(facts, s, PromiseState.RENEWED), s)


def _new_round(facts: Case, s: Situation) -> Case:
    return replace(
        facts,
        rounds=facts.rounds + 1,
        answer=Said(s.now, s.message_id),
        asked=None,
        reminded=None,
        reason=None,
        note=None,
        skipped=None,
        lesson=None,
    )


def _own_reason(reason: OwnReason) -> Callable[[Case, Situation], Case]:
    return lambda facts, s: replace(facts, reason=Written(s.now, own=reason))


CHANGES: dict[F, Callable[[Case, Situation], Case]] = {
    F.NOTE_ACKNOWLEDGED: lambda facts, s: replace(facts, acknowledged=_said(s)),
    F.NOTE_PRIVATE: lambda facts, s: replace(facts, moved_private=_said(s)),
    F.OPEN_PROMISE: _open_promise,
    F.RENEW_PROMISE: _renew_promise,
    F.BREAK_PROMISE: lambda facts, s: _end_promise(facts, s, PromiseState.BROKEN),
    F.SETTLE_PROMISE: lambda facts, s: _end_promise(facts, s, PromiseState.KEPT),
    F.WITHDRAW_PROMISE: lambda facts, s: _end_promise(facts, s, PromiseState.WITHDRAWN),
    F.NOTE_REMEDY: lambda facts, s: replace(facts, remedy=_written(s), remedy_said=_said(s)),
    F.NOTE_ASKED: lambda facts, s: replace(facts, asked=_said(s)),
    F.NOTE_REMINDED: lambda facts, s: replace(facts, reminded=_said(s)),
    F.NOTE_ANSWER: lambda facts, s: replace(facts, answer=Said(s.now, s.message_id)),
    F.WRITE_REASON: lambda facts, s: replace(facts, reason=_written(s)),
    F.WRITE_SILENCE: _own_reason(OwnReason.SILENCE),
    F.WRITE_UNASKED: _own_reason(OwnReason.UNASKED),
    F.NEW_ROUND: _new_round,
    F.NOTE_CLOSING: lambda facts, s: replace(facts, note=_said(s)),
    F.SKIP_CLOSING: lambda facts, s: replace(facts, skipped=_written(s)),
    F.NOTE_LESSON: lambda facts, s: replace(facts, lesson=_written(s)),
}
