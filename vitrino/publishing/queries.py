"""Reading publications."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta

from django.db.models import Q, QuerySet

from vitrino.domain.message import Message
from vitrino.domain.publication import PublicationState
from vitrino.publishing import proof
from vitrino.publishing.lateness import lateness_of as lateness_of
from vitrino.publishing.models import Attempt as Attempt
from vitrino.publishing.models import Publication as Publication
from vitrino.publishing.models import Step as Step
from vitrino.publishing.moves import situation_of as situation_of
from vitrino.workspace.models import Workspace

S = PublicationState
# States that need no more watching; the others grow old.
_AT_REST = (S.PUBLISHED, S.FAILED, S.CANCELLED)


def publications(workspace: Workspace) -> QuerySet[Publication]:
    """Everything planned and sent, newest time first."""
    mine = Publication.objects.filter(workspace=workspace).select_related("channel")
    return mine.order_by("-publish_at", "-pk")


def posts(workspace: Workspace) -> QuerySet[Publication]:
    """Only posts, without answers to people; a thread counts once, by its first text."""
    return publications(workspace).filter(kind=Publication.Kind.POST, parent=None)


def between(workspace: Workspace, from_at: datetime, to_at: datetime) -> QuerySet[Publication]:
    """Posts whose time is in [from_at, to_at), in order, without the cancelled ones."""
    found = posts(workspace).filter(publish_at__gte=from_at, publish_at__lt=to_at)
    return found.exclude(state=S.CANCELLED).order_by("publish_at", "pk")


def of_posts(post_ids: Collection[int]) -> QuerySet[Publication]:
    """The publications of these posts, whatever became of them; a thread counts once."""
    return (
        Publication.objects.filter(variant__post_id__in=post_ids, parent=None).select_related("channel").order_by("pk")
    )


def parts_of(heads: Iterable[Publication]) -> dict[int, list[Publication]]:
    """Id of a post -> it and what belongs to it, in the order in which it goes out. One query."""
    found = {head.pk: [head] for head in heads}
    for row in Publication.objects.filter(head_id__in=found).select_related("channel", "parent").order_by("pk"):
        found[row.head_id or 0].append(row)
    return {pk: in_order(rows) for pk, rows in found.items()}


def in_order(rows: Iterable[Publication]) -> list[Publication]:
    """As they go out: the post, its parts, the first comment. Of several rows for one place the newest counts."""
    newest = {row.part: row for row in sorted(rows, key=lambda row: row.pk)}
    return sorted(newest.values(), key=place)


def place(row: Publication) -> tuple[bool, int]:
    """Where it stands in its thread; to be compared."""
    return row.kind == Publication.Kind.COMMENT, row.part


def needing_decision(workspace: Workspace) -> QuerySet[Publication]:
    """Those that wait for a person's word, oldest first."""
    return publications(workspace).filter(state=S.NEEDS_DECISION).order_by("state_at")


def held(workspace: Workspace) -> QuerySet[Publication]:
    """Those held back: their channel is shut, or the database was restored."""
    return publications(workspace).filter(state=S.HELD).order_by("publish_at")


def being_changed(workspace: Workspace) -> QuerySet[Publication]:
    """Those that are out and of which a change or removal there is on its way."""
    return publications(workspace).filter(amendments__state="wanted").distinct()


def failed(workspace: Workspace) -> QuerySet[Publication]:
    return publications(workspace).filter(state=S.FAILED).order_by("-state_at")


def upcoming(workspace: Workspace) -> QuerySet[Publication]:
    """What is still to go out, next first; a thread counts once."""
    return publications(workspace).filter(state=S.READY, parent=None).order_by("publish_at", "pk")


def published_after(pk: int) -> QuerySet[Publication]:
    """Published posts of all workspaces with a higher id, oldest first; for the sweeps of later stages."""
    return Publication.objects.filter(state=S.PUBLISHED, pk__gt=pk).order_by("pk")


def aging(now: datetime) -> QuerySet[Publication]:
    """Rows of all workspaces that may have stood still for too long; the protocol says which really have."""
    since = now - timedelta(minutes=5)
    moving = Publication.objects.filter(state__in=[S.SENDING, S.UNKNOWN, S.NEEDS_DECISION, S.HELD], state_at__lt=since)
    late = Publication.objects.filter(state=S.READY, publish_at__lt=since)
    return (moving | late).select_related("channel", "workspace", "parent")


def unfinished_before(moment: datetime) -> QuerySet[Publication]:
    """Rows of all workspaces that are not at an end and have not moved since `moment`; drafts are nobody's business."""
    moving = [S.READY, S.SENDING, S.UNKNOWN, S.NEEDS_DECISION, S.HELD]
    return Publication.objects.filter(state__in=moving, state_at__lt=moment).select_related("channel", "workspace")


def overdue(now: datetime) -> QuerySet[Publication]:
    """Rows that only a broken worker leaves standing; there should be none."""
    since = now - timedelta(minutes=30)
    moving = Q(state=S.READY, publish_at__lt=since, due_at__lt=since)
    stuck = Q(state=S.SENDING, state_at__lt=since)
    unclear = Q(state=S.UNKNOWN, state_at__lt=now - timedelta(days=2))
    return Publication.objects.filter(moving | stuck | unclear)


def reason_of(publication: Publication) -> Message | None:
    """The platform's own words about why it failed or waits."""
    return proof.said_in(publication.reason)
