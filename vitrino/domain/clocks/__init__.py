"""The answer clocks: by when a person is answered, and whether they were.

    clocks = run(happenings, Rules(calendar, policies, traits), now, recorded=misses_stored_so_far)

`run` is pure: the app builds the happenings of a conversation from its rows (messages, snoozes, resolutions, changes of
the rules), stores `clocks.misses` (never taken back: give them to the next run as `recorded`), `clocks.due_at` and
`clocks.next_event_at`, and runs again when a happening comes or the next event is due. Which targets hold is decided
by the first policy that matches (`choose`); a shop's own list is judged by `faults` and kept by `to_json`.

Sources: CARE.md 2.1, 2.2 (sla clock, courtesy rule), 5.1 (default targets).
"""

from __future__ import annotations

from vitrino.domain.clocks.clock import Clock, Clocks, run
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
    message_in,
)
from vitrino.domain.clocks.names import MOVES, ClockKind, ClockState, Pause
from vitrino.domain.clocks.policy import (
    DEFAULT_POLICIES,
    POLICY_NAMES,
    URGENT,
    Condition,
    Policy,
    Traits,
    choose,
    faults,
)
from vitrino.domain.clocks.replay import Miss, Rules
from vitrino.domain.clocks.stored import from_json, to_json

__all__ = [
    "DEFAULT_POLICIES",
    "MOVES",
    "POLICY_NAMES",
    "URGENT",
    "Clock",
    "ClockKind",
    "ClockState",
    "Clocks",
    "Condition",
    "Happening",
    "Judged",
    "MessageIn",
    "MessageOut",
    "Miss",
    "Pause",
    "Policy",
    "Reopened",
    "Resolved",
    "Rules",
    "RulesChanged",
    "Snoozed",
    "Traits",
    "WindowChanged",
    "Woken",
    "choose",
    "faults",
    "from_json",
    "message_in",
    "run",
    "to_json",
]
