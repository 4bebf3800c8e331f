"""Feeds that bring ideas. Nothing of a feed is ever posted by itself: a person makes a post of an idea, or not."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction

from vitrino.connect.errors import ConnectError
from vitrino.connect.feeds import ACCEPT
from vitrino.connect.feeds import MOST_ITEMS as MOST_ITEMS
from vitrino.connect.feeds import Item as Item
from vitrino.connect.feeds import NoFeed as NoFeed
from vitrino.connect.feeds import items_in as items_in
from vitrino.connect.http import HttpDoor, Limits, check_url
from vitrino.connect.wire import Request
from vitrino.domain.message import say
from vitrino.domain.problem import Problem
from vitrino.imports.models import Feed, SeenItem
from vitrino.plan import actions as plan
from vitrino.ui.words import words
from vitrino.workspace.actions import record
from vitrino.workspace.models import Person, Workspace

LIMITS = Limits(total_s=15, max_bytes=3 * 1024 * 1024, retries=1)
EVERY = timedelta(hours=1)
AFTER_A_FAULT = timedelta(hours=3)
MOST_FEEDS = 20
# Of one reading: the newest few, so that a feed of fifty thousand does not bury the shop's own ideas.
MOST_NEW = 10
LONGEST_IDEA = 600


@transaction.atomic
def follow(*, workspace: Workspace, url: str, by: Person, now: datetime) -> Feed:
    """Read a feed for ideas from now on; the same address twice is one feed. Raises Problem."""
    try:
        check_url(url.strip(), any_port=settings.VITRINO_ALLOW_PRIVATE)
    except ConnectError as error:
        raise Problem(error.message, "url") from error
    if Feed.objects.filter(workspace=workspace).count() >= MOST_FEEDS:
        raise Problem(say("At most {n} feeds, please.", n=MOST_FEEDS), "url")
    made, is_new = Feed.objects.get_or_create(
        workspace=workspace, url=url.strip(), defaults={"by": by, "created_at": now, "due_at": now}
    )
    if is_new:
        record("feed.followed", workspace=workspace, by=by, now=now, about=made)
    return made


@transaction.atomic
def unfollow(*, feed: Feed, by: Person, now: datetime) -> None:
    """No more ideas from there; those that came stay."""
    record("feed.dropped", workspace=feed.workspace_id, by=by, now=now, about=feed)
    feed.delete()


def read(feed: Feed, now: datetime) -> datetime:
    """Read the feed and note what is new as ideas. When to come back."""
    try:
        answer = HttpDoor(allow_private=settings.VITRINO_ALLOW_PRIVATE, limits=LIMITS).send(_request(feed))
        if answer.status == 304:
            return _came_back(feed, now)
        if answer.status != 200:
            raise NoFeed(say("The address answers with {status}.", status=answer.status))
        title, items = items_in(answer.body, now)
    except (ConnectError, Problem) as error:
        Feed.objects.filter(pk=feed.pk).update(read_at=now, error=words(error.message)[:300])
        return now + AFTER_A_FAULT
    take_in(feed, items, now)
    known = {"etag": answer.headers.get("etag", "")[:200], "modified": answer.headers.get("last-modified", "")[:100]}
    return _came_back(feed, now, title=title[:200], **known)


@transaction.atomic
def take_in(feed: Feed, items: list[Item], now: datetime) -> int:
    """Note the new ones as ideas, each once for ever; of the first reading only the newest. How many."""
    seen = set(SeenItem.objects.filter(feed=feed).values_list("item_hash", flat=True))
    new = [item for item in items if item.key not in seen]
    SeenItem.objects.bulk_create([SeenItem(feed=feed, item_hash=one.key, at=now) for one in new], ignore_conflicts=True)
    for item in new[:MOST_NEW]:
        plan.note_idea(workspace=feed.workspace, text=_idea(item), by=None, now=now)
    return min(len(new), MOST_NEW)


def _request(feed: Feed) -> Request:
    headers = {"accept": ACCEPT}
    if feed.etag:
        headers["if-none-match"] = feed.etag
    if feed.modified:
        headers["if-modified-since"] = feed.modified
    return Request("GET", feed.url, headers=headers)


def _idea(item: Item) -> str:
    """Title, the beginning of the text, and the link."""
    text = item.text if len(item.text) <= LONGEST_IDEA else item.text[:LONGEST_IDEA].rsplit(" ", 1)[0] + "…"
    parts = dict.fromkeys(part for part in (item.title[:300], text, item.link) if part)
    return "\n\n".join(parts)


def _came_back(feed: Feed, now: datetime, **fields: str) -> datetime:
    Feed.objects.filter(pk=feed.pk).update(read_at=now, error="", **fields)
    return now + EVERY
