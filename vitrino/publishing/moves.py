"""The only code that changes a publication's state: one row of the protocol's table at a time, in one commit."""

from __future__ import annotations

import logging
import random
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from vitrino.channels import queries as channels
from vitrino.domain.message import Message
from vitrino.domain.publication import (
    PROTOCOL,
    Event,
    Facts,
    Guard,
    Moved,
    NotAllowedNow,
    NotSent,
    Outcome,
    PublicationState,
    RetrySafety,
    Seen,
    Situation,
    Wait,
    decide_unknown,
    retry_at,
    settled_at,
)
from vitrino.domain.publication.evidence import Evidence, Look
from vitrino.engine import actions as engine
from vitrino.publishing import proof, read_back, telling
from vitrino.publishing.models import Attempt, Publication, Step
from vitrino.publishing.policies import policy_of
from vitrino.publishing.rows import facts_of, fields_of
from vitrino.workspace.actions import record
from vitrino.workspace.models import Person

logger = logging.getLogger(__name__)

Choice = Event | Callable[[Situation], Event | None]
S = PublicationState
MAKE_SURE = timedelta(minutes=15)
# What a machine does within seconds is in the steps only; the workspace's log tells what people care about.
_QUIET = frozenset({S.SENDING, S.UNKNOWN, S.DRAFT, S.APPROVED})


def situation_of(row: Publication, now: datetime, **more: Any) -> Situation:
    """The row as the protocol sees it now."""
    is_stopped = row.state == S.READY and channels.is_stopped(row.workspace_id, row.key)
    facts = facts_of(row, is_held=is_stopped or channels.is_held(now))
    return Situation(facts, policy_of(row), now, **more)


@transaction.atomic
def take(pk: int, choice: Choice, *, now: datetime, evidence: Evidence | None = None, seen: Seen | None = None,
         person: Person | None = None, said: Message | None = None,
         fields: Mapping[str, Any] | None = None) -> Publication | None:  # fmt: skip
    """Take an event, or the one that a decider chooses; the row as it is afterwards, None when it chooses none.

    seen: what the actor knew when it began. said: the platform's own words. fields: what else to store in this commit.
    Raises NotAllowedNow or UndeclaredTransition, in words, and then nothing happened.
    """
    row = lock(pk)
    situation = situation_of(row, now, evidence=evidence, seen=seen, person=str(person.pk) if person else "")
    event = choice if isinstance(choice, Event) else choice(situation)
    if event is None:
        return None
    back_off = retry_at(_told(evidence), situation.facts, situation.policy, now, random.random())
    moved = PROTOCOL.advance(event, replace(situation, not_before=back_off))
    answer = {**proof.answer(evidence), **proof.message(said)}
    _store(row, moved, situation, {**_reason(moved, said), **(fields or {})}, person)
    _store_attempts(row, situation.facts, moved.facts, answer, now)
    _write_down(row, moved, now, person, answer)
    if row.published_at == now:  # the next part of a thread need not wait any longer: its time is now
        Publication.objects.filter(parent=row, state=S.READY).update(due_at=now, publish_at=now)
    telling.tell(row, moved, now)
    engine.ring()
    return row


def lock(pk: int) -> Publication:
    """The row as it is in this transaction, kept from others where the database can do that.

    Its workspace and the part before it are read when they are asked for: most moves need neither.
    """
    rows = Publication.objects.select_for_update(of=("self",)).select_related("channel")
    return rows.get(pk=pk)


def _told(evidence: Evidence | None) -> Outcome | Look:
    return NotSent() if evidence is None else evidence


