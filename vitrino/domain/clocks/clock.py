"""The clocks as a page, a ticker and a report need them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice

from vitrino.domain.clocks.happenings import Happening
from vitrino.domain.clocks.names import ClockKind, ClockState, Pause
from vitrino.domain.clocks.policy import Policy
from vitrino.domain.clocks.replay import Miss, Replay, Rules, Wait
from vitrino.domain.clocks.spans import used_up_at

_MINUTE = timedelta(minutes=1)
# Reminders: when so much of a target is used up, and so long before the platform's window closes.
WARNED = 0.75
CLOSING = timedelta(hours=2)


@dataclass(frozen=True, slots=True)
class Clock:
    """One kind of clock. message_id, since: the oldest message still waiting, or the last that did.

    due_at (UTC): None while nothing is due as it stands. elapsed_min: minutes that count for the target.
    is_waiting: somebody waits for us, late or not.
    """

    kind: ClockKind
    state: ClockState = ClockState.ARMED
    pauses: frozenset[Pause] = frozenset()
    message_id: str = ""
    since: datetime | None = None
    due_at: datetime | None = None
    elapsed_min: float = 0.0
    misses: tuple[Miss, ...] = ()
    is_waiting: bool = False


@dataclass(frozen=True, slots=True)
class Clocks:
    """All clocks of a conversation. due_at: the earliest due of an answer or the resolution, late ones included.

    next_event_at: when to look again because something changes by itself; None: only a happening changes anything.
    warn_at: from when on somebody should be reminded, None where nothing is due that isn't late already.
    """

    policy: Policy
    first: Clock
    next: Clock
    resolution: Clock
    due_at: datetime | None
    next_event_at: datetime | None
    warn_at: datetime | None = None

    @property
    def waiting_since(self) -> datetime | None:
        """Since when somebody waits for an answer, late or not."""
        waits = (clock.since for clock in (self.first, self.next) if clock.is_waiting and clock.since)
        return min(waits, default=None)

    @property
    def each(self) -> tuple[Clock, Clock, Clock]:
        return self.first, self.next, self.resolution

    @property
    def misses(self) -> tuple[Miss, ...]:
        """To be stored, and given back as `recorded` the next time."""
        return tuple(miss for clock in self.each for miss in clock.misses)


def run(happenings: Iterable[Happening], rules: Rules, now: datetime, recorded: Iterable[Miss] = ()) -> Clocks:
    """The clocks at `now`, after all happenings until then, in the order of their time.

    A message answered before its due time is in time; at that very moment it is missed. recorded: misses of earlier
    runs, which stay whatever the happenings say now.
    """
    replay = Replay(rules, recorded)
    for happening in sorted(happenings, key=lambda one: one.at):
        if happening.at <= now:
            replay.take(happening)
    replay.reach(now)
    first, following, resolution = (_clock(kind, replay, now) for kind in ClockKind)
    dues = [clock.due_at for clock in (first, following, resolution) if clock.due_at]
    due_at, warn_at = min(dues, default=None), min(_warnings(replay), default=None)
    return Clocks(replay.policy, first, following, resolution, due_at, _next_event(replay, now), warn_at)


def _clock(kind: ClockKind, replay: Replay, now: datetime) -> Clock:
    waits = [wait for wait in replay.waits if wait.kind is kind]
    misses = tuple(miss for miss in replay.misses.values() if miss.kind is kind)
    if not waits:
        return Clock(kind, misses=misses)
    waiting = [wait for wait in waits if wait.ended_at is None]
    shown = waiting[0] if waiting else waits[-1]
    state = _state(waiting, waits, replay, now)
    return Clock(
        kind,
        state,
        replay.pauses_of(shown, now) if waiting else frozenset(),
        shown.message_id,
        shown.since,
        _due(shown, replay) if waiting else None,
        replay.elapsed_of(shown, now) / _MINUTE,
        misses,
        bool(waiting),
    )


def _due(wait: Wait, replay: Replay) -> datetime | None:
    """When it is due, or was when it was missed."""
    missed = replay.misses.get((wait.kind, wait.message_id))
    return missed.due_at if missed else replay.due_of(wait)


def _state(waiting: list[Wait], waits: list[Wait], replay: Replay, now: datetime) -> ClockState:
    if waiting:
        if (waiting[0].kind, waiting[0].message_id) in replay.misses:
            return ClockState.MISSED
        return ClockState.PAUSED if replay.pauses_of(waiting[0], now) else ClockState.RUNNING
    last_round = [wait for wait in waits if wait.ended_at == waits[-1].ended_at]
    was_late = any((wait.kind, wait.message_id) in replay.misses for wait in last_round)
    return ClockState.MISSED if was_late else ClockState.MET


def _warnings(replay: Replay) -> Iterator[datetime]:
    """When a quarter of a target is left, and a while before the platform lets nobody answer."""
    for kind in ClockKind:
        for wait in islice(replay.open_waits(kind), 1):
            target = replay.target(kind)
            if target and (at := used_up_at(replay.stretches(wait), target.share(WARNED), replay.calendar)):
                yield at
            until = replay.window_of(wait)
            if until:
                yield max(wait.since, until - CLOSING)


def _next_event(replay: Replay, now: datetime) -> datetime | None:
    return min((at for kind in ClockKind for at in _events(kind, replay, now) if at > now), default=None)


def _events(kind: ClockKind, replay: Replay, now: datetime) -> Iterator[datetime]:
    """When the oldest wait of a kind that isn't late may be due, and when it goes on or pauses by itself."""
    for wait in islice(replay.open_waits(kind), 1):
        if due := replay.due_of(wait):
            yield due
        target = replay.target(kind)
        if target and (change := target.clock(replay.calendar).next_change(now)):
            yield change
        yield from (span.end for span in replay.snoozes[-1:] if span.end)
