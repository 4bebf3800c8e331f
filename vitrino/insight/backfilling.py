"""What a channel posted without Vitrino: its whole history, page by page, and once a day what was added by hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Exists, F, OuterRef, QuerySet

from vitrino.channels import gateway
from vitrino.channels import queries as channels
from vitrino.connect.errors import ConnectError
from vitrino.domain.message import Message, say
from vitrino.engine import actions as engine
from vitrino.insight import storing
from vitrino.insight.measuring import next_age
from vitrino.insight.models import Backfill, KnownPost
from vitrino.workspace.models import Workspace

if TYPE_CHECKING:
    from vitrino.channels.queries import Channel
    from vitrino.connect.records import PastPage, PostOverview

# After so many failures in a row it waits for a day; what was read stays, and the next try begins at its cursor.
TRIES = 5
WAIT, LONG_WAIT = timedelta(minutes=5), timedelta(days=1)
PAUSE = timedelta(seconds=2)
A_WEEK = timedelta(days=7)
# As many as the engine looks at; nobody is made to pay for older ones.
MOST_PAID = 500
# Old posts whose numbers must be asked for one by one come at this pace, so that young ones need not wait behind them.
BETWEEN = timedelta(seconds=6)


def begin_new(now: datetime) -> int:
    """A history to read for every channel that has none yet; how many begin."""
    begun = Backfill.objects.filter(channel_id=OuterRef("pk"))
    empty = [one for one in channels.channels_to_measure().filter(~Exists(begun)) if _can_be_read(one)]
    Backfill.objects.bulk_create(
        [Backfill(channel=one, started_at=now, due_at=now) for one in empty], ignore_conflicts=True
    )
    if empty:
        engine.ring()
    return len(empty)


def backfill(channel: Channel, now: datetime) -> int:
    """The whole history at once; how many posts are new. For the sample shop and tests."""
    if not _can_be_read(channel):
        return 0
    row, _is_new = Backfill.objects.get_or_create(channel=channel, defaults={"started_at": now})
    row.cursor, before = "", KnownPost.objects.filter(channel=channel).count()
    while read_page(row, now) == now + PAUSE:
        pass
    return KnownPost.objects.filter(channel=channel).count() - before


@dataclass(frozen=True)
class History:
    """How far a channel's past is known. limit: why there is no more of it. problem: why it stands still."""

    channel: Channel
    found: int
    oldest_at: datetime | None
    is_done: bool
    limit: Message | None
    problem: Message | None


def histories_of(workspace: Workspace) -> list[History]:
    """Channel by channel, those being read first."""
    mine = Backfill.objects.filter(channel__workspace=workspace).select_related("channel")
    return [_history(row) for row in mine.order_by(F("done_at").asc(nulls_first=True), "channel")]


def _history(row: Backfill) -> History:
    why = Message(row.reason["template"], row.reason["values"]) if row.reason else None
    is_done = row.done_at is not None
    return History(row.channel, row.found, row.oldest_at, is_done, _limit(row) if is_done else None, why)


def _limit(row: Backfill) -> Message | None:
    manifest = channels.manifest_of(row.channel)
    if _has_price(row.channel) and row.found >= MOST_PAID:
        return say("Reading costs money on {platform}, so only the newest {n} posts were read.",
                   platform=manifest.name, n=MOST_PAID)  # fmt: skip
    most = manifest.history_most
    # The last page of a capped list may hold a few less than promised: deleted posts are counted and not told.
    if most is not None and row.found >= most.value * 0.95:
        return say("{platform} tells no older posts.", platform=manifest.name)
    return None


def rows() -> QuerySet[Backfill]:
    return Backfill.objects.select_related("channel__workspace")


def read_page(row: Backfill, now: datetime) -> datetime | None:
    """The next page of one channel's history. When to come back: at once for the next page, else to look for what
    was posted by hand since."""
    if not row.channel.is_usable:
        return now + LONG_WAIT
    try:
        with channels.running_from(now):
            page = gateway.past(row.channel, row.cursor)
    except ConnectError as error:
        return _later(row, error.message, now)
    return _keep(row, page, now)


@transaction.atomic
def _keep(row: Backfill, page: PastPage, now: datetime) -> datetime | None:
    """The page's posts and the place after it, in one commit: a restart goes on with the next page.

    Once the whole was read, only what is new is looked for: down to the first page that holds something known.
    """
    new = remember(row.channel, page.posts, now, already=row.found)
    oldest = min((one.at for one in page.posts), default=None)
    row.found += len(page.posts) if row.done_at is None else new
    row.oldest_at = min(filter(None, (row.oldest_at, oldest)), default=None)
    goes_on = bool(page.cursor) and page.cursor != row.cursor and (row.done_at is None or new == len(page.posts) > 0)
    goes_on = goes_on and not (_has_price(row.channel) and row.found >= MOST_PAID)
    row.cursor, row.tries, row.reason = page.cursor if goes_on else "", 0, {}
    row.done_at = row.done_at if goes_on else now
    row.save(update_fields=["found", "oldest_at", "cursor", "tries", "reason", "done_at"])
    return now + (PAUSE if goes_on else _again(row.channel))


def _again(channel: Channel) -> timedelta:
    """Where each thing that is read has its price, once a week is often enough."""
    return A_WEEK if _has_price(channel) else LONG_WAIT


def _has_price(channel: Channel) -> bool:
    return any(fact.value.operation == "read" for fact in channels.manifest_of(channel).prices)


def remember(channel: Channel, found: Sequence[PostOverview], now: datetime, *, already: int = 0) -> int:
    """Posts of a history with their numbers; how many are new. Those known before learn their format.

    already: posts found on earlier pages; those whose numbers must be asked for come one after another behind them.
    """
    posts = [_post(channel, one, now, already + place) for place, one in enumerate(found)]
    new = storing.introduce(channel, posts, {one.remote_id: one.metrics for one in found})
    told = {one.remote_id: one.format for one in found if one.format}
    without = KnownPost.objects.filter(channel=channel, remote_id__in=told, format="")
    changed = list(without)
    for post in changed:
        post.format = told[post.remote_id]
    KnownPost.objects.bulk_update(changed, ["format"], batch_size=200)
    return len(new)


def _post(channel: Channel, one: PostOverview, now: datetime, place: int) -> KnownPost:
    manifest = channels.manifest_of(channel)
    lacks = set(manifest.history_lacks) - set(one.metrics.values)
    ask_at = now + BETWEEN * place if lacks and manifest.can("metrics.post") else next_age(one.at, now)
    return KnownPost(
        workspace_id=channel.workspace_id, channel=channel, remote_id=one.remote_id, url=one.url, text=one.text,
        at=one.at, format=one.format, measure_at=ask_at,
    )  # fmt: skip


def _later(row: Backfill, message: Message, now: datetime) -> datetime:
    row.tries += 1
    row.reason = {"template": message.template, "values": message.stored()}
    row.save(update_fields=["tries", "reason"])
    return now + (WAIT if row.tries < TRIES else LONG_WAIT)


def _can_be_read(channel: Channel) -> bool:
    return channels.manifest_of(channel).can("read.own_posts")
