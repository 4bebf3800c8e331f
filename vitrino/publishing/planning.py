"""A new publication: written down with its content fixed, approved and ready."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction

from vitrino.domain.content_hash import hash_of
from vitrino.domain.publication import PublicationState
from vitrino.publishing.changes import approve_and_schedule
from vitrino.publishing.content import new_key
from vitrino.publishing.models import Publication, Step
from vitrino.workspace.models import Person

if TYPE_CHECKING:
    from vitrino.channels.queries import Channel

S = PublicationState


@transaction.atomic
def plan(*, channel: Channel, kind: str, content: dict[str, Any], publish_at: datetime, by: Person | None,
         now: datetime, **fields: Any) -> Publication:  # fmt: skip
    """A new publication, approved and ready. fields: variant_id, head, part, parent, wall_time, time_zone."""
    content_hash = hash_of(content)
    row = Publication.objects.create(
        workspace_id=channel.workspace_id, channel=channel, kind=kind, content=content, content_hash=content_hash,
        key=new_key(content_hash), state=S.DRAFT, state_at=now, publish_at=publish_at, by=by, created_at=now, **fields,
    )  # fmt: skip
    Step.objects.create(publication=row, event="created", state=S.DRAFT, person=by, at=now)
    return approve_and_schedule(row.pk, now=now, by=by)
