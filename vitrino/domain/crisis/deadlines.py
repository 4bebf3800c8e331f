"""When a crisis wants somebody: the holding statement within the hour, a word every four hours, an owner at once.

Source: CARE.md 2.2 and 5.1 (holding statement within 60 minutes; reminder each 4 h until closed).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from vitrino.domain.crisis.names import RUNNING, IncidentState
from vitrino.domain.crisis.table import Incident

STATEMENT_WITHIN = timedelta(minutes=60)
STATEMENT_WARNED = timedelta(minutes=45)
UPDATE_EVERY = timedelta(hours=4)
TAKEN_WITHIN = timedelta(minutes=15)
LOOKED_AT_WITHIN = timedelta(minutes=30)

Wanted = Literal["look", "take", "statement", "update"]


@dataclass(frozen=True)
class Due:
    """What is wanted, and by when."""

    wanted: Wanted
    at: datetime


@dataclass(frozen=True)
class Reminder:
    """A word to be told now, once for each key."""

    key: str
    due: Due
    is_late: bool


def statement_due(incident: Incident) -> datetime | None:
    """By when the first public word is due; None once it is said, or while nothing is declared."""
    if incident.state != IncidentState.DECLARED or incident.declared_at is None:
        return None
    return incident.declared_at + STATEMENT_WITHIN


def update_due(incident: Incident) -> datetime | None:
    """By when people want to hear how it goes."""
    if incident.state not in RUNNING or incident.said_at is None:
        return None
    return incident.said_at + UPDATE_EVERY


def dues(incident: Incident) -> list[Due]:
    """Everything that is wanted of people, the soonest first."""
    found: list[Due] = []
    if incident.state == IncidentState.SUSPECTED:
        found.append(Due("look", incident.began_at + LOOKED_AT_WITHIN))
    if incident.state in RUNNING and incident.taken_at is None and incident.declared_at:
        found.append(Due("take", incident.declared_at + TAKEN_WITHIN))
    if (at := statement_due(incident)) is not None:
        found.append(Due("statement", at))
    if (at := update_due(incident)) is not None:
        found.append(Due("update", at))
    return sorted(found, key=lambda due: due.at)


def reminders(incident: Incident, now: datetime) -> list[Reminder]:
    """What is to be told by `now`. The keys stay the same, so each is told once."""
    return [one for due in dues(incident) for one in _of(due, now)]


def _of(due: Due, now: datetime) -> list[Reminder]:
    key = f"{due.wanted}:{due.at:%Y%m%d%H%M}"
    late = [Reminder(f"{key}:late", due, True)] if now >= due.at else []
    if due.wanted != "statement":
        return late
    warned_at = due.at - STATEMENT_WITHIN + STATEMENT_WARNED
    return [*([Reminder(f"{key}:soon", due, False)] if now >= warned_at and not late else []), *late]
