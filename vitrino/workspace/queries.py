"""Reading people and workspaces."""

from __future__ import annotations

from django.db.models import QuerySet

from vitrino.workspace.models import BrandName, Event, Membership, Person, Workspace


def others_of(member: Membership) -> QuerySet[Membership]:
    """The person's other workspaces, for the switcher. Lazy: costs a query when it is looked at."""
    mine = Membership.objects.filter(person=member.person_id).exclude(pk=member.pk)
    return mine.select_related("workspace").order_by("workspace__name")


def memberships_of(person: Person) -> QuerySet[Membership]:
    return Membership.objects.filter(person=person).select_related("workspace").order_by("workspace__name")


def members(workspace: Workspace) -> QuerySet[Membership]:
    return Membership.objects.filter(workspace=workspace).select_related("person").order_by("since")


def brand_names(workspace: Workspace) -> QuerySet[BrandName]:
    return BrandName.objects.filter(workspace=workspace).order_by("-is_primary", "text")


def events(workspace: Workspace) -> QuerySet[Event]:
    return Event.objects.filter(workspace=workspace).select_related("person").order_by("-at", "-pk")
