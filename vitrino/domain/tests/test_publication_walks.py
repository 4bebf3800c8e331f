"""Workers, a platform with its tricks and a person do anything in any order; no promise breaks.

With the real durations and the real schedule of looks, where the search in tests/model counts in ticks.
Walks are drawn evenly from a seed: a rule-based machine rarely gets as far as a second attempt here.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vitrino.domain.problem import Problem
from vitrino.domain.publication import (
    PROTOCOL,
    Absent,
    AttemptOutcome,
    CannotLook,
    Confirmed,
    Effect,
    Event,
    Found,
    Guard,
    Look,
    LookNow,
    Move,
    NotSent,
    Outcome,
    OutcomeUnknown,
    Policy,
    Protocol,
    PublicationState,
    Refused,
    RetrySafety,
    Seen,
    Send,
    Situation,
    after_lost_sender,
    after_read_back,
    after_release,
    after_send,
    decide_send,
    decide_unknown,
    may_write,
    retry_at,
)
from vitrino.domain.tests.publication_samples import DUE, ready, with_safety

S = PublicationState
WITHOUT_EFFECT: dict[str, Outcome] = {"refused": Refused("no"), "not sent": NotSent(), "dropped": OutcomeUnknown()}
DECISIONS = (Event.IT_IS_THERE, Event.PUBLISH_AGAIN, Event.PUBLISH_LATE, Event.TRY_AGAIN)
WAITS_S = (1, 20, 59, 60, 61, 150, 300, 301, 900, 4000)
AUTO = with_safety(RetrySafety.READ_BACK, auto_resend=True)
POLICIES = [*(with_safety(safety) for safety in RetrySafety), AUTO]


@dataclass
class Sender:
    """A worker between its committed attempt and its stored answer. fate: what became of its write, "" before it."""

    seen: Seen
    deadline: datetime
    fate: str = ""


class Walk:
    """One publication. posts: the instants from which they are readable; the platform has them a little earlier."""

    def __init__(self, policy: Policy, seed: int, protocol: Protocol = PROTOCOL) -> None:
        self.policy, self.protocol, self.chance = policy, protocol, Random(seed)
        self.facts, self.now = ready(), DUE
        self.senders: list[Sender] = []
        self.posts: list[datetime] = []
        self.careless = 0

    def go(self, steps: int) -> None:
        """Do anything, and check every promise after each step."""
        acts: list[Callable[[], None]] = [self.wait, self.tick, self.tick, self.write, self.write, self.store]
        rare: list[Callable[[], None]] = [self.die, self.stop, self.let_go]
        for _ in range(steps):
            self.chance.choice(acts if self.chance.random() < 0.8 else [*rare, self.decide, self.decide])()
            self.check()

    @property
    def readable(self) -> list[datetime]:
        return [at for at in self.posts if at <= self.now]

    def take(self, event: Event | None, **more: object) -> None:
        if event is not None:
            self.facts = self.protocol.advance(event, self.situation(**more)).facts

    def situation(self, **more: object) -> Situation:
        return Situation(self.facts, self.policy, self.now, **more)  # type: ignore[arg-type]

    def wait(self) -> None:
        self.now += timedelta(seconds=self.chance.choice(WAITS_S))

    def tick(self) -> None:
        """What the engine does with a row in this state."""
        if self.facts.state is S.READY:
            self.send()
        elif self.facts.state is S.SENDING:
            self.take(after_lost_sender(self.situation(), self.protocol))
        elif self.facts.state is S.UNKNOWN:
            self.look()

    def send(self) -> None:
        decision = decide_send(self.situation(), self.protocol)
        if isinstance(decision, Move):
            self.take(decision.event)
        elif isinstance(decision, Send):
            self.take(Event.BEGIN_SEND, seen=self.facts.seen)
            deadline = self.now + timedelta(seconds=self.policy.send_deadline_s)
            self.senders.append(Sender(self.facts.seen, deadline))

    def write(self) -> None:
        """A worker, perhaps after a long sleep, writes; the platform applies it within the settle window or never."""
        waiting = [sender for sender in self.senders if not sender.fate]
        if not waiting:
            return
        sender = self.chance.choice(waiting)
        fate = self.chance.choice(["applied", "applied", *WITHOUT_EFFECT])
        sender.fate = fate if may_write(self.now, sender.deadline) else "not sent"
        if sender.fate == "applied" and not (self.policy.safety is RetrySafety.KEYED and self.posts):
            self.posts.append(self.now + timedelta(seconds=self.policy.settle_s * self.chance.random()))

    def store(self) -> None:
        """A worker stores its answer, which may have been lost."""
        done = [sender for sender in self.senders if sender.fate]
        if not done:
            return
        sender = self.chance.choice(done)
        self.senders.remove(sender)
        outcome = WITHOUT_EFFECT.get(sender.fate, Confirmed("id"))
        if sender.fate == "applied" and self.chance.random() < 0.7:
            outcome = OutcomeUnknown()
        wait = retry_at(outcome, self.facts, self.policy, self.now, self.chance.random())
        event = after_send(self.situation(evidence=outcome, seen=sender.seen), self.protocol)
        self.take(event, evidence=outcome, seen=sender.seen, not_before=wait)

    def look(self) -> None:
        decision = decide_unknown(self.situation())
        if isinstance(decision, Move):
            self.take(decision.event)
        elif isinstance(decision, LookNow):
            sight = self.sight(self.chance.choice(["", "", "empty", "broken"]))
            self.take(after_read_back(self.situation(evidence=sight), self.protocol), evidence=sight)

    def sight(self, trick: str) -> Look:
        if trick == "broken":
            return CannotLook(self.now)
        if trick == "empty" or not self.readable:
            return Absent(self.now, fresh=trick != "empty")
        return Found("id", self.now)

    def die(self) -> None:
        if self.senders:
            self.senders.remove(self.chance.choice(self.senders))

    def decide(self) -> None:
        event = self.chance.choice(DECISIONS)
        if event is Event.IT_IS_THERE and not self.readable:
            return
        again = self.facts.again
        with suppress(Problem):
            self.take(event, person="7")
        self.careless += (self.facts.again - again) * bool(self.readable)

    def stop(self) -> None:
        with suppress(Problem):
            self.take(self.chance.choice([Event.HOLD, Event.HOLD, Event.CANCEL]), person="7")

    def let_go(self) -> None:
        if self.facts.state is S.HELD:
            self.take(after_release(self.situation(person="7"), self.protocol), person="7")

    def check(self) -> None:
        """The promises, as far as one publication can break them."""
        state, outcomes = self.facts.state, [attempt.outcome for attempt in self.facts.attempts]
        assert len(self.posts) <= 1 + self.careless <= 1 + self.facts.again
        if state is S.PUBLISHED:
            assert self.posts
            assert self.facts.remote_id or self.facts.confirmed_by
        if state is S.FAILED:
            assert not self.posts
            assert set(outcomes) <= {AttemptOutcome.WITHOUT_EFFECT}
        assert outcomes.count(AttemptOutcome.OPEN) == (state is S.SENDING)
        assert {attempt.content_hash for attempt in self.facts.attempts} <= {"hash"}


@pytest.mark.parametrize("policy", POLICIES, ids=lambda policy: f"{policy.safety}-{policy.auto_resend}")
@settings(max_examples=200, deadline=None)
@given(seed=st.integers(0, 2**32))
def test_no_promise_breaks_whatever_happens(policy: Policy, seed: int) -> None:
    Walk(policy, seed).go(80)


@pytest.mark.parametrize(
    ("policy", "name"),
    [
        (with_safety(RetrySafety.BLIND), Guard.SETTLED),
        (with_safety(RetrySafety.READ_BACK), Guard.UNTAINTED),
        (with_safety(RetrySafety.KEYED), Effect.CLOSE_UNKNOWN),
        (AUTO, Guard.FRESH),
        (AUTO, Effect.RECORD_ATTEMPT),
    ],
    ids=["settled", "untainted", "close-unknown", "fresh", "record-attempt"],
)
def test_walks_do_break_a_promise_when_a_piece_is_missing(policy: Policy, name: Guard | Effect) -> None:
    with pytest.raises(AssertionError):
        _many_walks(policy, PROTOCOL.without(name))


def _many_walks(policy: Policy, protocol: Protocol) -> None:
    for seed in range(2000):
        Walk(policy, seed, protocol).go(80)
