"""The clocks of a conversation, told by replaying what happened: same happenings, same clocks.

A change of targets, hours, judgement or reply window holds from the start of the wait: the due time is computed anew.
What was recorded as missed before stays missed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from vitrino.domain.clocks.happenings import (
    Happening,
    Judged,
    MessageIn,
    MessageOut,
    Reopened,
    Resolved,
    RulesChanged,
    Snoozed,
    WindowChanged,
    Woken,
)
from vitrino.domain.clocks.names import ClockKind, Pause
from vitrino.domain.clocks.policy import DEFAULT_POLICIES, Policy, Traits, choose
from vitrino.domain.clocks.spans import Span, elapsed, used_up_at, without
from vitrino.domain.deadlines import Target
from vitrino.domain.hours import Calendar

RESOLUTION = ClockKind.RESOLUTION
_KINDS = tuple(ClockKind)


@dataclass(frozen=True, slots=True)
class Miss:
    """A target that wasn't kept, once for each message and kind. recorded_at: later than due_at after a change."""

    kind: ClockKind
    message_id: str
    due_at: datetime
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class Rules:
    """What the clocks are judged by at first; happenings may change each of them."""

    calendar: Calendar
    policies: tuple[Policy, ...] = DEFAULT_POLICIES
    traits: Traits = field(default_factory=Traits)


@dataclass(slots=True)
class Wait:
    """Somebody waits since `since` because of a message. ended_at: answered, or else resolved without an answer."""

    kind: ClockKind
    message_id: str
    since: datetime
    ended_at: datetime | None = None
    is_answered: bool = False


