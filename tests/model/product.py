"""The product's protocol, asked about rows small enough to be counted. Nothing of the protocol is restated here.

A `Row` is `Facts` without absolute times: ages in ticks of one minute, capped where nothing changes any more.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import NamedTuple

from vitrino.domain.publication import (
    PROTOCOL,
    TERMINAL,
    Absent,
    AttemptFacts,
    AttemptOutcome,
    Confirmed,
    Event,
    Facts,
    Found,
    Guard,
    Look,
    Looks,
    Move,
    Outcome,
    Policy,
    Protocol,
    PublicationState,
    RetrySafety,
    Seen,
    Send,
    Situation,
    after_lost_sender,
    after_read_back,
    after_release,
    after_restore,
    after_send,
    decide_send,
    decide_unknown,
)

TICK = timedelta(minutes=1)
NOW = datetime(2026, 1, 1, tzinfo=UTC)
DEADLINE, SETTLE, GAP, HOLD_LOOK = 1, 1, 1, 1
_MOST_LOOKS = 2
CAP = DEADLINE + SETTLE + GAP + HOLD_LOOK + 1
"""Ages above this make no difference to any guard."""


def small_policy(
    safety: RetrySafety, *, auto_resend: bool = False, max_attempts: int = 2, key_ttl_s: float = 3600
) -> Policy:
    """The product's policy with windows of one tick each, so that a search ends."""
    return Policy(
        safety,
        send_deadline_s=DEADLINE * TICK.total_seconds(),
        settle_s=SETTLE * TICK.total_seconds(),
        confirm_gap_s=GAP * TICK.total_seconds(),
        key_ttl_s=key_ttl_s,
        auto_resend=auto_resend,
        max_attempts=max_attempts,
    )


class Row(NamedTuple):
    """One publication. attempts: (outcome, content) each; age: ticks since the last one was recorded."""

    state: PublicationState
    attempts: tuple[tuple[AttemptOutcome, str], ...] = ()
    age: int = CAP
    negative: int = 0
    negative_age: int = 0
    stopped: bool = False
    rounds: int = 0
    again: int = 0
    content: str = "a"
    approved: str = "a"
    remote_id: str = ""
    by_person: bool = False


Step = tuple[Event, Row]


class Product:
    """The deciders over one table and one policy, with all answers remembered."""

    def __init__(self, policy: Policy, protocol: Protocol = PROTOCOL) -> None:
        self.protocol = protocol
        self.policy = policy
        self.take: Callable[..., Row | None] = cache(self._take)
        self.memories: list[Seen] = []
        self.seen: Callable[[Row], int] = cache(self._seen)
        self.send: Callable[[Row], Event | None] = cache(self._send)
        self.answer: Callable[[Row, int, Outcome], Step | None] = cache(self._answer)
        self.look: Callable[[Row, int, str, int], Step | None] = cache(self._look)
        self.decide: Callable[[Row], tuple[Step, ...]] = cache(self._decide)
        self.sweep: Callable[[Row], tuple[Step, ...]] = cache(self._sweep)
        self.may_look: Callable[[Row], bool] = cache(self._may_look)
        self.may_write: Callable[[int], bool] = cache(self._may_write)
        self.restore: Callable[[Row], Step | None] = cache(self._restore)
        self.release: Callable[[Row], Step | None] = cache(self._release)
        self.checks_row_before_sending = Guard.ROW_UNCHANGED in protocol.step(_READY, Event.BEGIN_SEND).guards

    def _seen(self, row: Row) -> int:
        """What an actor who reads this row remembers of it, as a number (small, and can be sorted)."""
        seen = _facts(row).seen
        if seen not in self.memories:
            self.memories.append(seen)
        return self.memories.index(seen)

    def attempt(self, memory: int) -> int:
        """The number of the attempt an actor with this memory works on."""
        return self.memories[memory].attempts

    def _take(self, row: Row, event: Event, memory: int | None = None) -> Row | None:
        return self._moved(self._situation(row, memory), event)

    def _send(self, row: Row) -> Event | None:
        decision = decide_send(self._situation(row), self.protocol)
        return Event.BEGIN_SEND if isinstance(decision, Send) else getattr(decision, "event", None)

    def _answer(self, row: Row, memory: int, outcome: Outcome) -> Step | None:
        situation = self._situation(row, memory, evidence=outcome)
        return self._step(situation, after_send(situation, self.protocol))

    def _look(self, row: Row, memory: int, result: str, age: int) -> Step | None:
        looked_at = NOW - age * TICK
        sights: dict[str, Look] = {
            "found": Found("id", looked_at),
            "twin": Found("twin", looked_at, rivals=1),
            "absent": Absent(looked_at, fresh=True),
            "empty": Absent(looked_at, fresh=False),
        }
        situation = self._situation(row, memory, evidence=sights[result])
        return self._step(situation, after_read_back(situation, self.protocol))

    def _decide(self, row: Row) -> tuple[Step, ...]:
        """What a person may decide now and what it makes of the row."""
        situation = self._situation(row, person="Anna")
        steps = (self._step(situation, event) for event in _DECISIONS)
        return tuple(step for step in steps if step and step[1] != row)

    def _sweep(self, row: Row) -> tuple[Step, ...]:
        """What a sweeper may do by itself, whether the state is young or has lasted for hours."""
        situation = self._situation(row)
        events = [after_lost_sender(situation, self.protocol)]
        if row.state is PublicationState.UNKNOWN:
            old = replace(situation, facts=replace(situation.facts, state_since=NOW - timedelta(days=2)))
            decisions = (decide_unknown(situation), decide_unknown(old))
            events += [decision.event for decision in decisions if isinstance(decision, Move)]
        steps = (self._step(situation, event) for event in dict.fromkeys(events))
        return tuple(step for step in steps if step)

    def _may_look(self, row: Row) -> bool:
        """Looks are allowed at any time, a superset of the product's schedule; never where it doesn't look at all."""
        return row.state is PublicationState.UNKNOWN and not isinstance(decide_unknown(self._situation(row)), Move)

    def _may_write(self, age: int) -> bool:
        """The sender's own last check: it knows its attempt and its clock, not the row."""
        own = Row(PublicationState.SENDING, ((AttemptOutcome.OPEN, "a"),), age)
        return self.protocol.allows(Event.WRITE, self._situation(own))

    def _restore(self, row: Row) -> Step | None:
        situation = self._situation(row)
        return self._step(situation, after_restore(situation.facts, NOW))

    def _release(self, row: Row) -> Step | None:
        situation = self._situation(row, person="Anna")
        return self._step(situation, after_release(situation, self.protocol))

    def _step(self, situation: Situation, event: Event | None) -> Step | None:
        row = self._moved(situation, event) if event else None
        return (event, row) if event and row else None

    def _moved(self, situation: Situation, event: Event) -> Row | None:
        """The row after `event`, None when the table doesn't let it happen."""
        if not self.protocol.allows(event, situation):
            return None
        return row_of(self.protocol.advance(event, situation).facts)

    def _situation(
        self, row: Row, memory: int | None = None, *, person: str = "", evidence: Outcome | Look | None = None
    ) -> Situation:
        seen = None if memory is None else self.memories[memory]
        return Situation(_facts(row), self.policy, NOW, evidence, seen, person)


