"""Saying that a wave, or a grave mention, is nothing."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from vitrino.domain.message import say
from vitrino.domain.problem import Problem
from vitrino.surges.models import Grave, Surge
from vitrino.workspace.actions import record
from vitrino.workspace.models import Person

_LONGEST_REASON = 300


@transaction.atomic
def dismiss(*, found: Surge | Grave, reason: str, by: Person, now: datetime) -> None:
    """It stays in the list, with who looked at it and why it is nothing. Raises Problem without a reason."""
    if not reason.strip():
        raise Problem(say("Say in a few words why it is nothing."), "reason")
    found.dismissed_by, found.dismissed_at, found.reason = by, now, reason.strip()[:_LONGEST_REASON]
    found.save(update_fields=["dismissed_by", "dismissed_at", "reason"])
    record("surge.dismissed", workspace=found.workspace, by=by, now=now, about=found)
