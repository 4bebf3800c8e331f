"""Reading the waves of a shop."""

from __future__ import annotations

from datetime import datetime

from django.db.models import QuerySet

from vitrino.surges.models import Surge, Tide
from vitrino.workspace.models import Workspace


def surges_of(workspace: Workspace) -> QuerySet[Surge]:
    """Newest first."""
    return Surge.objects.filter(workspace=workspace).order_by("-at")


def behind(until: datetime) -> QuerySet[Workspace]:
    """Shops whose mentions were not counted up to `until`."""
    done = Tide.objects.filter(counted_until__gte=until)
    return Workspace.objects.exclude(pk__in=done.values("workspace"))
