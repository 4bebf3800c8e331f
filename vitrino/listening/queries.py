"""Reading what is watched and what was heard."""

from __future__ import annotations

from django.db.models import QuerySet

from vitrino.listening.models import Mention, Watch
from vitrino.workspace.models import Workspace


def mentions_of(workspace: Workspace) -> QuerySet[Mention]:
    """Newest first, with the text each was found in."""
    mine = Mention.objects.filter(workspace=workspace)
    return mine.select_related("arrival__channel").order_by("-at", "-pk")


def watches_of(workspace: Workspace) -> QuerySet[Watch]:
    return Watch.objects.filter(workspace=workspace).select_related("brand_name").order_by("kind", "text")
