"""What becomes of an idea: a draft in the composer, or put aside with a reason."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import transaction

from vitrino.balance import queries
from vitrino.balance.models import Offer, Partner
from vitrino.balance.offering import find_ideas
from vitrino.channels import queries as channels
from vitrino.domain import slots
from vitrino.domain.balance import Around, Kind, recognise
from vitrino.domain.message import say
from vitrino.domain.problem import Problem
from vitrino.imports import actions as imports
from vitrino.plan import actions as plan
from vitrino.plan import queries as plans
from vitrino.planner.entries import free_slots, look
from vitrino.planner.spans import Span
from vitrino.posts import actions as posts
from vitrino.posts.copying import copy_post
from vitrino.recurring import queries as recurring
from vitrino.strategy import queries as strategy
from vitrino.workspace.actions import record
from vitrino.workspace.models import Person, Workspace

if TYPE_CHECKING:
    from vitrino.channels.queries import Channel
    from vitrino.posts.models import Post
    from vitrino.strategy.models import Pillar

DAYS = 7
MOST_A_WEEK = 5
LONGEST_REASON = 300
MOST_PARTNERS = 100


@transaction.atomic
def write_idea(*, offer: Offer, by: Person, now: datetime, only: Iterable[Channel] | None = None) -> Post:
    """A draft of it, for all channels in use or these; the same draft when it was made before."""
    locked = Offer.objects.select_for_update(of=("self",)).get(pk=offer.pk)
    if locked.post is not None and locked.post.deleted_at is None:
        return locked.post
    wanted = list(channels.usable(offer.workspace)) if only is None else list(only)
    post = _copy(locked, wanted, by, now) or _draft(locked, wanted, by, now)
    locked.state, locked.post, locked.decided_at, locked.decided_by = Offer.State.USED, post, now, by
    locked.save(update_fields=["state", "post", "decided_at", "decided_by"])
    idea = plans.ideas(offer.workspace).filter(pk=locked.idea_id or 0).first()
    if idea is not None:
        plan.use_idea(idea=idea, now=now)
    record("balance.idea-used", workspace=offer.workspace_id, by=by, now=now, about=locked, post=post.pk)
    return post


@transaction.atomic
def put_aside(*, offer: Offer, reason: str, by: Person, now: datetime) -> Offer:
    """Not this one; it never comes again by itself. Another takes its place."""
    offer.state, offer.reason = Offer.State.ASIDE, reason.strip()[:LONGEST_REASON]
    offer.decided_at, offer.decided_by = now, by
    offer.save(update_fields=["state", "reason", "decided_at", "decided_by"])
    record("balance.idea-aside", workspace=offer.workspace_id, by=by, now=now, about=offer)
    return offer


@transaction.atomic
def bring_back(*, offer: Offer, by: Person, now: datetime) -> Offer:
    """An idea that was put aside waits again."""
    if offer.state == Offer.State.ASIDE:
        offer.state, offer.reason, offer.decided_at, offer.decided_by = Offer.State.OPEN, "", None, None
        offer.save(update_fields=["state", "reason", "decided_at", "decided_by"])
        record("balance.idea-back", workspace=offer.workspace_id, by=by, now=now, about=offer)
    return offer


@transaction.atomic
def balance_week(*, workspace: Workspace, by: Person, now: datetime, only: int = 0) -> int:
    """Drafts for the next free times of the channels that sell too much, from the ideas that wait; how many.

    only: a channel, whatever its balance of the last two weeks. Nothing is planned: "Plan my week" offers the drafts
    for those times. Raises Problem where nothing can be done.
    """
    usable = [one for one in queries.balances(workspace, now) if one.channel.is_usable]
    tipped = [one for one in usable if (one.channel.pk == only if only else one.is_tipped)]
    if not tipped:
        raise Problem(say("Every channel is in balance; nothing needs to be added."))
    find_ideas(workspace, now)
    free, made = _free(workspace, now), 0
    for one in tipped:
        room = free[one.channel.pk] if sum(free.values()) else MOST_A_WEEK
        for offer in _fitting(workspace, one)[: min(max(one.now.others_needed, 1), room, MOST_A_WEEK)]:
            write_idea(offer=offer, by=by, now=now, only=[one.channel])
            made += 1
    if not made:
        raise Problem(say("No free time in the next seven days, or no idea is left. Both can be added."))
    record("balance.week-balanced", workspace=workspace, by=by, now=now, posts=made)
    return made


@transaction.atomic
def add_partner(*, workspace: Workspace, name: str, handle: str, url: str, feed: str, by: Person,
                now: datetime) -> Partner:  # fmt: skip
    """Somebody whose posts are passed on with credit; their feed is read for ideas. Raises Problem."""
    if queries.partners(workspace).count() >= MOST_PARTNERS:
        raise Problem(say("At most {n} partners, please.", n=MOST_PARTNERS))
    if queries.partners(workspace).filter(name=name).exists():
        raise Problem(say("This partner is on your list already."), "name")
    if feed:
        imports.follow(workspace=workspace, url=feed, by=by, now=now)
    made = Partner.objects.create(
        workspace=workspace, name=name, handle=handle.strip().lstrip("@"), url=url or feed, by=by, at=now
    )
    record("balance.partner-added", workspace=workspace, by=by, now=now, about=made)
    return made


@transaction.atomic
def drop_partner(*, partner: Partner, by: Person, now: datetime) -> None:
    """No longer a partner; their feed is still read until it is unfollowed."""
    record("balance.partner-dropped", workspace=partner.workspace_id, by=by, now=now, about=partner)
    partner.delete()


def _draft(offer: Offer, wanted: list[Channel], by: Person, now: datetime) -> Post:
    workspace = offer.workspace
    text = f"{offer.text}\n\n{offer.credit}" if offer.credit else offer.text
    post = posts.create_post(workspace=workspace, by=by, now=now, idea=text)
    draft = posts.Draft(
        text, link=offer.link, language=workspace.language, pillar=_pillar(workspace, Kind(offer.kind)),
        texts={one.pk: None for one in wanted}, poll=offer.poll or None,
    )  # fmt: skip
    return posts.save_post(post=post, version=post.version, draft=draft, by=by, now=now)


def _copy(offer: Offer, wanted: list[Channel], by: Person, now: datetime) -> Post | None:
    """Of an evergreen post everything is taken over, its pictures too."""
    source, _colon, rest = offer.key.partition(":")
    if source != "evergreen":
        return None
    kept = recurring.evergreens_of(offer.workspace).filter(pk=int(rest.partition(":")[0])).first()
    return copy_post(post=kept.post, by=by, now=now, only=[one.pk for one in wanted]) if kept else None


def _pillar(workspace: Workspace, kind: Kind) -> Pillar | None:
    """The kind of content it belongs to, by what somebody said or by its name; else the first nobody has said it of."""
    meant = queries.meanings(workspace)
    giving = [one for one in strategy.pillars(workspace) if not one.is_promotional]
    for one in giving:
        if meant.get(one.pk) == kind:
            return one
    around = Around(workspace.language)
    for one in giving:
        if one.pk not in meant and recognise(f"{one.name}. {one.description}", around).kind is kind:
            return one
    return next((one for one in giving if one.pk not in meant), None)


def _fitting(workspace: Workspace, one: queries.ChannelBalance) -> list[Offer]:
    """The ideas that wait, those of a kind the channel lacks most first."""
    return sorted(queries.offers(workspace), key=lambda offer: one.now.counts.get(Kind(offer.kind), 0))


def _free(workspace: Workspace, now: datetime) -> Counter[int]:
    """Channel -> weekly times of the next seven days without a post."""
    zone = slots.zone(workspace.time_zone)
    found = look(workspace, Span(now.astimezone(zone).date(), DAYS + 1, zone), now)
    return Counter(slot.channel_id for slot, at in free_slots(found) if at.utc <= now + timedelta(days=DAYS))
