"""Reading how a shop's posts are balanced."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db.models import QuerySet

from vitrino.balance.history import Seen as Seen
from vitrino.balance.history import by_channel as by_channel
from vitrino.balance.history import posts_seen as posts_seen
from vitrino.balance.history import text_for
from vitrino.balance.kinds import Told as Told
from vitrino.balance.kinds import key_of as key_of
from vitrino.balance.kinds import teller
from vitrino.balance.models import ChannelLimit as ChannelLimit
from vitrino.balance.models import Errand as Errand
from vitrino.balance.models import Offer as Offer
from vitrino.balance.models import Partner as Partner
from vitrino.balance.models import PillarKind
from vitrino.channels import queries as channels
from vitrino.domain import slots
from vitrino.domain.balance import Dated, Kind, Limits, Standing, stand, tips_at
from vitrino.posts import queries as posts
from vitrino.workspace.models import Workspace

if TYPE_CHECKING:
    from vitrino.channels.queries import Channel
    from vitrino.posts.models import Post


@dataclass(frozen=True)
class ChannelBalance:
    """One channel. now: as it stands; then: if what is planned goes out; tips: the planned post that makes it worse
    than the limit. own: the owner's own limit.
    """

    channel: Channel
    platform: str
    now: Standing
    then: Standing
    planned: tuple[Seen, ...]
    out: tuple[Seen, ...]
    tips: Seen | None = None
    own: ChannelLimit | None = None

    @property
    def is_over(self) -> bool:
        return self.now.tone in ("warn", "bad")

    @property
    def is_tipped(self) -> bool:
        """Now, or by what is planned."""
        return self.is_over or self.tips is not None


def balances(workspace: Workspace, now: datetime, found: list[Seen] | None = None) -> list[ChannelBalance]:
    """Every channel in use, in its order. A handful of queries, whatever there is."""
    mine = by_channel(posts_seen(workspace, now) if found is None else found)
    limits = limits_of(workspace)
    return [_balance(one, mine.get(one.pk, []), limits.get(one.pk), now) for one in channels.channels_of(workspace)]


def out_lately(workspace: Workspace, now: datetime, span: timedelta) -> list[Seen]:
    """Posts that went out in that time, here or elsewhere, oldest first; for the checkup."""
    return posts_seen(workspace, now, back=span, ahead=timedelta(0))


def kinds_of(found: list[Seen]) -> list[tuple[Kind | None, Kind | None]]:
    """What each is, and what it looks like where nobody knows."""
    return [(one.told.kind, one.told.guess) for one in found]


def limits_of(workspace: Workspace) -> dict[int, ChannelLimit]:
    """Channel -> the owner's own limit; channels with the usual one are missing."""
    mine = ChannelLimit.objects.filter(channel__workspace=workspace).select_related("by")
    return {one.channel_id: one for one in mine}


def meanings(workspace: Workspace) -> dict[int, Kind]:
    """Pillar -> what its posts are, as somebody said."""
    rows = PillarKind.objects.filter(pillar__workspace=workspace).values_list("pillar_id", "kind")
    return {pk: Kind(kind) for pk, kind in rows}


def told_of(post: Post) -> Told:
    """What a post in the composer is, as it is written now."""
    tells = teller(post.workspace, [post.idea])
    return tells.tell(text_for(post.pillar, post.idea, is_poll=bool(post.poll), link=post.link))


def would_tip(post: Post, now: datetime) -> list[ChannelBalance]:
    """The post's channels that it would tip, or that are tipped already, if it goes out next and sells something."""
    if told_of(post).kind is not Kind.SELLS:
        return []
    wanted = set(posts.variants_of(post).values_list("channel_id", flat=True))
    mine = {one.pk for one in channels.channels_of(post.workspace)} & wanted
    return [one for one in balances(post.workspace, now) if one.channel.pk in mine and _tips_next(one, now)]


def offers(workspace: Workspace) -> QuerySet[Offer]:
    """Ideas nobody has used or put aside, newest first."""
    return every_offer(workspace).filter(state=Offer.State.OPEN)


def every_offer(workspace: Workspace) -> QuerySet[Offer]:
    return Offer.objects.filter(workspace=workspace).select_related("idea").order_by("-at", "pk")


def partners(workspace: Workspace) -> QuerySet[Partner]:
    return Partner.objects.filter(workspace=workspace).order_by("name", "pk")


def errands_of(workspace: Workspace, now: datetime) -> QuerySet[Errand]:
    """Today's, in the shop's own zone and in order."""
    here = now.astimezone(slots.zone(workspace.time_zone)).date()
    return Errand.objects.filter(workspace=workspace, day=here).order_by("position", "pk")


def errands_between(workspace: Workspace, since: datetime, until: datetime) -> QuerySet[Errand]:
    """What was done in that time."""
    mine = Errand.objects.filter(workspace=workspace, state=Errand.State.DONE)
    return mine.filter(decided_at__gte=since, decided_at__lt=until)


def due_today(workspace: Workspace, now: datetime) -> tuple[int, int]:
    """How much of today's list is open: things and minutes."""
    found = list(errands_of(workspace, now).filter(state=Errand.State.OPEN).values_list("minutes", flat=True))
    return len(found), sum(found)


def _balance(channel: Channel, mine: list[Seen], own: ChannelLimit | None, now: datetime) -> ChannelBalance:
    limits = Limits.of(own.share) if own else Limits()
    out, planned = [one for one in mine if not one.is_planned], [one for one in mine if one.is_planned]
    dated = [one.dated for one in out]
    last = max((one.at for one in planned), default=now)
    tipping = tips_at(dated, [one.dated for one in planned], limits)
    return ChannelBalance(
        channel, channels.manifest_of(channel).name, stand(dated, now, limits),
        stand([one.dated for one in mine], last, limits), tuple(planned), tuple(out),
        next((one for one in planned if tipping and one.dated == tipping), None), own,
    )  # fmt: skip


def _tips_next(one: ChannelBalance, now: datetime) -> bool:
    limits = one.now.limits
    soon = Dated(now + timedelta(minutes=1), Kind.SELLS, "next")
    return tips_at([post.dated for post in one.out], [soon], limits) is not None
