"""Reading what comes back."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Count, Q, QuerySet

from vitrino.domain.message import Message
from vitrino.domain.recurrence import Evergreen, least_recently_used
from vitrino.recurring.models import EvergreenPost as EvergreenPost
from vitrino.recurring.models import Occurrence as Occurrence
from vitrino.recurring.models import Recurrence as Recurrence
from vitrino.workspace.models import Workspace


def recurrences_of(workspace: Workspace) -> QuerySet[Recurrence]:
    """The rules, running ones first; with `planned_count` and `missed_count`."""
    mine = Recurrence.objects.filter(workspace=workspace).select_related("post")
    counted = mine.annotate(
        planned_count=Count("occurrences", filter=Q(occurrences__state=Occurrence.State.PLANNED)),
        missed_count=Count("occurrences", filter=Q(occurrences__state=Occurrence.State.MISSED)),
    )
    return counted.order_by("state", "-created_at", "-pk")


def running() -> QuerySet[Recurrence]:
    """Of all workspaces, for the sweep."""
    return Recurrence.objects.filter(state=Recurrence.State.ACTIVE).order_by("pk")


def occurrences_of(recurrence: Recurrence) -> QuerySet[Occurrence]:
    return Occurrence.objects.filter(recurrence=recurrence).select_related("post").order_by("publish_at", "pk")


def every_occurrence(workspace: Workspace) -> QuerySet[Occurrence]:
    return Occurrence.objects.filter(recurrence__workspace=workspace).select_related("recurrence")


def ahead(workspace: Workspace, from_at: datetime, to_at: datetime) -> QuerySet[Occurrence]:
    """Occurrences in [from_at, to_at) that are not planned yet; those that are, are publications."""
    mine = Occurrence.objects.filter(recurrence__workspace=workspace, recurrence__state=Recurrence.State.ACTIVE)
    coming = mine.filter(state=Occurrence.State.AHEAD, publish_at__gte=from_at, publish_at__lt=to_at)
    return coming.select_related("recurrence__post").order_by("publish_at", "pk")


def reason_of(occurrence: Occurrence) -> Message | None:
    """Why it was left out."""
    stored = occurrence.reason
    return Message(stored["template"], stored["values"]) if stored else None


def templates(workspace: Workspace) -> set[int]:
    """Posts that are only the pattern of others: of rules that have not ended, and of the evergreen pool."""
    rules = Recurrence.objects.filter(workspace=workspace).exclude(state=Recurrence.State.ENDED)
    return {*rules.values_list("post_id", flat=True), *evergreens_of(workspace).values_list("post_id", flat=True)}


def evergreens_of(workspace: Workspace) -> QuerySet[EvergreenPost]:
    """The pool, the one used longest ago first."""
    mine = EvergreenPost.objects.filter(workspace=workspace, ended_at=None, post__deleted_at=None)
    return mine.select_related("post__pillar").order_by("last_used_at", "pk")


def ready_evergreens(workspace: Workspace, at: datetime) -> list[EvergreenPost]:
    """Those that may go out at `at`, the one used longest ago first."""
    mine = evergreens_of(workspace).prefetch_related("post__variants__channel", "post__post_assets")
    pool = {str(one.pk): one for one in mine}
    ready: list[Evergreen] = least_recently_used((one.rule for one in pool.values()), at)
    return [pool[one.key] for one in ready]
