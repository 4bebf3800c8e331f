"""What happens next. A decider only orders the events by preference; whether one may happen, the table says."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import takewhile

from .evidence import (
    Absent,
    AuthLost,
    CannotLook,
    Confirmed,
    Found,
    Look,
    NotSent,
    Outcome,
    OutcomeUnknown,
    Pending,
    Processing,
    RateLimited,
    Refused,
)
from .facts import Facts, Situation
from .guards import settled_at
from .names import AttemptOutcome, Event, Guard, PublicationState
from .policy import Policy, RetrySafety, backoff_s
from .protocol import PROTOCOL, Protocol


@dataclass(frozen=True)
class Send:
    """Begin now. late_by_s: how long after its time, 0.0 when on time."""

    late_by_s: float


@dataclass(frozen=True)
class Wait:
    """Nothing to do before `until`."""

    until: datetime


@dataclass(frozen=True)
class LookNow:
    """Read the platform and hand the result to `after_read_back`."""


@dataclass(frozen=True)
class Move:
    """Take `event` now: ask, hold, give up or stop."""

    event: Event


def decide_send(situation: Situation, protocol: Protocol = PROTOCOL) -> Send | Wait | Move:
    """What to do with a ready publication: the first guard of BEGIN_SEND that fails gives the reason."""
    unmet = protocol.unmet(Event.BEGIN_SEND, situation)
    if unmet is None:
        return Send(max(0.0, (situation.now - situation.facts.due_at).total_seconds()))
    return _INSTEAD_OF_SENDING[unmet](situation, protocol)


def _wait_until_due(s: Situation, _: Protocol) -> Wait:
    return Wait(s.facts.due_at)


def _wait_until_rested(s: Situation, _: Protocol) -> Wait:
    return Wait(s.facts.not_before or s.now)


def _wait_for_parent(s: Situation, _: Protocol) -> Wait:
    """The parent's own publication rings earlier; else the time to ask."""
    return Wait(max(s.now, s.facts.due_at + timedelta(seconds=s.policy.grace_s)) + timedelta(seconds=1))


def _stop_trying(s: Situation, protocol: Protocol) -> Move:
    return Move(protocol.first_allowed((Event.GIVE_UP,), s) or Event.TRIED_OUT)


_INSTEAD_OF_SENDING: Mapping[Guard, Callable[[Situation, Protocol], Wait | Move]] = {
    Guard.ROW_UNCHANGED: lambda s, p: Wait(s.now),
    Guard.NOT_STOPPED: lambda s, p: Move(Event.STOP),
    Guard.CONTENT_APPROVED: lambda s, p: Move(Event.HOLD),
    Guard.CHANNEL_OPEN: lambda s, p: Move(Event.HOLD),
    Guard.DUE: _wait_until_due,
    Guard.RESTED: _wait_until_rested,
    Guard.ATTEMPTS_LEFT: _stop_trying,
    Guard.ON_TIME: lambda s, p: Move(Event.TOO_LATE),
    Guard.PARENT_OUT: _wait_for_parent,
}


def after_send(situation: Situation, protocol: Protocol = PROTOCOL) -> Event | None:
    """The event for the outcome in `situation.evidence`; None when a late answer is no evidence any more.

    Positive evidence counts from any state, everything else only for the attempt that is still the current one.
    """
    outcome = situation.evidence
    events = _AFTER_SEND.get(type(outcome), (Event.ANSWER_LOST,))
    if isinstance(outcome, Refused) and not outcome.permanent:
        events = (Event.NOT_SENT,)
    return protocol.first_allowed(events, situation)


_AFTER_SEND: Mapping[type, tuple[Event, ...]] = {
    Confirmed: (Event.CONFIRMED, Event.FOUND, Event.ANSWER_LOST),
    Pending: (Event.ACCEPTED,),
    Refused: (Event.REFUSED, Event.REFUSED_AFTER_UNKNOWN),
    NotSent: (Event.NOT_SENT,),
    RateLimited: (Event.RATE_LIMITED,),
    AuthLost: (Event.AUTH_LOST,),
    OutcomeUnknown: (Event.ANSWER_LOST,),
}


def after_read_back(situation: Situation, protocol: Protocol = PROTOCOL) -> Event | None:
    """The event for the look in `situation.evidence`; None when the row has moved on and the look says nothing."""
    return protocol.first_allowed(_AFTER_LOOK[type(situation.evidence)], situation)


