"""Changes of what is planned, up to the first attempt: another text, another time, another clock."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction

from vitrino.domain import slots
from vitrino.domain.content_hash import hash_of
from vitrino.domain.publication import Event, PublicationState
from vitrino.posts import actions as posts
from vitrino.publishing import agreeing
from vitrino.publishing.content import new_key
from vitrino.publishing.models import Publication
from vitrino.publishing.moves import lock, take
from vitrino.workspace.models import Person

if TYPE_CHECKING:
    from vitrino.posts.models import Variant

S = PublicationState
# The way from a state back to a draft; whatever is there already needs no step.
_BACK: dict[str, tuple[Event, ...]] = {
    S.READY: (Event.EDIT,),
    S.HELD: (Event.EDIT,),
    S.NEEDS_DECISION: (Event.EDIT,),
    S.APPROVED: (Event.EDIT,),
    S.DRAFT: (),
}


@transaction.atomic
def replan(row: Publication, *, now: datetime, by: Person | None, **fields: Any) -> Publication:
    """Change what is planned: back to a draft, changed, approved and scheduled again, all or nothing.

    fields: content, publish_at, wall_time, time_zone. Raises NotAllowedNow once anything was sent.
    """
    for event in _BACK.get(row.state, (Event.EDIT,)):
        take(row.pk, event, now=now, person=by)
    if "content" in fields:
        content_hash = hash_of(fields["content"])
        fields |= {"content_hash": content_hash, "key": new_key(content_hash), "kept": {}, "stamped_at": None}
    Publication.objects.filter(pk=row.pk, state=S.DRAFT).update(**fields, is_late_accepted=False)
    return approve_and_schedule(row.pk, now=now, by=by)


@transaction.atomic
def approve_and_schedule(pk: int, *, now: datetime, by: Person | None) -> Publication:
    """The two steps from a draft to ready, in this person's name; it stays a draft while people have yet to agree."""
    row = lock(pk)
    if agreeing.waits(row):
        agreeing.ask(row, by=by, now=now)
        return row
    take(pk, Event.APPROVE, now=now, person=by)
    scheduled = take(pk, Event.SCHEDULE, now=now, person=by)
    assert scheduled is not None  # an event by name is taken or refused
    return scheduled


def content_of(variant: Variant) -> dict[str, Any]:
    """The variant as it is saved now, to be frozen. variant_hash: of all of it, which is what people agree to."""
    whole = posts.content_of(variant)
    return {**whole, "follows_post": True, "variant_hash": hash_of(whole)}


def follow_the_clocks(now: datetime) -> int:
    """Countries change their clocks: what is planned for 9:00 stays at 9:00. How many moved."""
    planned = Publication.objects.filter(state=S.READY, attempt_count=0, publish_at__gt=now, wall_time__isnull=False)
    return sum(_follow_clock(row, now) for row in planned.select_related("channel"))


def _follow_clock(row: Publication, now: datetime) -> bool:
    if row.wall_time is None:
        return False
    moment = slots.instant(row.wall_time.replace(tzinfo=None), slots.zone(row.time_zone))
    if moment.utc == row.publish_at:
        return False
    replan(row, now=now, by=None, publish_at=moment.utc)
    return True


def as_wall(wall_time: datetime | None) -> datetime | None:
    """The wall time for its column, which wants a zone: the digits are kept as they are."""
    return wall_time.replace(tzinfo=UTC) if wall_time else None
