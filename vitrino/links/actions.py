"""Changing what becomes of links, making short ones, counting clicks, reading pages."""

from __future__ import annotations

import secrets
from collections.abc import Collection
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction

from vitrino.campaigns.queries import Campaign
from vitrino.channels.queries import Channel
from vitrino.connect.errors import ConnectError
from vitrino.connect.http import HttpDoor, Limits
from vitrino.connect.wire import Request
from vitrino.domain.links import clean_url
from vitrino.domain.message import say
from vitrino.domain.problem import Problem
from vitrino.domain.tagging import TagRule, check_rule, is_on, plain_value, tag
from vitrino.links import counting
from vitrino.links.leading import target_of
from vitrino.links.models import LinkSettings, Preview, ShortLink
from vitrino.links.outgoing import (
    CODE_LENGTH,
    CODE_LETTERS,
    NOWHERE,
    Stands,
    Words,
    address_of,
    changer,
    hash_of,
    hosts_of,
    rule_of,
    settings_of,
)
from vitrino.links.reading import PageCard, card_of
from vitrino.workspace.actions import record
from vitrino.workspace.models import Person, Workspace

LIMITS = Limits(total_s=6, connect_s=3, max_bytes=3_000_000, retries=0)
FRESH = timedelta(days=7)
# A page that could not be read is asked again after an hour.
RETRY = timedelta(hours=1)


@transaction.atomic
def change_settings(*, workspace: Workspace, use: str, rule: TagRule, by: Person, now: datetime) -> LinkSettings:
    """Say what becomes of links from now on. Raises Problem for a rule with gaps that nothing fills."""
    check_rule(rule)
    made, _is_new = LinkSettings.objects.update_or_create(
        workspace=workspace,
        defaults={"use": use, "source": rule.source, "medium": rule.medium, "campaign": rule.campaign,
                  "content": rule.content},
    )  # fmt: skip
    record("links.changed", workspace=workspace, by=by, now=now, use=use)
    return made


def send_out(channel: Channel, said: Words, stands: Stands = NOWHERE, *, now: datetime) -> Words:
    """The post with its links as they go out. The same post gets the same short links every time."""
    chosen = settings_of(channel.workspace)

    def short(url: str) -> str:
        return shorten(channel=channel, target=url, stands=stands, now=now)

    return said.each(changer(channel, chosen, stands, short))


def shorten(*, channel: Channel, target: str, stands: Stands = NOWHERE, now: datetime) -> str:
    """Our own short address for a target in a post on a channel; the one that is there already, if there is one."""
    place = {"workspace_id": channel.workspace_id, "channel": channel,
             "target_hash": hash_of(f"{stands.post_id or ''} {target}")}  # fmt: skip
    link = _one(place, target=target, post_id=stands.post_id, campaign=stands.campaign, created_at=now)
    return address_of(link)


@transaction.atomic
def make_link(
    *, workspace: Workspace, url: str, label: str, campaign: Campaign | None, by: Person, now: datetime
) -> ShortLink:
    """A short link for a place that is no post: a poster, a profile, a newsletter. The same for the same words.

    A link to the shop's own site is tagged with where it stands. Raises Problem for what is no web address.
    """
    url = clean_url(url).url
    label = " ".join(label.split())[:120]
    if not label:
        raise Problem(say("Say where the link will stand, so that its clicks mean something."), "label")
    chosen = settings_of(workspace)
    rule = replace(rule_of(chosen, campaign), source=plain_value(label) or "link", content="")
    tagged = tag(url, rule, {}).url if is_on(url, hosts_of(workspace)) else url
    place = {"workspace": workspace, "channel": None, "target_hash": hash_of(f"{label} {tagged}")}
    link = ShortLink.objects.filter(**place).first()
    if link is None:
        link = _one(place, target=tagged, label=label, campaign=campaign, created_at=now)
        record("links.made", workspace=workspace, by=by, now=now, about=link)
    return link


@transaction.atomic
def set_open(*, link: ShortLink, is_open: bool, by: Person, now: datetime) -> ShortLink:
    """Let a link lead to its target, or say kindly that it no longer does."""
    link.closed_at = None if is_open else link.closed_at or now
    link.save(update_fields=["closed_at"])
    record("links.opened" if is_open else "links.closed", workspace=link.workspace_id, by=by, now=now, about=link)
    return link


def count_for(*, workspace: Workspace, post_ids: Collection[int], campaign: Campaign | None) -> int:
    """Clicks on the links of these posts count for a campaign, also those of the past."""
    return ShortLink.objects.filter(workspace=workspace, post_id__in=post_ids).update(campaign=campaign)


def open_link(*, code: str, is_person: bool, now: datetime) -> str | None:
    """Where a short link leads, counted for its day; None for a code that is not ours or leads nowhere any more."""
    target = target_of(code)
    if target is None:
        return None
    counting.write({counting.Click(target.link_id, now.astimezone(target.zone).date(), is_person): 1})
    return target.location


def _one(place: dict[str, Any], **values: Any) -> ShortLink:
    """The link of this place, made when there is none."""
    found = ShortLink.objects.filter(**place).first()
    while found is None:
        code = "".join(secrets.choice(CODE_LETTERS) for _letter in range(CODE_LENGTH))
        try:
            with transaction.atomic():
                found = ShortLink.objects.create(**place, **values, code=code)
        except IntegrityError:  # the code is taken, or somebody made this very link just now
            found = ShortLink.objects.filter(**place).first()
    return found


def look_at_page(*, workspace: Workspace, url: str, now: datetime) -> Preview:
    """How the page behind a link calls itself; read again after a week. Raises Problem for what is no web address."""
    clean_url(url)
    place: dict[str, Any] = {"workspace": workspace, "url_hash": hash_of(url)}
    known = Preview.objects.filter(**place).first()
    if known is not None and now - known.fetched_at < (FRESH if known.title else RETRY):
        return known
    card = _read(url)
    made, _is_new = Preview.objects.update_or_create(
        **place,
        defaults={"url": url, "title": card.title, "description": card.description, "site": card.site,
                  "picture_url": card.picture_url, "fetched_at": now},
    )  # fmt: skip
    return made


def _read(url: str) -> PageCard:
    door = HttpDoor(allow_private=settings.VITRINO_ALLOW_PRIVATE, limits=LIMITS)
    try:
        return card_of(door.send(Request("GET", url, {"accept": "text/html"}, repeatable=True)))
    except ConnectError:
        return PageCard()
