"""Reading people and workspaces."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Max, QuerySet

from vitrino.workspace.models import Brand, BrandName, Event, Invitation, Membership, Person, Workspace


def memberships_of(person: Person) -> QuerySet[Membership]:
    return Membership.objects.filter(person=person).select_related("workspace").order_by("workspace__name")


def members(workspace: Workspace) -> QuerySet[Membership]:
    return Membership.objects.filter(workspace=workspace).select_related("person").order_by("since")


def brand_names(workspace: Workspace) -> QuerySet[BrandName]:
    return BrandName.objects.filter(workspace=workspace).order_by("-is_primary", "text")


def events(workspace: Workspace) -> QuerySet[Event]:
    return Event.objects.filter(workspace=workspace).select_related("person").order_by("-at", "-pk")


def newest_event() -> int:
    """The number of the newest event of all shops; 0 without any."""
    return Event.objects.aggregate(newest=Max("pk"))["newest"] or 0


def kinds_since(event: int) -> Iterable[tuple[int, str]]:
    """Of which kinds anything has happened after that event: pairs of shop and kind, each once."""
    later = Event.objects.filter(pk__gt=event, workspace__isnull=False).order_by()
    return later.values_list("workspace_id", "kind").distinct()


def membership(person_id: int | str, slug: str) -> Membership | None:
    """The membership of an active person in the workspace called `slug`, if there is one."""
    mine = Membership.objects.filter(person_id=person_id, workspace__slug=slug, person__is_active=True)
    return mine.select_related("workspace", "person").first()


def is_member(person_id: int, workspace_id: int) -> bool:
    """Does an active person of that number belong to the workspace?"""
    mine = Membership.objects.filter(person_id=person_id, workspace_id=workspace_id, person__is_active=True)
    return mine.exists()


def brand_of(workspace: Workspace) -> Brand:
    """How the shop speaks; made with the workspace."""
    return Brand.objects.get(workspace=workspace)


def open_invitations(workspace: Workspace, now: datetime) -> QuerySet[Invitation]:
    """Invitations one can still accept."""
    mine = Invitation.objects.filter(workspace=workspace, accepted_at=None, withdrawn_at=None, expires_at__gt=now)
    return mine.select_related("by").order_by("-created_at")


def workspace(pk: int) -> Workspace:
    """The row as it is now, untouched by a form that did not validate."""
    return Workspace.objects.get(pk=pk)
