"""Reading what becomes of links, how often they were opened, and what stands behind them."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

from django.db.models import QuerySet, Sum
from django.db.models.functions import Coalesce

from vitrino.campaigns.queries import Campaign
from vitrino.channels.queries import Channel
from vitrino.domain.message import Message
from vitrino.domain.tagging import is_on, tag
from vitrino.links.models import Clicks, LinkSettings, Preview
from vitrino.links.models import ShortLink as ShortLink
from vitrino.links.outgoing import NOWHERE, PLAIN, changer, hash_of, hosts_of, rule_of, stand_in
from vitrino.links.outgoing import Stands as Stands
from vitrino.links.outgoing import Words as Words
from vitrino.links.outgoing import address_of as address_of
from vitrino.links.outgoing import can_shorten as can_shorten
from vitrino.links.outgoing import settings_of as settings_of
from vitrino.links.outgoing import use_of as use_of
from vitrino.workspace.models import Workspace


def as_it_goes_out(chosen: LinkSettings, channel: Channel, said: Words, stands: Stands = NOWHERE) -> Words:
    """The post with its links as they will be, for counting and showing. Makes nothing."""
    return said.each(changer(channel, chosen, stands, stand_in))


def notes_of(chosen: LinkSettings, said: Words, stands: Stands = NOWHERE) -> list[Message]:
    """What to say about tags that links have already; at most two sentences."""
    found: dict[str, Message] = {}

    def look(url: str) -> str:
        if is_on(url, hosts_of(chosen.workspace)) and (note := tag(url, rule_of(chosen, stands.campaign), {}).note):
            found[url] = note
        return url

    if use_of(chosen, stands) != PLAIN:
        said.each(look)
    return list({str(note): note for note in found.values()}.values())[:2]


def short_links(workspace: Workspace, since: date) -> QuerySet[Any]:
    """The shop's short links with `opened` by people and `programs`, since that day; the most opened first."""
    found = ShortLink.objects.filter(workspace=workspace, clicks__day__gte=since).select_related("channel", "post")
    counted = found.annotate(opened=Sum("clicks__count"), programs=Sum("clicks__programs"))
    return counted.order_by("-opened", "-pk")


def links_of(workspace: Workspace) -> QuerySet[ShortLink]:
    """Every short link of the shop, also closed ones, the newest first."""
    found = ShortLink.objects.filter(workspace=workspace).select_related("channel", "post", "campaign")
    return found.order_by("-created_at", "-pk")


def is_known(code: str) -> bool:
    """Whether this was ever a link of ours, so that its visitors can be told that it is over."""
    return ShortLink.objects.filter(code=code).exists()


def made_by_hand(workspace: Workspace) -> QuerySet[Any]:
    """Those for places that are no posts, with how often each was `opened` in all."""
    found = links_of(workspace).exclude(label="")
    return found.annotate(opened=Coalesce(Sum("clicks__count"), 0))


def of_campaign(campaign: Campaign) -> QuerySet[Any]:
    """The links of a campaign with `opened` and `programs` in all; the most opened first."""
    found = ShortLink.objects.filter(campaign=campaign).select_related("channel", "post")
    counted = found.annotate(opened=Coalesce(Sum("clicks__count"), 0), programs=Coalesce(Sum("clicks__programs"), 0))
    return counted.order_by("-opened", "-pk")


def clicks_by_channel(workspace: Workspace, since: date) -> dict[int | None, int]:
    """How often links were opened since that day, by the channel they stood on (None: a channel that is gone)."""
    return _summed(Clicks.objects.filter(link__workspace=workspace, day__gte=since), "link__channel")


def clicks_by_day(workspace: Workspace, first: date, last: date, campaign: Campaign | None = None) -> dict[date, int]:
    """How often links were opened on each day that has clicks; of one campaign, or of all links."""
    found = Clicks.objects.filter(link__workspace=workspace, day__gte=first, day__lte=last)
    return _summed(found.filter(link__campaign=campaign) if campaign else found, "day")


def clicks_of_campaigns(campaign_ids: Collection[int]) -> dict[int, dict[date, int]]:
    """How often the links of each campaign were opened on each day; those without clicks are missing."""
    rows = Clicks.objects.filter(link__campaign__in=list(campaign_ids)).order_by("day")
    found: dict[int, dict[date, int]] = {}
    for row in rows.values("link__campaign", "day").annotate(all=Sum("count")):
        found.setdefault(row["link__campaign"], {})[row["day"]] = row["all"]
    return found


def clicks_by_post(workspace: Workspace, post_ids: Collection[int]) -> dict[int, int]:
    """How often the links in these posts were opened; posts without clicks are missing."""
    return _summed(Clicks.objects.filter(link__workspace=workspace, link__post__in=list(post_ids)), "link__post")


def _summed(clicks: QuerySet[Clicks], by: str) -> dict[Any, int]:
    counted = clicks.order_by().values(by).annotate(all=Sum("count"))
    return {row[by]: row["all"] for row in counted}


def previews_of(workspace: Workspace, urls: Collection[str]) -> dict[str, Preview]:
    """What is known about the pages behind these addresses; those never read are missing."""
    wanted = {hash_of(url): url for url in urls if url}
    if not wanted:
        return {}
    return {one.url: one for one in Preview.objects.filter(workspace=workspace, url_hash__in=wanted)}
