"""Suggestions: made once, decided once, carried out with a way back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from vitrino.domain.message import Message, say
from vitrino.domain.problem import Problem
from vitrino.plan import carrying, changes
from vitrino.plan.models import Suggestion
from vitrino.workspace.actions import record
from vitrino.workspace.models import Person, Workspace

LONGEST_REASON = 300
# Offered for a refusal; any other line will do as well.
REASONS = (
    say("We are closed then"),
    say("Nobody has the time for it"),
    say("It does not fit us"),
    say("We have tried it before"),
    say("Not now"),
)


@transaction.atomic
def suggest(
    *, workspace: Workspace, key: str, kind: str, message: Message, change: Mapping[str, Any], now: datetime
) -> Suggestion:
    """Propose a change, once for each `key`; what was decided stays decided. kind and change: see `changes`.

    Raises ValueError for a kind nobody knows and for a change of the wrong shape.
    """
    shaped = changes.read(kind, dict(change))
    made, _is_new = Suggestion.objects.get_or_create(
        workspace=workspace,
        key=key,
        defaults={
            "kind": kind,
            "template": message.template,
            "values": message.stored(),
            "change": shaped.stored(),
            "at": now,
        },
    )
    return made


def withdraw_suggestions(*, workspace: Workspace, keys: Iterable[str]) -> int:
    """Nothing speaks for them any more; those already decided stay. How many were still open."""
    mine = Suggestion.objects.filter(workspace=workspace, key__in=list(keys), state=Suggestion.State.OPEN)
    return mine.delete()[0]


@transaction.atomic
def accept_suggestion(*, suggestion: Suggestion, by: Person, now: datetime) -> Suggestion:
    """Carry the change out. Raises Problem when the plan has moved on, or somebody was faster."""
    _decide(suggestion, Suggestion.State.OPEN, Suggestion.State.ACCEPTED, by, now)
    shaped = changes.read(suggestion.kind, suggestion.change)
    suggestion.undo = carrying.carry_out(suggestion.workspace, shaped, now)
    suggestion.save(update_fields=["undo"])
    return suggestion


@transaction.atomic
def refuse_suggestion(*, suggestion: Suggestion, reason: str, by: Person, now: datetime) -> Suggestion:
    """Leave the plan as it is, and remember why. Raises Problem without a reason."""
    reason = " ".join(reason.split())[:LONGEST_REASON]
    if not reason:
        raise Problem(say("Say in a few words why not, so that it is not proposed again for nothing."), "reason")
    return _decide(suggestion, Suggestion.State.OPEN, Suggestion.State.REFUSED, by, now, reason=reason)


@transaction.atomic
def take_back_suggestion(*, suggestion: Suggestion, by: Person, now: datetime) -> Suggestion:
    """Put the plan back as it was before. Raises Problem when it was not accepted, or a time is taken meanwhile."""
    _decide(suggestion, Suggestion.State.ACCEPTED, Suggestion.State.TAKEN_BACK, by, now)
    carrying.take_back(suggestion.workspace, suggestion.undo)
    return suggestion


def _decide(suggestion: Suggestion, before: str, after: str, by: Person, now: datetime, **values: str) -> Suggestion:
    waiting = Suggestion.objects.filter(pk=suggestion.pk, state=before)
    if waiting.update(state=after, decided_by=by, decided_at=now, **values) != 1:
        raise Problem(say("Somebody has decided this already."))
    suggestion.refresh_from_db()
    record(f"suggestion.{after}", workspace=suggestion.workspace_id, by=by, now=now, about=suggestion)
    return suggestion
