"""Remembering the texts that went out, so that a new one can be held against them."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Q

from vitrino.domain.publication import PublicationState
from vitrino.likeness import actions as likeness
from vitrino.likeness import queries
from vitrino.publishing.models import Publication

BATCH = 500
# Another machine's clock may be behind, and its commit may come late.
OVERLAP = timedelta(minutes=10)


def remember() -> int:
    """Take over what went out since the last time, or ever; how many texts. Safe to repeat."""
    newest, taken = queries.last_at(), 0
    page = _after(newest - OVERLAP if newest else None)
    while page:
        known = queries.known([pk for pk, _at in page])
        rows = Publication.objects.filter(pk__in=[pk for pk, _at in page if pk not in known]).select_related("variant")
        taken += likeness.keep([_spoken(row) for row in rows])
        last_pk, last_at = page[-1]
        page = _after(last_at, last_pk)
    return taken


def _after(at: datetime | None, pk: int = 0) -> list[tuple[int, datetime]]:
    """The next posts that are out, after that time and row: their ids and times, in order."""
    out = Publication.objects.filter(state=PublicationState.PUBLISHED, kind=Publication.Kind.POST)
    if at is not None:
        out = out.filter(state_at__gte=at).filter(Q(state_at__gt=at) | Q(pk__gt=pk))
    return list(out.order_by("state_at", "pk").values_list("pk", "state_at")[:BATCH])


def _spoken(row: Publication) -> likeness.Spoken:
    return likeness.Spoken(
        workspace=row.workspace_id, channel=row.channel_id, publication=row.pk,
        post=row.variant.post_id if row.variant else None, text=str(row.content.get("text", "")),
        at=row.published_at or row.state_at,
    )  # fmt: skip
