"""Reading what becomes of links, how often they were opened, and what stands behind them."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

from django.db.models import QuerySet, Sum

from vitrino.channels.queries import Channel
from vitrino.domain.message import Message
from vitrino.domain.tagging import TagRule, is_on, tag
from vitrino.links.models import Clicks, LinkSettings, Preview, ShortLink
from vitrino.links.outgoing import PLAIN, changer, hash_of, hosts_of, stand_in
from vitrino.links.outgoing import Words as Words
from vitrino.links.outgoing import can_shorten as can_shorten
from vitrino.links.outgoing import settings_of as settings_of
from vitrino.links.outgoing import use_of as use_of
from vitrino.workspace.models import Workspace


def as_it_goes_out(chosen: LinkSettings, channel: Channel, said: Words, *, wish: str = "", kind: str = "") -> Words:
    """The post with its links as they will be, for counting and showing. Makes nothing."""
    return said.each(changer(channel, chosen, wish, kind, stand_in))


def notes_of(chosen: LinkSettings, said: Words, *, wish: str = "") -> list[Message]:
    """What to say about tags that links have already; at most two sentences."""
    found: dict[str, Message] = {}

    def look(url: str) -> str:
        note = tag(url, TagRule(chosen.source, chosen.medium, chosen.campaign), {}).note
        if note is not None and is_on(url, hosts_of(chosen.workspace)):
            found[url] = note
        return url

    if use_of(chosen, wish) != PLAIN:
        said.each(look)
    return list({str(note): note for note in found.values()}.values())[:2]


def short_links(workspace: Workspace, since: date) -> QuerySet[Any]:
    """The shop's short links with `opened`, how often since that day; the most opened first."""
    found = ShortLink.objects.filter(workspace=workspace, clicks__day__gte=since).select_related("channel")
    return found.annotate(opened=Sum("clicks__count")).order_by("-opened", "-pk")


def clicks_by_channel(workspace: Workspace, since: date) -> dict[int | None, int]:
    """How often links were opened since that day, by the channel they stood on (None: a channel that is gone)."""
    found = Clicks.objects.filter(link__workspace=workspace, day__gte=since).values("link__channel")
    return {row["link__channel"]: row["all"] for row in found.annotate(all=Sum("count"))}


def previews_of(workspace: Workspace, urls: Collection[str]) -> dict[str, Preview]:
    """What is known about the pages behind these addresses; those never read are missing."""
    wanted = {hash_of(url): url for url in urls if url}
    if not wanted:
        return {}
    return {one.url: one for one in Preview.objects.filter(workspace=workspace, url_hash__in=wanted)}
