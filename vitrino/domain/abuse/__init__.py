"""Abuse and criticism: a ladder that is climbed step by step, and a guard that keeps criticism where it is.

    record = take(AbuseEvent.WARN, Situation(record, now, person="7", evidence=evidence, message_id="m4"))
    removal = check_removal(Removal(action, item, at=now, by=person, reason=reason))

Every step needs evidence newer than the last step and a person with a name; a step is skipped only for a threat or for
somebody's private data made public. Criticism, few stars and swearing at the product are no abuse. Who stands on the
ladder may always appeal, and a person decides.

Source: CARE.md 2.2 (abuse, negative guard), 5.2 (declare the policy, then stop answering, mute, block, report).
"""

from __future__ import annotations

from vitrino.domain.abuse.criticism import LAWFUL, Item, Removal, RemovalAction, RemovalReason, check_removal
from vitrino.domain.abuse.ladder import (
    KIND_NAMES,
    LADDER,
    MUTE,
    AbuseEffect,
    AbuseEvent,
    AbuseGuard,
    AbuseKind,
    AbuseRecord,
    AbuseState,
    Evidence,
    Situation,
    Taken,
    take,
)

__all__ = [
    "KIND_NAMES",
    "LADDER",
    "LAWFUL",
    "MUTE",
    "AbuseEffect",
    "AbuseEvent",
    "AbuseGuard",
    "AbuseKind",
    "AbuseRecord",
    "AbuseState",
    "Evidence",
    "Item",
    "Removal",
    "RemovalAction",
    "RemovalReason",
    "Situation",
    "Taken",
    "check_removal",
    "take",
]
