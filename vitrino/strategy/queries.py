"""Reading goals, the strategy in force, and pillars."""

from __future__ import annotations

from django.db.models import QuerySet

from vitrino.strategy.models import Goal, Pillar, Strategy
from vitrino.workspace.models import Person, Workspace


def goals_of(workspace: Workspace) -> QuerySet[Goal]:
    """All goals, those under way first, the nearest deadline on top."""
    return Goal.objects.filter(workspace=workspace).order_by("closed_at", "deadline", "pk")


def active_goals(workspace: Workspace) -> QuerySet[Goal]:
    return Goal.objects.filter(workspace=workspace, state=Goal.State.ACTIVE).order_by("deadline", "pk")


def strategy_in_force(workspace: Workspace) -> Strategy | None:
    """The newest version, None while there is none."""
    return versions_of(workspace).first()


def versions_of(workspace: Workspace) -> QuerySet[Strategy]:
    return Strategy.objects.filter(workspace=workspace).select_related("by").order_by("-version")


def has_acknowledged(strategy: Strategy, person: Person) -> bool:
    return strategy.acknowledgements.filter(person=person).exists()


def pillars(workspace: Workspace) -> QuerySet[Pillar]:
    """The kinds of content in use, in their order."""
    return Pillar.objects.filter(workspace=workspace, archived_at=None).order_by("position", "pk")
