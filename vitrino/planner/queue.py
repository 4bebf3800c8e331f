"""The queue: the weekly times of each channel, what fills them, and the next free one for a post."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import transaction

from vitrino.channels import queries as channels
from vitrino.channels.queries import Channel
from vitrino.domain import slots
from vitrino.domain.message import say
from vitrino.domain.problem import Problem
from vitrino.plan import queries as plan
from vitrino.planner.entries import Found, free_slots, look, quote
from vitrino.planner.queries import can_move
from vitrino.planner.spans import Span
from vitrino.posts import composer
from vitrino.posts import queries as posts
from vitrino.publishing import actions as publishing
from vitrino.publishing import queries as publications
from vitrino.publishing.queries import Publication
from vitrino.ui.formats import weekday
from vitrino.workspace.models import Person, Workspace

if TYPE_CHECKING:
    from vitrino.posts.models import Post, Variant

DAYS = 14
_FURTHEST = timedelta(days=366)


@dataclass(frozen=True)
class Place:
    """One time of a channel. publication: what goes out then, None for a free slot.

    before, after: the posts it can change places with. pillar: what a free slot is kept for.
    """

    at: datetime
    when: str
    publication: Publication | None
    title: str
    pillar: str = ""
    before: Publication | None = None
    after: Publication | None = None


@dataclass(frozen=True)
class Queue:
    """One channel's places, the next first."""

    channel: Channel
    platform: str
    places: list[Place]
    has_slots: bool


def queues_of(workspace: Workspace, now: datetime) -> list[Queue]:
    """A queue for each channel, for the next two weeks; a handful of queries."""
    zone = slots.zone(workspace.time_zone)
    found = look(workspace, Span(now.astimezone(zone).date(), DAYS, zone), now)
    slotted = set(plan.slots_of(workspace).values_list("channel_id", flat=True))
    return [Queue(one, channels.manifest_of(one).name, _places(found, one), one.pk in slotted) for one in found.shown]


def _places(found: Found, channel: Channel) -> list[Place]:
    coming = [one for one in found.planned if one.channel_id == channel.pk and one.publish_at > found.now]
    movable = [one for one in coming if can_move(one)]
    taken = [_taken(found, one, movable) for one in coming]
    free = [
        Place(at.utc, _spoken(found, at.utc), None, "", slot.pillar.name if slot.pillar else "")
        for slot, at in free_slots(found)
        if slot.channel_id == channel.pk
    ]
    return sorted([*taken, *free], key=lambda one: one.at)


def _taken(found: Found, one: Publication, movable: Sequence[Publication]) -> Place:
    at = movable.index(one) if one in movable else -1
    before = movable[at - 1] if at > 0 else None
    after = movable[at + 1] if 0 <= at < len(movable) - 1 else None
    title = quote(str(one.content.get("text", "")))
    return Place(one.publish_at, _spoken(found, one.publish_at), one, title, "", before, after)


def _spoken(found: Found, at: datetime) -> str:
    local = at.astimezone(found.span.zone)
    return f"{weekday(local)}, {local:%H:%M}"


@transaction.atomic
def enqueue(*, workspace: Workspace, post: Post, by: Person, now: datetime) -> list[Publication]:
    """Plan every channel's text of a post for the next free slot there. All or nothing.

    Raises Problem naming the channel that has no weekly times, or whose text can't go out as it is.
    """
    variants = [one for one in posts.variants_of(post) if one.channel.is_usable]
    if not variants:
        raise Problem(say("Choose at least one channel for this post first."))
    rows = publications.of_posts([post.pk]).exclude(state="cancelled").values_list("variant_id", flat=True)
    waiting = [one for one in variants if one.pk not in set(rows)]
    if not waiting:
        raise Problem(say("This post is planned already."))
    return [_enqueue(workspace, one, by, now) for one in waiting]


def _enqueue(workspace: Workspace, variant: Variant, by: Person, now: datetime) -> Publication:
    name = channels.manifest_of(variant.channel).name
    problems = composer.problems_of(variant)
    if problems:
        raise Problem(say("Not planned yet. {platform}: {why}", platform=name, why=problems[0]))
    moment = next_free(workspace, variant.channel, now)
    if moment is None:
        raise Problem(say("{platform} has no free weekly time. Add one under Rhythm.", platform=name))
    return publishing.schedule(variant=variant, publish_at=moment.utc, wall_time=moment.wall,
                               time_zone=workspace.time_zone, by=by, now=now)  # fmt: skip


def next_free(workspace: Workspace, channel: Channel, now: datetime) -> slots.Instant | None:
    """The first slot of the channel without a post within 15 minutes; None without slots."""
    weekly = [slots.WeeklySlot(one.weekday, one.wall_time) for one in plan.slots_of(workspace)
              if one.channel_id == channel.pk]  # fmt: skip
    coming = publications.between(workspace, now, now + _FURTHEST).filter(channel=channel, parent=None)
    taken = list(coming.exclude(state="failed").values_list("publish_at", flat=True))
    moments = slots.next_instants(weekly, slots.zone(workspace.time_zone), now, slots.MOST_IN_VIEW)
    return next((one for one in moments if all(abs(one.utc - at) >= slots.SHORTEST_GAP for at in taken)), None)
