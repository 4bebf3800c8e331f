"""The case of a complaint: from the first word of apology to the lesson, and nothing closed behind anybody's back.

    case = CASE.advance(CaseEvent.PROMISE, Situation(case, now, playbook, person="7", message_id="m3", dues=(due,)))

The rows (table.py) are data; guards and effects are pure. `advance` raises `NotNow` or `UndeclaredMove`, both with
words for the person. `next_step` says what is due, `reminders` when to speak of a promise, `promises.read` finds the
due time in a reply, `to_json` keeps a case. What it promises is checked for every reachable case in
tests/test_cases_search.py:

- a case is closed only after the customer was asked, or with a reason that is written down;
- a case that the customer didn't confirm always carries such a reason;
- a promise has exactly one due time, and ends as kept, renewed, broken or withdrawn;
- every step that counts was said in a message, by a person with a name;
- what others could read ends where they can read it, or somebody wrote down why not.
"""

from __future__ import annotations

from vitrino.domain.cases.effects import CHANGES
from vitrino.domain.cases.facts import Case, Promise, Said, Situation, Written
from vitrino.domain.cases.guards import RULES
from vitrino.domain.cases.names import CLOSED, CaseEffect, CaseEvent, CaseGuard, CaseState, OwnReason, PromiseState
from vitrino.domain.cases.playbook import DEFAULT_PLAYBOOK, Playbook, Step
from vitrino.domain.cases.stored import from_json, to_json
from vitrino.domain.cases.table import ROWS
from vitrino.domain.cases.timing import Due, Reminder, next_reminder, next_step, reminders, will_be_late
from vitrino.domain.machine import Machine, NotNow, UndeclaredMove

CASE: Machine[Case, Situation] = Machine(ROWS, RULES, CHANGES)

__all__ = [
    "CASE",
    "CLOSED",
    "DEFAULT_PLAYBOOK",
    "Case",
    "CaseEffect",
    "CaseEvent",
    "CaseGuard",
    "CaseState",
    "Due",
    "NotNow",
    "OwnReason",
    "Playbook",
    "Promise",
    "PromiseState",
    "Reminder",
    "Said",
    "Situation",
    "Step",
    "UndeclaredMove",
    "Written",
    "from_json",
    "next_reminder",
    "next_step",
    "reminders",
    "to_json",
    "will_be_late",
]
