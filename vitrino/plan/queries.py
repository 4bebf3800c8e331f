"""Reading the plan: cadence, slots, ideas, suggestions."""

from __future__ import annotations

from django.db.models import QuerySet

from vitrino.domain.message import Message
from vitrino.plan.models import CadenceTarget, Idea, Slot, Suggestion
from vitrino.workspace.models import Workspace


def cadences_of(workspace: Workspace) -> dict[int, CadenceTarget]:
    """Channel id -> posts a week wanted there; channels without a target are left out."""
    return {target.channel_id: target for target in CadenceTarget.objects.filter(workspace=workspace)}


def slots_of(workspace: Workspace) -> QuerySet[Slot]:
    """The weekly slots, Monday morning first."""
    mine = Slot.objects.filter(workspace=workspace).select_related("channel", "pillar")
    return mine.order_by("weekday", "wall_time", "pk")


def ideas(workspace: Workspace) -> QuerySet[Idea]:
    """Ideas nobody has used yet, newest first."""
    return Idea.objects.filter(workspace=workspace, used_at=None).select_related("pillar").order_by("-created_at")


def suggestions_of(workspace: Workspace) -> QuerySet[Suggestion]:
    return Suggestion.objects.filter(workspace=workspace).select_related("decided_by").order_by("-at", "-pk")


def open_suggestions(workspace: Workspace) -> QuerySet[Suggestion]:
    return suggestions_of(workspace).filter(state=Suggestion.State.OPEN)


def accepted_suggestions() -> QuerySet[Suggestion]:
    """Of every shop: what is carried out and was not taken back."""
    return Suggestion.objects.filter(state=Suggestion.State.ACCEPTED).select_related("workspace", "decided_by")


def message_of(suggestion: Suggestion) -> Message:
    return Message(suggestion.template, suggestion.values)
