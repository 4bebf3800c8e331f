"""Numbers as time series: adopt what was published, read its numbers at set ages, keep what channels had before."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Exists, Max, OuterRef

from vitrino.channels import gateway
from vitrino.channels import queries as channels
from vitrino.connect.errors import ConnectError
from vitrino.connect.records import Metrics, PostOverview
from vitrino.insight.models import KnownPost, Snapshot
from vitrino.publishing import queries as publishing

if TYPE_CHECKING:
    from vitrino.channels.queries import Channel
    from vitrino.publishing.queries import Publication

# Ages at which a post is measured: dense while it lives, then rarely, then never.
AGES = tuple(timedelta(hours=hours) for hours in (1, 6, 24, 72, 168, 336, 672))
BATCH = 50
OVERLAP = 1_000
AGAIN_AFTER_TROUBLE = timedelta(hours=1)
HISTORY = 200
A_DAY = timedelta(days=1)


def adopt_published(now: datetime) -> int:
    """A known post for every post that went out from here; how many are new."""
    last = KnownPost.objects.aggregate(last=Max("publication_id"))["last"] or 0
    adopted = KnownPost.objects.filter(publication_id=OuterRef("pk"))
    fresh = publishing.published_after(last - OVERLAP).filter(~Exists(adopted), kind="post").exclude(remote_id="")
    return sum(_adopt(one) for one in fresh.select_related("variant__post"))


def _adopt(publication: Publication) -> bool:
    pillar_id = publication.variant.post.pillar_id if publication.variant else None
    at = publication.published_at or publication.publish_at
    made, is_new = KnownPost.objects.get_or_create(
        channel_id=publication.channel_id,
        remote_id=publication.remote_id,
        defaults={
            "workspace_id": publication.workspace_id,
            "url": publication.url,
            "text": str(publication.content.get("text", "")),
            "at": at,
            "measure_at": at + AGES[0],
        },
    )
    made.publication_id, made.pillar_id = publication.pk, pillar_id or made.pillar_id
    made.save(update_fields=["publication", "pillar"])
    return is_new


def measure_due(now: datetime) -> int:
    """Read the numbers of every post that has come to an age; how many snapshots were kept."""
    due = KnownPost.objects.filter(measure_at__lte=now, is_gone=False).select_related("channel").order_by("measure_at")
    by_channel: dict[int, list[KnownPost]] = defaultdict(list)
    for post in due[: BATCH * 10]:
        by_channel[post.channel_id].append(post)
    return sum(_measure(posts[0].channel, posts[:BATCH], now) for posts in by_channel.values())


def _measure(channel: Channel, posts: list[KnownPost], now: datetime) -> int:
    ids = [post.pk for post in posts]
    if not channel.is_usable or not channels.manifest_of(channel).can("metrics.post"):
        KnownPost.objects.filter(pk__in=ids).update(measure_at=None)
        return 0
    try:
        with channels.running_from(now):
            found = {one.remote_id: one for one in gateway.measure(channel, [post.remote_id for post in posts])}
    except ConnectError:
        KnownPost.objects.filter(pk__in=ids).update(measure_at=now + AGAIN_AFTER_TROUBLE)
        return 0
    return sum(_keep(post, found.get(post.remote_id), now) for post in posts)


@transaction.atomic
def _keep(post: KnownPost, metrics: Metrics | None, now: datetime) -> bool:
    """One more snapshot; what the platform did not tell stays unknown."""
    post.measure_at = next_age(post.at, now)
    if metrics is not None:
        Snapshot.objects.create(channel_id=post.channel_id, post=post, at=metrics.at, values=dict(metrics.values),
                                lag_h=metrics.lag_h)  # fmt: skip
        post.latest, post.measured_at = dict(metrics.values), metrics.at
    post.save(update_fields=["measure_at", "latest", "measured_at"])
    return metrics is not None


def next_age(published_at: datetime, now: datetime) -> datetime | None:
    """When a post is measured next; None when it is old enough."""
    return next((published_at + age for age in AGES if published_at + age > now), None)


def measure_accounts(now: datetime) -> int:
    """Once a day the account's own numbers, and what it had posted before the first time."""
    return sum(_measure_account(channel, now) for channel in channels.channels_to_measure())


def _measure_account(channel: Channel, now: datetime) -> bool:
    if not channels.manifest_of(channel).can("metrics.account"):
        return False
    if Snapshot.objects.filter(channel=channel, post=None, at__gt=now - A_DAY).exists():
        return False
    try:
        with channels.running_from(now):
            metrics = gateway.measure_account(channel)
    except ConnectError:
        return False
    Snapshot.objects.create(channel=channel, at=metrics.at, values=dict(metrics.values), lag_h=metrics.lag_h)
    return True


def backfill_new(now: datetime) -> int:
    """Read the history of every channel nobody has read yet; how many posts were found."""
    known = KnownPost.objects.filter(channel_id=OuterRef("pk"))
    empty = list(channels.channels_to_measure().filter(~Exists(known)))
    return sum(backfill(channel, now) for channel in empty)


def backfill(channel: Channel, now: datetime) -> int:
    """What the account had posted before, with its numbers; how many posts are new."""
    if not channels.manifest_of(channel).can("read.own_posts"):
        return 0
    try:
        with channels.running_from(now):
            found = gateway.history(channel, HISTORY)
    except ConnectError:
        return 0
    return sum(_remember(channel, one, now) for one in found)


@transaction.atomic
def _remember(channel: Channel, overview: PostOverview, now: datetime) -> bool:
    made, is_new = KnownPost.objects.get_or_create(
        channel=channel,
        remote_id=overview.remote_id,
        defaults={
            "workspace_id": channel.workspace_id,
            "url": overview.url,
            "text": overview.text,
            "at": overview.at,
            "latest": dict(overview.metrics.values),
            "measured_at": overview.metrics.at,
            "measure_at": next_age(overview.at, now),
        },
    )
    if is_new:
        Snapshot.objects.create(
            channel=channel, post=made, at=overview.metrics.at, values=dict(overview.metrics.values)
        )
    return is_new