class Replay:
    """The conversation after the happenings taken so far."""

    def __init__(self, rules: Rules, recorded: Iterable[Miss] = ()) -> None:
        self.calendar, self.policies, self.traits = rules.calendar, rules.policies, rules.traits
        self.misses = {(miss.kind, miss.message_id): miss for miss in recorded}
        self.window_until: datetime | None = None
        self.waits: list[Wait] = []
        self.snoozes: list[Span] = []
        self.customers: list[Span] = []
        self.resolved: list[Span] = []
        self.has_answered = False
        self.policy: Policy = choose(self.policies, self.traits)
        self._reached: datetime | None = None

    def take(self, happening: Happening) -> None:
        """What was due before it is missed; then it happens, and what it makes overdue is missed at once."""
        self.reach(happening.at)
        self._apply(happening)
        self.policy = choose(self.policies, self.traits)
        self.reach(happening.at)

    def reach(self, now: datetime) -> None:
        """Record every target used up by `now`, the oldest wait of a kind first."""
        for kind in _KINDS:
            for wait in self.open_waits(kind):
                due = self.due_of(wait)
                if due is None or due > now:
                    break
                moment = max(due, self._reached or due)
                self.misses.setdefault((kind, wait.message_id), Miss(kind, wait.message_id, due, moment))
        self._reached = now.astimezone(UTC)

    def open_waits(self, kind: ClockKind) -> Iterator[Wait]:
        """Waits of a kind that go on and aren't missed yet, the oldest first: a later one is never due earlier."""
        for wait in self.waits:
            if wait.kind is kind and wait.ended_at is None and (kind, wait.message_id) not in self.misses:
                yield wait

    def target(self, kind: ClockKind) -> Target | None:
        return self.policy.target(kind)

    def due_of(self, wait: Wait) -> datetime | None:
        """The target used up, or the platform's window closed, whichever is earlier. None: nothing is due as it is."""
        target = self.target(wait.kind)
        due = None if target is None else used_up_at(self.stretches(wait), target, self.calendar)
        until = self.window_of(wait)
        return min(due, until) if due and until else due or until

    def window_of(self, wait: Wait) -> datetime | None:
        """Till when the platform lets us answer; None where it sets no end, or had closed before."""
        is_open = wait.kind is not RESOLUTION and self.window_until is not None and self.window_until > wait.since
        return self.window_until if is_open else None

    def elapsed_of(self, wait: Wait, now: datetime) -> timedelta:
        """How much of the target is used up."""
        target = self.target(wait.kind) or Target(0, in_opening_hours=False)
        return elapsed(self.stretches(wait), now, target, self.calendar)

    def stretches(self, wait: Wait) -> list[Span]:
        """When the clock of a wait ran or will run, closed hours not yet taken out."""
        pauses = self.snoozes + self.resolved + (self.customers if wait.kind is RESOLUTION else [])
        return without(Span(wait.since, wait.ended_at), pauses)

    def pauses_of(self, wait: Wait, now: datetime) -> frozenset[Pause]:
        """Why the clock of a wait doesn't run now."""
        target = self.target(wait.kind)
        is_closed = target is not None and not target.clock(self.calendar).is_open(now)
        found = {
            Pause.CLOSED: is_closed,
            Pause.SNOOZED: any(span.covers(now) for span in self.snoozes),
            Pause.CUSTOMER: wait.kind is RESOLUTION and any(span.covers(now) for span in self.customers),
        }
        return frozenset(pause for pause, holds in found.items() if holds)

    def _apply(self, happening: Happening) -> None:
        match happening:
            case MessageIn():
                self._hear(happening)
            case MessageOut(at, awaits_customer):
                self._answer(at, awaits_customer)
            case Snoozed(at, until):
                self._wake(at)
                self.snoozes.append(Span(at, until))
            case Woken(at):
                self._wake(at)
            case Resolved(at):
                self._resolve(at)
            case Reopened(at):
                self._reopen(at)
            case Judged(_, traits):
                self.traits = traits
            case WindowChanged(_, until):
                self.window_until = until
            case RulesChanged(_, policies, calendar):
                self.policies = policies or self.policies
                self.calendar = calendar or self.calendar

    def _hear(self, message: MessageIn) -> None:
        self.window_until = message.window_until or self.window_until
        if message.is_courtesy:
            return
        self._wake(message.at)
        _close(self.customers, message.at)
        _close(self.resolved, message.at)
        kind = ClockKind.NEXT if self.has_answered else ClockKind.FIRST
        self.waits.append(Wait(kind, message.id, message.at))
        if not any(wait.kind is RESOLUTION and wait.ended_at is None for wait in self.waits):
            self.waits.append(Wait(RESOLUTION, message.id, message.at))

    def _answer(self, at: datetime, awaits_customer: bool) -> None:
        self.has_answered = True
        for wait in self._end(at, ClockKind.FIRST, ClockKind.NEXT):
            wait.is_answered = True
        _close(self.customers, at)
        if awaits_customer:
            self.customers.append(Span(at, None))

    def _resolve(self, at: datetime) -> None:
        self._wake(at)
        self._end(at, *_KINDS)
        if not (self.resolved and self.resolved[-1].end is None):
            self.resolved.append(Span(at, None))

    def _reopen(self, at: datetime) -> None:
        """Whoever was waiting when it was resolved waits again; the time in between doesn't count."""
        if not self.resolved or self.resolved[-1].end is not None:
            return
        since = self.resolved[-1].start
        _close(self.resolved, at)
        for wait in self.waits:
            if wait.ended_at == since and not wait.is_answered:
                wait.ended_at = None

    def _end(self, at: datetime, *kinds: ClockKind) -> list[Wait]:
        """The waits that are over now."""
        ended = [wait for wait in self.waits if wait.kind in kinds and wait.ended_at is None]
        for wait in ended:
            wait.ended_at = at
        return ended

    def _wake(self, at: datetime) -> None:
        _close(self.snoozes, at)


def _close(spans: list[Span], at: datetime) -> None:
    """End the last span at `at`, unless it was over before."""
    if spans and (spans[-1].end is None or spans[-1].end > at):
        spans[-1] = Span(spans[-1].start, at)
