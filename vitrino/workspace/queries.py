"""Reading people and workspaces."""

from __future__ import annotations

from django.db.models import QuerySet

from vitrino.workspace.models import BrandName, Event, Membership, Person, Workspace


def memberships_of(person: Person) -> QuerySet[Membership]:
    return Membership.objects.filter(person=person).select_related("workspace").order_by("workspace__name")


def members(workspace: Workspace) -> QuerySet[Membership]:
    return Membership.objects.filter(workspace=workspace).select_related("person").order_by("since")


def brand_names(workspace: Workspace) -> QuerySet[BrandName]:
    return BrandName.objects.filter(workspace=workspace).order_by("-is_primary", "text")


def events(workspace: Workspace) -> QuerySet[Event]:
    return Event.objects.filter(workspace=workspace).select_related("person").order_by("-at", "-pk")


def membership(person_id: int | str, slug: str) -> Membership | None:
    """The membership of an active person in the workspace called `slug`, if there is one."""
    mine = Membership.objects.filter(person_id=person_id, workspace__slug=slug, person__is_active=True)
    return mine.select_related("workspace", "person").first()
