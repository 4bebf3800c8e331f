"""A crisis as data: which event moves it from where to where, and under what guard.

Source: CARE.md 2.2 (incident). More than there: a suspicion may turn out to be none, a shop may stay quiet for a reason
it writes down, one may go back when the cause was another, and what flares up again is taken up again.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from vitrino.domain.crisis.names import IncidentEvent as E
from vitrino.domain.crisis.names import IncidentGuard as G
from vitrino.domain.crisis.names import IncidentState as S
from vitrino.domain.machine import Machine, Row, Rule
from vitrino.domain.message import say


@dataclass(frozen=True)
class Incident:
    """What is known of a crisis. Times are aware UTC.

    said_at: when the shop last told the public something, or decided to stay quiet. is_quiet: nothing was ever said in
    public. has_last_word: the newest statement says that it is over. open_lessons: those nobody has decided about.
    """

    state: S
    began_at: datetime
    declared_at: datetime | None = None
    taken_at: datetime | None = None
    said_at: datetime | None = None
    is_quiet: bool = True
    has_last_word: bool = False
    is_stopped: bool = False
    cause: str = ""
    lessons: int = 0
    open_lessons: int = 0


@dataclass(frozen=True)
class Situation:
    """A crisis at a moment, with who acts and what they wrote down."""

    facts: Incident
    person: str = ""
    reason: str = ""


_PERSON = (G.BY_PERSON,)
_REASON = (G.BY_PERSON, G.REASON_WRITTEN)
_SPOKEN = (S.HOLDING, S.INVESTIGATING, S.IDENTIFIED, S.FIXING, S.WATCHING)

ROWS: tuple[Row, ...] = (
    Row(S.SUSPECTED, E.DECLARE, _PERSON, S.DECLARED),
    Row(S.SUSPECTED, E.DISMISS, _REASON, S.DISMISSED),
    Row(S.DISMISSED, E.DECLARE, _PERSON, S.DECLARED),
    Row(S.DECLARED, E.SAY, _PERSON, S.HOLDING),
    Row(S.DECLARED, E.STAY_QUIET, _REASON, S.HOLDING),
    *(Row(state, E.SAY, _PERSON, state) for state in (*_SPOKEN, S.CLOSED, S.REVIEWED)),
    *(Row(state, E.STAY_QUIET, _REASON, state) for state in _SPOKEN),
    *(Row(state, E.INVESTIGATE, _PERSON, S.INVESTIGATING) for state in (S.HOLDING, S.IDENTIFIED, S.FIXING, S.WATCHING)),
    *(Row(state, E.IDENTIFY, _PERSON, S.IDENTIFIED) for state in (S.HOLDING, S.INVESTIGATING)),
    *(Row(state, E.FIX, _PERSON, S.FIXING) for state in (S.INVESTIGATING, S.IDENTIFIED, S.WATCHING)),
    Row(S.FIXING, E.WATCH, _PERSON, S.WATCHING),
    Row(S.WATCHING, E.CLOSE, (G.BY_PERSON, G.THINGS_GO_OUT, G.LAST_WORD_SAID), S.CLOSED),
    Row(S.CLOSED, E.REOPEN, _REASON, S.INVESTIGATING),
    Row(S.CLOSED, E.REVIEW, (G.BY_PERSON, G.CAUSE_WRITTEN, G.LESSONS_DECIDED), S.REVIEWED),
)

GUARDS: Mapping[G, Rule[Situation]] = {
    G.BY_PERSON: Rule(lambda now: bool(now.person), say("Somebody of the shop must do this.")),
    G.REASON_WRITTEN: Rule(lambda now: bool(now.reason.strip()), say("Write down why. Later you will want to know.")),
    G.THINGS_GO_OUT: Rule(
        lambda now: not now.facts.is_stopped,
        say("Everything is still stopped. Look at what was paused and let things go out first."),
    ),
    G.LAST_WORD_SAID: Rule(
        lambda now: now.facts.is_quiet or now.facts.has_last_word,
        say("The public still waits: say in a last statement that it is over, and what you did."),
    ),
    G.CAUSE_WRITTEN: Rule(lambda now: bool(now.facts.cause.strip()), say("Write down the cause first.")),
    G.LESSONS_DECIDED: Rule(
        lambda now: now.facts.lessons > 0 and not now.facts.open_lessons,
        say("Write down at least one lesson, and decide about each."),
    ),
}

INCIDENT: Machine[Incident, Situation] = Machine(ROWS, GUARDS, dict[Any, Any]())


def ways_on(state: str) -> list[E]:
    """What can be done from here, in the order of the table, if the guards let it."""
    return list(dict.fromkeys(E(row.event) for row in ROWS if row.state == state))