def _store(row: Publication, moved: Moved, situation: Situation, extra: Mapping[str, Any],
           person: Person | None) -> None:  # fmt: skip
    """The conditional UPDATE: exactly the row that was read, or nothing."""
    seen = situation.facts.seen
    fields = {**_changed(situation.facts, moved.facts), **_published(row, moved, situation), **extra}
    for name, value in fields.items():
        setattr(row, name, value)
    fields["due_at"] = row.due_at = wake_at(row, moved.facts, situation)
    if person is not None:  # whoever works on the row now must not set another due time over this decision
        fields |= {"lease_until": None, "lease_token": ""}
    unchanged = Publication.objects.filter(pk=row.pk, state=seen.state.value, attempt_count=seen.attempts,
                                           content_hash=seen.content_hash, publish_at=seen.due_at)  # fmt: skip
    if unchanged.update(**fields) != 1:
        raise NotAllowedNow(moved.transition, Guard.ROW_UNCHANGED)


def _changed(before: Facts, after: Facts) -> dict[str, Any]:
    """What the move changed; an UPDATE of every column costs more time to put together than to carry out."""
    old = fields_of(before)
    return {name: value for name, value in fields_of(after).items() if value != old[name]}


def _store_attempts(row: Publication, before: Facts, after: Facts, answer: dict[str, Any], now: datetime) -> None:
    known = {attempt.number: attempt for attempt in before.attempts}
    for attempt in after.attempts:
        if attempt.number not in known:
            Attempt.objects.create(
                publication=row, number=attempt.number, content_hash=attempt.content_hash, outcome=attempt.outcome,
                started_at=attempt.recorded_at, deadline_at=attempt.deadline,
            )  # fmt: skip
        elif attempt.outcome != known[attempt.number].outcome:
            closed = Attempt.objects.filter(publication=row, number=attempt.number)
            closed.update(outcome=attempt.outcome, ended_at=now, answer=answer)


def wake_at(row: Publication, facts: Facts, situation: Situation) -> datetime | None:
    """When the engine looks at the row again; None when only a person moves it."""
    match facts.state:
        case S.READY:
            return _next_try(facts, situation.now)
        case S.SENDING:
            return facts.attempts[-1].deadline
        case S.UNKNOWN:
            after = decide_unknown(Situation(facts, situation.policy, situation.now))
            return after.until if isinstance(after, Wait) else situation.now
        case S.PUBLISHED:
            return read_back.next_at(row, situation.policy.safety)
        case S.CANCELLED if facts.is_tainted and situation.policy.safety is not RetrySafety.BLIND:
            return settled_at(replace(situation, facts=facts))  # an earlier try may still come through
    return None


def _next_try(facts: Facts, now: datetime) -> datetime:
    """A part is rung for when the one before it is out; until then it only makes sure, less and less often."""
    at = max(facts.due_at, facts.not_before or facts.due_at)
    return at if facts.parent_out else max(at, now) + min(max(MAKE_SURE, now - at), timedelta(days=1))


def _published(row: Publication, moved: Moved, situation: Situation) -> dict[str, Any]:
    """What is known from the moment on in which the post is out."""
    if moved.facts.state is not S.PUBLISHED or row.published_at is not None:
        return {}
    return {"published_at": situation.now}


def _reason(moved: Moved, said: Message | None) -> dict[str, Any]:
    """Why it waits for a person or was given up; nothing to explain in any other state."""
    if moved.transition.next_state is moved.transition.state:
        return {}
    if moved.facts.state not in (S.NEEDS_DECISION, S.HELD, S.FAILED):
        return {"reason": {}}
    return {"reason": {"event": moved.transition.event.value, **proof.message(said)}}


def _write_down(row: Publication, moved: Moved, now: datetime, person: Person | None, detail: dict[str, Any]) -> None:
    event, state = moved.transition.event, moved.transition.next_state
    Step.objects.create(publication=row, event=event, state=state, person=person, at=now, detail=detail)
    if state is not moved.transition.state and state not in _QUIET:
        record(f"publication.{event.value}", workspace=row.workspace_id, by=person, now=now, about=row,
               channel=row.channel_id)  # fmt: skip
    logger.info("publication %s: %s -> %s (%s)", row.pk, moved.transition.state.value, state.value, event.value)
