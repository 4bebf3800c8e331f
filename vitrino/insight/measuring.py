"""Numbers as time series: adopt what was published, read its numbers at set ages, and the account's once a day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Exists, Max, OuterRef

from vitrino.channels import gateway
from vitrino.channels import queries as channels
from vitrino.connect.errors import ConnectError
from vitrino.insight import storing
from vitrino.insight.models import KnownPost, Snapshot
from vitrino.publishing import queries as publishing

if TYPE_CHECKING:
    from vitrino.channels.queries import Channel
    from vitrino.publishing.queries import Publication

# Ages at which a post is measured: dense while it lives, then rarely, then never. So its rows need no thinning later.
AGES = tuple(timedelta(hours=hours) for hours in (1, 6, 24, 48, 72, 168, 336, 672))
BATCH = 50
OVERLAP = 1_000
AGAIN_AFTER_TROUBLE = timedelta(hours=1)
A_DAY = timedelta(days=1)


def adopt_published(now: datetime) -> int:
    """A known post for every post that went out from here; how many are new."""
    last = KnownPost.objects.aggregate(last=Max("publication_id"))["last"] or 0
    adopted = KnownPost.objects.filter(publication_id=OuterRef("pk"))
    fresh = publishing.published_after(last - OVERLAP).filter(~Exists(adopted), kind="post").exclude(remote_id="")
    return sum(_adopt(one) for one in fresh.select_related("variant__post", "channel__workspace"))


@transaction.atomic
def _adopt(publication: Publication) -> bool:
    at = publication.published_at or publication.publish_at
    post = KnownPost(
        workspace_id=publication.workspace_id, channel_id=publication.channel_id, remote_id=publication.remote_id,
        url=publication.url, text=str(publication.content.get("text", "")), at=at, measure_at=at + AGES[0],
    )  # fmt: skip
    new = storing.introduce(publication.channel, [post], {})
    found = KnownPost.objects.get(channel_id=publication.channel_id, remote_id=publication.remote_id)
    found.publication_id = publication.pk
    found.pillar_id = (publication.variant.post.pillar_id if publication.variant else None) or found.pillar_id
    found.format = format_of(publication.content) or found.format
    found.save(update_fields=["publication", "pillar", "format"])
    return bool(new)


def format_of(content: Mapping[str, Any]) -> str:
    """What a published content is made of."""
    media = [one for one in content.get("media") or [] if isinstance(one, Mapping)]
    if content.get("poll"):
        return "poll"
    if any(str(one.get("kind") or one.get("mime_type") or "").startswith("video") for one in media):
        return "video"
    if media:
        return "carousel" if len(media) > 1 else "image"
    return "link" if content.get("link") else "text"


def measure_due(now: datetime) -> int:
    """Read the numbers of every post that has come to an age; how many snapshots were kept."""
    due = KnownPost.objects.filter(measure_at__lte=now, is_gone=False).order_by("measure_at")
    by_channel: dict[int, list[KnownPost]] = defaultdict(list)
    for post in due.select_related("channel__workspace")[: BATCH * 10]:
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
    for post in posts:
        post.measure_at = next_age(post.at, now)
    with transaction.atomic():
        KnownPost.objects.bulk_update(posts, ["measure_at"])
        return storing.keep(channel, {post.pk: found[post.remote_id] for post in posts if post.remote_id in found})


def next_age(published_at: datetime, now: datetime) -> datetime | None:
    """When a post is measured next; None when it is old enough."""
    return next((published_at + age for age in AGES if published_at + age > now), None)


def measure_accounts(now: datetime) -> int:
    """Once a day the account's own numbers."""
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
    storing.keep_account(channel, metrics)
    return True