_AFTER_LOOK: Mapping[type, tuple[Event, ...]] = {
    Found: (Event.FOUND, Event.AMBIGUOUS),
    Absent: (
        Event.STOP,
        Event.RESEND_KEYED,
        Event.RESEND,
        Event.ABSENCE_PROVEN,
        Event.ABSENT_ONCE,
        Event.NOT_SEEN,
    ),
    Processing: (Event.NOT_SEEN,),
    CannotLook: (Event.NOT_SEEN,),
}


def decide_unknown(situation: Situation) -> LookNow | Wait | Move:
    """What to do with a publication whose outcome nobody knows: ask at once when blind, else look on schedule."""
    facts, policy, now = situation.facts, situation.policy, situation.now
    if policy.safety is RetrySafety.BLIND:
        return Move(Event.BLIND)
    if now >= facts.state_since + timedelta(seconds=policy.looking_limit_s(is_processing=facts.processing)):
        return Move(Event.LOOKED_TOO_LONG)
    at = next_look_at(situation)
    return LookNow() if now >= at else Wait(at)


def next_look_at(situation: Situation) -> datetime:
    """When to look again: once at once (a positive look ends it), then when it counts, then gap by gap."""
    facts, settled = situation.facts, settled_at(situation)
    if facts.not_before is not None and situation.now < facts.not_before:
        return facts.not_before
    if facts.looks.last_at is None:
        return situation.now
    next_at = facts.looks.last_at + timedelta(seconds=situation.policy.confirm_gap_s)
    if facts.processing or settled is None:
        return next_at
    return max(next_at, settled)


def after_lost_sender(situation: Situation, protocol: Protocol = PROTOCOL) -> Event | None:
    """The event for a publication still `sending`: its sender is lost once the deadline is over, else None."""
    return protocol.first_allowed((Event.SENDER_LOST,), situation)


def after_release(situation: Situation, protocol: Protocol = PROTOCOL) -> Event | None:
    """The event when a person lets a held publication go: look first when an earlier try may have gone through."""
    return protocol.first_allowed((Event.RELEASE, Event.CHECK_FIRST), situation)


def after_restore(facts: Facts, now: datetime) -> Event | None:
    """The event for a row of a restored or copied database, whose world may be ahead; None: nothing to do.

    What was due since the backup may be out without this database knowing it.
    """
    if facts.state in {PublicationState.SENDING, PublicationState.UNKNOWN, PublicationState.NEEDS_DECISION}:
        return Event.RESTORED
    if facts.state is PublicationState.HELD:
        return Event.RESTORED if facts.due_at <= now else None
    if facts.state is PublicationState.READY:
        return Event.RESTORED if facts.due_at <= now else Event.HOLD
    return None


def retry_at(outcome: Outcome | Look, facts: Facts, policy: Policy, now: datetime, jitter_share: float) -> datetime:
    """When a repeat may start. jitter_share: 0..1. An absent or huge wish of the platform is defaulted and capped.

    facts: as they are before or after the outcome is stored; an attempt still open counts as the one that failed.
    """
    if isinstance(outcome, RateLimited):
        return _after_rate_limit(outcome, policy, now, jitter_share)
    return now + timedelta(seconds=backoff_s(_failures_in_a_row(facts), policy, jitter_share))


def _after_rate_limit(limit: RateLimited, policy: Policy, now: datetime, jitter_share: float) -> datetime:
    wished = limit.until or now + timedelta(seconds=policy.rate_limit_default_s)
    at = min(max(wished, now), now + timedelta(seconds=policy.rate_limit_cap_s))
    return at + timedelta(seconds=policy.backoff_base_s * jitter_share)


def _failures_in_a_row(facts: Facts) -> int:
    failed = (AttemptOutcome.OPEN, AttemptOutcome.WITHOUT_EFFECT)
    return sum(1 for _ in takewhile(lambda attempt: attempt.outcome in failed, reversed(facts.attempts)))


def alarm_at(facts: Facts, policy: Policy) -> datetime | None:
    """From when this state is too old and must show as an alarm (I5); None: this state may last."""
    slack = timedelta(minutes=5)
    match facts.state:
        case PublicationState.READY:
            return max(facts.due_at, facts.not_before or facts.due_at, facts.state_since) + slack
        case PublicationState.SENDING:
            return facts.state_since + timedelta(seconds=policy.send_deadline_s) + slack
        case PublicationState.UNKNOWN:
            limit_s = policy.looking_limit_s(is_processing=facts.processing)
            return facts.state_since + timedelta(seconds=limit_s) + slack
        case PublicationState.NEEDS_DECISION | PublicationState.HELD:
            return facts.state_since + timedelta(days=1)
        case _:
            return None
