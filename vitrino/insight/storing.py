"""Where readings are stored, and nowhere else: the raw rows, the posts' standing, the channels' days, in one commit."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.db import transaction

from vitrino.domain.slots import zone
from vitrino.domain.tally import METRICS, Gain, Standing, known, take, traits
from vitrino.insight.models import DailyNumbers, KnownPost, Snapshot

if TYPE_CHECKING:
    from vitrino.channels.queries import Channel
    from vitrino.connect.records import Metrics

# What a reading may change of a post.
STANDING = ("latest", "measured_at", "engagement", "engagement_age_h", "engagement_48h", "engagement_7d")
POSTS, ACCOUNT = DailyNumbers.Source.POSTS, DailyNumbers.Source.ACCOUNT
# Gains of metrics by day; "posts" beside them counts what went out.
Days = dict[date, Counter[str]]


@transaction.atomic
def keep(channel: Channel, told: Mapping[int, Metrics]) -> int:
    """One more reading of posts of this channel, by the post's key; how many told something.

    What the platform did not tell stays unknown, and a reading without any number leaves no row.
    """
    here, days = zone_of(channel), new_days()
    posts = list(KnownPost.objects.select_for_update().filter(channel=channel, pk__in=told))
    rows = [row for post in posts if (row := _read(post, told[post.pk], here, days)) is not None]
    Snapshot.objects.bulk_create(rows)
    KnownPost.objects.bulk_update(posts, STANDING, batch_size=200)
    add(channel, days)
    return len(rows)


@transaction.atomic
def introduce(channel: Channel, posts: Sequence[KnownPost], told: Mapping[str, Metrics]) -> list[KnownPost]:
    """Posts nobody knew, with their first numbers by remote id; what is known already is left alone. Gives the new."""
    ids = [post.remote_id for post in posts]
    before = set(KnownPost.objects.filter(channel=channel, remote_id__in=ids).values_list("remote_id", flat=True))
    new = list({post.remote_id: post for post in posts if post.remote_id not in before}.values())
    here, days = zone_of(channel), new_days()
    levels = follower_levels(channel)
    for post in new:
        look_at_text(post)
        post.followers = post.followers if post.followers is not None else levels.at(day_of(post.at, here))
        days[day_of(post.at, here)]["posts"] += 1
    KnownPost.objects.bulk_create(new)
    rows = [row for post in new if (numbers := told.get(post.remote_id)) is not None
            and (row := _read(post, numbers, here, days)) is not None]  # fmt: skip
    KnownPost.objects.bulk_update(new, STANDING, batch_size=200)
    Snapshot.objects.bulk_create(rows)
    add(channel, days)
    return new


@transaction.atomic
def keep_account(channel: Channel, metrics: Metrics) -> None:
    """One more reading of the account: followers of the day, and the days the platform itself tells about."""
    values = known(metrics.values)
    Snapshot.objects.create(channel=channel, at=metrics.at, lag_h=metrics.lag_h,
                            is_organic=metrics.scope == "organic", **values)  # fmt: skip
    told: dict[date, dict[str, int]] = {day: known(numbers) for day, numbers in metrics.days.items()}
    if "follows" in values:
        told.setdefault(day_of(metrics.at, zone_of(channel)), {})["followers"] = values["follows"]
    tell_days(channel, told)


@transaction.atomic
def tell_days(channel: Channel, told: Mapping[date, Mapping[str, int]]) -> None:
    """What the platform says about days of the account replaces what it said before; what it leaves out stays."""
    rows = _rows(channel, ACCOUNT, told)
    for day, numbers in told.items():
        for name, value in numbers.items():
            setattr(rows[day], name, value)
    DailyNumbers.objects.bulk_update(rows.values(), ["followers", *METRICS], batch_size=200)


@transaction.atomic
def recount(channel: Channel) -> None:
    """Make anew what is kept of the channel's readings, from the readings alone."""
    here, days = zone_of(channel), new_days()
    posts = list(KnownPost.objects.select_for_update().filter(channel=channel))
    told: dict[int, list[Snapshot]] = defaultdict(list)
    for row in Snapshot.objects.filter(post__in=posts).order_by("at", "pk"):
        told[row.post_id or 0].append(row)
    for post in posts:
        published_on, standing = day_of(post.at, here), Standing()
        days[published_on]["posts"] += 1
        for row in told[post.pk]:
            standing, gains = take(standing, row.values, published_at=post.at, at=row.at)
            count(gains, published_on, day_of(row.at, here), days)
        stand(post, standing)
    KnownPost.objects.bulk_update(posts, STANDING, batch_size=200)
    DailyNumbers.objects.filter(channel=channel, source=POSTS).delete()
    add(channel, days)


