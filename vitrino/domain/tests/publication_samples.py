"""Publications in the states the protocol's tests begin with."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from vitrino.domain.publication import (
    AttemptFacts,
    AttemptOutcome,
    Event,
    Facts,
    Policy,
    PublicationState,
    RetrySafety,
    Situation,
    advance,
)

DUE = datetime(2026, 6, 1, 17, 0, tzinfo=UTC)
SENT = DUE + timedelta(seconds=5)
READ_BACK = Policy(RetrySafety.READ_BACK)


def after(seconds: float) -> datetime:
    """So long after the attempt of `sending()` was recorded; its deadline is at 60, the settle window ends at 360."""
    return SENT + timedelta(seconds=seconds)


def ready(**changes: Any) -> Facts:
    """Approved and due at 17:00."""
    return Facts(PublicationState.READY, DUE, DUE - timedelta(days=1), "hash", "hash", **changes)


def sending(policy: Policy = READ_BACK, start: Facts | None = None, at: datetime = SENT) -> Facts:
    """An attempt is recorded, its write may go out."""
    return advance(Event.BEGIN_SEND, Situation(start or ready(), policy, at)).facts


def unknown(policy: Policy = READ_BACK, start: Facts | None = None, at: datetime = SENT) -> Facts:
    """The answer to the last attempt was lost one second after it was recorded."""
    lost = Situation(sending(policy, start, at), policy, at + timedelta(seconds=1))
    return advance(Event.ANSWER_LOST, lost).facts


def tried(*outcomes: AttemptOutcome) -> tuple[AttemptFacts, ...]:
    """Attempts a minute apart that ended so."""
    ats = [DUE + timedelta(minutes=minute) for minute in range(len(outcomes))]
    return tuple(
        AttemptFacts(number, "hash", at, at + timedelta(seconds=60), outcome)
        for number, (at, outcome) in enumerate(zip(ats, outcomes, strict=True), 1)
    )


def asked(policy: Policy = READ_BACK) -> Facts:
    """A person is asked whether it is there."""
    return advance(Event.LOOKED_TOO_LONG, Situation(unknown(policy), policy, after(10))).facts


def with_safety(safety: RetrySafety, **changes: Any) -> Policy:
    """The default numbers for this class."""
    return replace(Policy(safety), **changes)
