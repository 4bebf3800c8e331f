"""A crisis: states and what moves it (table), when it wants somebody (deadlines), the plan, the drill's score."""

from vitrino.domain.crisis.deadlines import Due, Reminder, dues, reminders
from vitrino.domain.crisis.names import (
    OPEN,
    RUNNING,
    CrisisKind,
    CrisisRole,
    IncidentEvent,
    IncidentGuard,
    IncidentState,
    Severity,
)
from vitrino.domain.crisis.table import INCIDENT, Incident, Situation, ways_on

__all__ = [
    "INCIDENT",
    "OPEN",
    "RUNNING",
    "CrisisKind",
    "CrisisRole",
    "Due",
    "Incident",
    "IncidentEvent",
    "IncidentGuard",
    "IncidentState",
    "Reminder",
    "Severity",
    "Situation",
    "dues",
    "reminders",
    "ways_on",
]