def add(channel: Channel, days: Days) -> None:
    """Add gains to the days of a channel's posts. To be called inside a transaction."""
    touched = {day: found for day, found in days.items() if found}
    rows = _rows(channel, POSTS, touched)
    for day, found in touched.items():
        for name, gain in found.items():
            setattr(rows[day], name, (getattr(rows[day], name) or 0) + gain)
    DailyNumbers.objects.bulk_update(rows.values(), ["posts", *METRICS], batch_size=200)


def look_at_text(post: KnownPost) -> None:
    """Count what a text is like; a post without a text shows nothing."""
    if not post.text:
        return
    seen = traits(post.text)
    post.length, post.hashtag_count = seen.length, seen.hashtag_count
    post.has_question, post.has_link = seen.has_question, seen.has_link


def new_days() -> Days:
    return defaultdict(Counter)


def zone_of(channel: Channel) -> ZoneInfo:
    return zone(channel.workspace.time_zone)


def day_of(at: datetime, here: ZoneInfo) -> date:
    return at.astimezone(here).date()


class Levels:
    """Followers by day, as far as they were read."""

    def __init__(self, rows: Iterable[tuple[date, int]]) -> None:
        self.rows = list(rows)

    def at(self, day: date) -> int | None:
        """The last number read on or before a day; None before the first."""
        return next((number for on, number in reversed(self.rows) if on <= day), None)


def follower_levels(channel: Channel) -> Levels:
    told = DailyNumbers.objects.filter(channel=channel, source=ACCOUNT, followers__isnull=False).order_by("day")
    return Levels((on, number) for on, number in told.values_list("day", "followers") if number is not None)


def _read(post: KnownPost, metrics: Metrics, here: ZoneInfo, days: Days) -> Snapshot | None:
    """Bring the post and its days up to a reading; the raw row, or None when nothing was told."""
    values = known(metrics.values)
    if not values:
        return None
    standing, gains = take(standing_of(post), values, published_at=post.at, at=metrics.at)
    stand(post, standing)
    count(gains, day_of(post.at, here), day_of(metrics.at, here), days)
    return Snapshot(channel_id=post.channel_id, post=post, at=metrics.at, lag_h=metrics.lag_h,
                    is_organic=metrics.scope == "organic", **values)  # fmt: skip


def standing_of(post: KnownPost) -> Standing:
    return Standing(**{name: getattr(post, name) for name in STANDING})


def stand(post: KnownPost, standing: Standing) -> None:
    for name in STANDING:
        setattr(post, name, getattr(standing, name))
    post.latest = dict(standing.latest)


def count(gains: Sequence[Gain], published_on: date, read_on: date, days: Days) -> None:
    for gain in gains:
        days[published_on if gain.is_first else read_on][gain.metric] += gain.amount


def _rows(channel: Channel, source: str, days: Iterable[date]) -> dict[date, DailyNumbers]:
    """The rows of these days, made where they are missing and held until the transaction ends.

    First made, then locked: two workers that meet at a new day wait for each other instead of losing a gain.
    """
    wanted = sorted(days)
    DailyNumbers.objects.bulk_create(
        [DailyNumbers(channel=channel, day=day, source=source) for day in wanted], ignore_conflicts=True
    )
    mine = DailyNumbers.objects.select_for_update().filter(channel=channel, source=source, day__in=wanted)
    return {row.day: row for row in mine.order_by("day")}
