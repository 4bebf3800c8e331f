"""Changing what becomes of links, making short ones, counting clicks, reading pages."""

from __future__ import annotations

import re
import secrets
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import F

from vitrino.channels.queries import Channel
from vitrino.connect.errors import ConnectError
from vitrino.connect.http import HttpDoor, Limits
from vitrino.connect.wire import Request
from vitrino.domain.links import clean_url
from vitrino.domain.tagging import TagRule, check_rule
from vitrino.links.models import Clicks, LinkSettings, Preview, ShortLink
from vitrino.links.outgoing import CODE_LENGTH, CODE_LETTERS, Words, changer, hash_of, settings_of
from vitrino.links.reading import PageCard, card_of
from vitrino.workspace.actions import record
from vitrino.workspace.models import Person, Workspace

LIMITS = Limits(total_s=6, connect_s=3, max_bytes=3_000_000, retries=0)
FRESH = timedelta(days=7)
# A page that could not be read is asked again after an hour.
RETRY = timedelta(hours=1)
# Whoever says to be a program, or nothing at all. Previews of the networks fetch each link at once.
PROGRAMS = re.compile(
    r"bot\b|bot/|crawl|spider|slurp|preview|fetch|scan|monitor|headless|facebookexternalhit|facebot|embedly|whatsapp"
    r"|telegram|mastodon|bluesky|pleroma|akkoma|misskey|curl|wget|python|java/|go-http|okhttp|axios|node|ruby|php|libwww",
    re.IGNORECASE,
)


@transaction.atomic
def change_settings(*, workspace: Workspace, use: str, rule: TagRule, by: Person, now: datetime) -> LinkSettings:
    """Say what becomes of links from now on. Raises Problem for a rule with gaps that nothing fills."""
    check_rule(rule)
    made, _is_new = LinkSettings.objects.update_or_create(
        workspace=workspace,
        defaults={"use": use, "source": rule.source, "medium": rule.medium, "campaign": rule.campaign},
    )
    record("links.changed", workspace=workspace, by=by, now=now, use=use)
    return made


def send_out(channel: Channel, said: Words, *, now: datetime, wish: str = "", kind: str = "") -> Words:
    """The post with its links as they go out. The same post gets the same short links every time."""
    chosen = settings_of(channel.workspace)
    return said.each(changer(channel, chosen, wish, kind, lambda url: shorten(channel=channel, target=url, now=now)))


def shorten(*, channel: Channel, target: str, now: datetime) -> str:
    """Our own short address for a target on a channel; the one that is there already, if there is one."""
    place: dict[str, Any] = {"workspace_id": channel.workspace_id, "channel": channel, "target_hash": hash_of(target)}
    found = ShortLink.objects.filter(**place).first()
    while found is None:
        code = "".join(secrets.choice(CODE_LETTERS) for _letter in range(CODE_LENGTH))
        try:
            with transaction.atomic():
                found = ShortLink.objects.create(**place, code=code, target=target, created_at=now)
        except IntegrityError:  # the code is taken, or somebody made this very link just now
            found = ShortLink.objects.filter(**place).first()
    return f"{settings.BASE_URL}/l/{found.code}"


def open_link(*, code: str, agent: str, counts: bool, now: datetime) -> str | None:
    """Where a short link leads, counted for its day unless a program asks; None for a code that is not ours."""
    link = ShortLink.objects.filter(code=code).only("pk", "target").first()
    if link is None:
        return None
    if counts and agent.strip() and not PROGRAMS.search(agent):
        Clicks.objects.get_or_create(link=link, day=now.date())
        Clicks.objects.filter(link=link, day=now.date()).update(count=F("count") + 1)
    return link.target


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