_READY = PublicationState.READY
_DECISIONS = (Event.CANCEL, Event.IT_IS_THERE, Event.PUBLISH_LATE, Event.TRY_AGAIN, Event.PUBLISH_AGAIN)
CONFIRMED = Confirmed("id")
CONFIRMED_WITHOUT_ID = Confirmed("")


def _facts(row: Row) -> Facts:
    last = len(row.attempts) - 1
    attempts = []
    for index, (outcome, content) in enumerate(row.attempts):
        at = NOW - (row.age if index == last else CAP) * TICK
        attempts.append(AttemptFacts(index + 1, content, at, at + DEADLINE * TICK, outcome))
    negative_at = NOW - row.negative_age * TICK if row.negative else None
    return Facts(
        state=row.state,
        due_at=NOW - TICK,
        state_since=NOW,
        content_hash=row.content,
        approved_hash=row.approved,
        attempts=tuple(attempts),
        looks=Looks(row.negative, negative_at, row.negative, negative_at),
        stop_wished=row.stopped,
        rounds=row.rounds,
        again=row.again,
        remote_id=row.remote_id,
        confirmed_by="Anna" if row.by_person else "",
    )


def row_of(facts: Facts) -> Row:
    over = facts.state in TERMINAL
    last = facts.attempts[-1].deadline - DEADLINE * TICK if facts.attempts and not over else NOW - CAP * TICK
    negative_at = facts.looks.last_negative_at or NOW
    return Row(
        facts.state,
        _simplest(tuple((attempt.outcome, attempt.content_hash) for attempt in facts.attempts)),
        min(CAP, (NOW - last) // TICK),
        0 if over else min(_MOST_LOOKS, facts.looks.negative),
        0 if over else (NOW - negative_at) // TICK,
        facts.stop_wished,
        facts.rounds,
        facts.again,
        facts.content_hash,
        facts.approved_hash,
        facts.remote_id,
        bool(facts.confirmed_by),
    )


def _simplest(attempts: tuple[tuple[AttemptOutcome, str], ...]) -> tuple[tuple[AttemptOutcome, str], ...]:
    """One unknown outcome taints all (I3), so which of the closed attempts it was makes no difference."""
    if AttemptOutcome.UNKNOWN not in (outcome for outcome, _ in attempts):
        return attempts
    harmless = AttemptOutcome.WITHOUT_EFFECT
    return tuple((AttemptOutcome.UNKNOWN if outcome is harmless else outcome, text) for outcome, text in attempts)


def aged(row: Row) -> Row:
    """The row one tick later."""
    if row.state in TERMINAL:
        return row
    negative_age = min(GAP + HOLD_LOOK, row.negative_age + 1) if row.negative else 0
    return row._replace(age=min(CAP, row.age + 1), negative_age=negative_age)
