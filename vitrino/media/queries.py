"""Reading pictures and films."""

from __future__ import annotations

from django.db.models import QuerySet

from vitrino.media.models import Asset
from vitrino.workspace.models import Workspace


def assets_of(workspace: Workspace) -> QuerySet[Asset]:
    """Everything kept, the newest first."""
    return Asset.objects.filter(workspace=workspace).order_by("-created_at")
