"""Reading the waves of a shop."""

from __future__ import annotations

from datetime import datetime

from django.db.models import QuerySet

from vitrino.surges.models import Surge as Surge
from vitrino.surges.models import Tide
from vitrino.workspace.models import Workspace


def surges_of(workspace: Workspace) -> QuerySet[Surge]:
    """Newest first."""
    return Surge.objects.filter(workspace=workspace).order_by("-at")


def crises_since(at: datetime) -> QuerySet[Surge]:
    """Waves of complaints of all shops since then, oldest first."""
    return Surge.objects.filter(kind=Surge.Kind.CRISIS, at__gte=at).select_related("workspace").order_by("at", "pk")


def behind(until: datetime) -> QuerySet[Workspace]:
    """Shops whose mentions were not counted up to `until`."""
    done = Tide.objects.filter(counted_until__gte=until)
    return Workspace.objects.exclude(pk__in=done.values("workspace"))
