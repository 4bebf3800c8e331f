"""What a transition changes in the stored facts. The app stores the result; it adds nothing of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import timedelta

from .evidence import Confirmed, Found, Look, Pending, Processing
from .facts import AttemptFacts, Facts, Looks, Situation
from .names import AttemptOutcome, Effect


def apply(effects: Iterable[Effect], situation: Situation) -> Facts:
    """The facts after `effects`, in order. Effects of the app itself leave the facts as they are."""
    facts = situation.facts
    for effect in effects:
        change = _CHANGES.get(effect)
        facts = change(facts, situation) if change else facts
    return facts


def _record_attempt(facts: Facts, s: Situation) -> Facts:
    deadline = s.now + timedelta(seconds=s.policy.send_deadline_s)
    attempt = AttemptFacts(len(facts.attempts) + 1, facts.content_hash, s.now, deadline)
    return replace(facts, attempts=(*facts.attempts, attempt), looks=Looks(), not_before=None, processing=False)


def _close(outcome: AttemptOutcome) -> Callable[[Facts, Situation], Facts]:
    def close(facts: Facts, s: Situation) -> Facts:
        closed = tuple(
            replace(attempt, outcome=outcome) if attempt.outcome is AttemptOutcome.OPEN else attempt
            for attempt in facts.attempts
        )
        return replace(facts, attempts=closed)

    return close


def _suspect(facts: Facts, s: Situation) -> Facts:
    """Stand in for an attempt this database doesn't know of: made at any time since it was due.

    The newer database, or the original of a copy, may have a sender that is still within its deadline.
    """
    facts = _close(AttemptOutcome.UNKNOWN)(facts, s)
    since, until = min(facts.due_at, s.now), s.now + timedelta(seconds=s.policy.send_deadline_s)
    lost = AttemptFacts(len(facts.attempts) + 1, facts.content_hash, since, until, AttemptOutcome.UNKNOWN)
    return replace(facts, attempts=(*facts.attempts, lost), looks=Looks())


def _store_remote_id(facts: Facts, s: Situation) -> Facts:
    if not isinstance(s.evidence, Confirmed | Found):
        return facts
    return replace(facts, remote_id=s.evidence.remote_id, url=s.evidence.url, processing=False)


def _store_token(facts: Facts, s: Situation) -> Facts:
    if not isinstance(s.evidence, Pending):
        return facts
    return replace(facts, staged_id=s.evidence.token, not_before=s.evidence.look_again_at, processing=True)


def _note_extra(facts: Facts, s: Situation) -> Facts:
    if not isinstance(s.evidence, Confirmed | Found) or s.evidence.remote_id == facts.remote_id:
        return facts
    if not facts.remote_id:
        return _store_remote_id(facts, s)
    known = dict.fromkeys((*facts.extra_remote_ids, s.evidence.remote_id))
    return replace(facts, extra_remote_ids=tuple(known))


def _note_look(facts: Facts, s: Situation) -> Facts:
    if not isinstance(s.evidence, Look):
        return facts
    looks = replace(facts.looks, made=facts.looks.made + 1, last_at=s.moment)
    return replace(facts, looks=looks, processing=isinstance(s.evidence, Processing))


def _count_look(facts: Facts, s: Situation) -> Facts:
    facts = _note_look(facts, s)
    looks = replace(facts.looks, negative=facts.looks.negative + 1, last_negative_at=s.moment)
    return replace(facts, looks=looks)


_CHANGES: Mapping[Effect, Callable[[Facts, Situation], Facts]] = {
    Effect.APPROVE_CONTENT: lambda facts, s: replace(facts, approved_hash=facts.content_hash),
    Effect.DROP_APPROVAL: lambda facts, s: replace(facts, approved_hash=""),
    Effect.RECORD_ATTEMPT: _record_attempt,
    Effect.CLOSE_PUBLISHED: _close(AttemptOutcome.PUBLISHED),
    Effect.CLOSE_WITHOUT_EFFECT: _close(AttemptOutcome.WITHOUT_EFFECT),
    Effect.CLOSE_UNKNOWN: _close(AttemptOutcome.UNKNOWN),
    Effect.SUSPECT: _suspect,
    Effect.STORE_REMOTE_ID: _store_remote_id,
    Effect.STORE_TOKEN: _store_token,
    Effect.NOTE_EXTRA: _note_extra,
    Effect.CONFIRM_BY_PERSON: lambda facts, s: replace(facts, confirmed_by=s.person),
    Effect.BACK_OFF: lambda facts, s: replace(facts, not_before=s.not_before),
    Effect.NOTE_LOOK: _note_look,
    Effect.COUNT_LOOK: _count_look,
    Effect.WISH_STOP: lambda facts, s: replace(facts, stop_wished=True),
    Effect.GRANT_ROUND: lambda facts, s: replace(facts, rounds=facts.rounds + 1, stop_wished=False, not_before=None),
    Effect.COUNT_AGAIN: lambda facts, s: replace(facts, again=facts.again + 1),
    Effect.ACCEPT_LATENESS: lambda facts, s: replace(facts, late_accepted=True),
}
