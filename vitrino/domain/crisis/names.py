"""The closed sets of words a crisis is written in."""

from __future__ import annotations

from enum import IntEnum, StrEnum


class IncidentState(StrEnum):
    """Where a crisis stands. Source: CARE.md 2.2 (incident); DISMISSED: it was none."""

    SUSPECTED = "suspected"
    DECLARED = "declared"
    HOLDING = "holding"
    INVESTIGATING = "investigating"
    IDENTIFIED = "identified"
    FIXING = "fixing"
    WATCHING = "watching"
    CLOSED = "closed"
    REVIEWED = "reviewed"
    DISMISSED = "dismissed"


RUNNING = frozenset(
    {
        IncidentState.DECLARED,
        IncidentState.HOLDING,
        IncidentState.INVESTIGATING,
        IncidentState.IDENTIFIED,
        IncidentState.FIXING,
        IncidentState.WATCHING,
    }
)
"""Declared, and not over."""
OPEN = RUNNING | {IncidentState.SUSPECTED}
"""Somebody has to do something; a shop has one of these at most."""


class IncidentEvent(StrEnum):
    """What is done about it."""

    DECLARE = "declare"
    DISMISS = "dismiss"
    SAY = "say"
    STAY_QUIET = "stay_quiet"
    INVESTIGATE = "investigate"
    IDENTIFY = "identify"
    FIX = "fix"
    WATCH = "watch"
    CLOSE = "close"
    REOPEN = "reopen"
    REVIEW = "review"


class IncidentGuard(StrEnum):
    """What must hold; the rules themselves are in table.py."""

    BY_PERSON = "by_person"
    REASON_WRITTEN = "reason_written"
    THINGS_GO_OUT = "things_go_out"
    LAST_WORD_SAID = "last_word_said"
    CAUSE_WRITTEN = "cause_written"
    LESSONS_DECIDED = "lessons_decided"


class Severity(IntEnum):
    """How bad it is."""

    ANNOYING = 1
    SERIOUS = 2
    GRAVE = 3


class CrisisKind(StrEnum):
    """What it is about; each has a holding statement of its own."""

    PRODUCT = "product"
    DATA = "data"
    DELIVERY = "delivery"
    POST = "post"
    BEHAVIOUR = "behaviour"
    OUTAGE = "outage"
    RUMOUR = "rumour"
    OTHER = "other"


class CrisisRole(StrEnum):
    """Who does what; one person may have two of them."""

    DECIDES = "decides"
    SPEAKS = "speaks"
    LOGS = "logs"
