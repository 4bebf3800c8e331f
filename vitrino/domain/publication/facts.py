"""What is stored about one publication, as plain values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from .evidence import Evidence
from .names import AttemptOutcome, PublicationState
from .policy import Policy


@dataclass(frozen=True)
class AttemptFacts:
    """One remote write, recorded before it is made. deadline: after it, the write must not begin."""

    number: int
    content_hash: str
    recorded_at: datetime
    deadline: datetime
    outcome: AttemptOutcome = AttemptOutcome.OPEN


@dataclass(frozen=True)
class Looks:
    """The looks since the last attempt. `negative`: those that count as evidence of absence (I4)."""

    made: int = 0
    last_at: datetime | None = None
    negative: int = 0
    last_negative_at: datetime | None = None


@dataclass(frozen=True)
class Seen:
    """The row as an actor last read it; the WHERE of the conditional UPDATE.

    Content and time are part of it: a post edited or moved while it was being prepared is another one to send.
    """

    state: PublicationState
    attempts: int
    content_hash: str
    due_at: datetime


@dataclass(frozen=True)
class Facts:
    """One publication. Times are aware UTC.

    staged_id: container, session or publish id. processing: the last look said "still working".
    rounds: how often a person let it go on, each worth another `max_attempts`.
    again: how often a person said "publish again" without knowing that nothing is out (I6).
    confirmed_by: the person who said "it is there", or "" when the platform said so.
    channel_open: the channel is connected and nothing (crisis, clock, restore) stops publishing.
    parent_out: the part before this one in a thread is published, or there is none.
    """

    state: PublicationState
    due_at: datetime
    state_since: datetime
    content_hash: str
    approved_hash: str = ""
    attempts: tuple[AttemptFacts, ...] = ()
    looks: Looks = Looks()
    not_before: datetime | None = None
    late_accepted: bool = False
    stop_wished: bool = False
    rounds: int = 0
    again: int = 0
    channel_open: bool = True
    parent_out: bool = True
    staged_id: str = ""
    processing: bool = False
    remote_id: str = ""
    url: str = ""
    confirmed_by: str = ""
    extra_remote_ids: tuple[str, ...] = ()

    @property
    def seen(self) -> Seen:
        """What an actor who reads the row now has seen."""
        return Seen(self.state, len(self.attempts), self.content_hash, self.due_at)

    @property
    def is_tainted(self) -> bool:
        """Whether some attempt may have had an effect nobody can exclude."""
        harmless = (AttemptOutcome.OPEN, AttemptOutcome.WITHOUT_EFFECT)
        return any(attempt.outcome not in harmless for attempt in self.attempts)


@dataclass(frozen=True)
class Situation:
    """Everything a guard may look at.

    seen: the row as the actor read it before acting, None when read in this same transaction.
    person: who decides, "" for the machine. not_before: when a repeat may start, chosen by `retry_at`.
    """

    facts: Facts
    policy: Policy
    now: datetime
    evidence: Evidence | None = None
    seen: Seen | None = None
    person: str = ""
    not_before: datetime | None = None

    @property
    def moment(self) -> datetime:
        """When the evidence was gathered: a look speaks for the time it began, however late it is stored."""
        looked_at = getattr(self.evidence, "looked_at", None)
        return looked_at if isinstance(looked_at, datetime) else self.now
