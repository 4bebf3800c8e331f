"""The closed sets of words of the answer clocks, and every move a clock may make."""

from __future__ import annotations

from enum import StrEnum


class ClockKind(StrEnum):
    """What a person waits for."""

    FIRST = "first"
    NEXT = "next"
    RESOLUTION = "resolution"


class ClockState(StrEnum):
    """Where a clock stands. `missed` while somebody still waits means: late; after the answer: it came late."""

    ARMED = "armed"
    RUNNING = "running"
    PAUSED = "paused"
    MET = "met"
    MISSED = "missed"


class Pause(StrEnum):
    """Why a clock doesn't run although somebody waits."""

    CLOSED = "closed"
    CUSTOMER = "customer"
    SNOOZED = "snoozed"


_S = ClockState
# A message or a reopening starts a stopped clock again; met becomes missed when it is reopened after its time.
MOVES: dict[ClockState, frozenset[ClockState]] = {
    _S.ARMED: frozenset({_S.RUNNING, _S.PAUSED}),
    _S.RUNNING: frozenset({_S.PAUSED, _S.MET, _S.MISSED}),
    _S.PAUSED: frozenset({_S.RUNNING, _S.MET, _S.MISSED}),
    _S.MET: frozenset({_S.RUNNING, _S.PAUSED, _S.MISSED}),
    _S.MISSED: frozenset({_S.RUNNING, _S.PAUSED}),
}
