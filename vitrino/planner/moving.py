"""Moving a planned post, so that two people never overwrite each other, and saying what it meets where it goes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from vitrino.domain import slots
from vitrino.domain.message import Message, say
from vitrino.domain.problem import Problem
from vitrino.planner.queries import can_move, pair_seen, seen_of, wall_of
from vitrino.publishing import actions as publishing
from vitrino.publishing import company
from vitrino.publishing import queries as publications
from vitrino.publishing.queries import Publication
from vitrino.workspace.models import Person, Workspace


@dataclass(frozen=True)
class Moved:
    """publication: as it is now; before: its time until now (naive wall time); notices: what one should know."""

    publication: Publication
    before: datetime
    notices: tuple[Message, ...]


@transaction.atomic
def move(*, workspace: Workspace, publication: Publication, wall: datetime, seen: str, by: Person,
         now: datetime) -> Moved:  # fmt: skip
    """Another time (naive, the shop's clock) for a planned post. seen: `seen_of` the row as the page showed it.

    Raises Problem when somebody changed it meanwhile, for a time that can't be, and once anything was sent.
    """
    row = publications.publications(workspace).select_for_update(of=("self",)).get(pk=publication.pk)
    if seen_of(row) != seen:
        raise Problem(say("Somebody else changed this post meanwhile. Here it is as it stands now; nothing was moved."))
    if not can_move(row):
        raise Problem(say("This post can't be moved any more."))
    zone = slots.zone(workspace.time_zone)
    moment, before = slots.instant(wall, zone), wall_of(row, zone)
    moved = publishing.reschedule(publication=row, publish_at=moment.utc, wall_time=moment.wall,
                                  time_zone=workspace.time_zone, by=by, now=now)  # fmt: skip
    met = company.notices(workspace, [row.channel], moment.utc, but=[row.pk])
    return Moved(moved, before, tuple(one for one in (moment.notice, *met) if one is not None))


@transaction.atomic
def swap(*, workspace: Workspace, first: Publication, second: Publication, seen: str, by: Person,
         now: datetime) -> None:  # fmt: skip
    """Two posts of one channel change places. seen: `queries.pair_seen` of both as the page showed them.

    Raises Problem when somebody changed one meanwhile, or it can't be moved any more.
    """
    rows = publications.publications(workspace).select_for_update(of=("self",)).filter(pk__in=[first.pk, second.pk])
    found = {row.pk: row for row in rows}
    one, other = found[first.pk], found[second.pk]
    if pair_seen(one, other) != seen:
        raise Problem(say("Somebody else changed this post meanwhile. Here it is as it stands now; nothing was moved."))
    if not can_move(one) or not can_move(other) or one.channel_id != other.channel_id:
        raise Problem(say("This post can't be moved any more."))
    zone, times = slots.zone(workspace.time_zone), (one.publish_at, other.publish_at)
    for row, at in ((one, times[1]), (other, times[0])):
        publishing.reschedule(publication=row, publish_at=at, wall_time=at.astimezone(zone).replace(tzinfo=None),
                              time_zone=workspace.time_zone, by=by, now=now)  # fmt: skip
