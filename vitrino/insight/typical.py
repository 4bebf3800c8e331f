"""Posts compared: what a typical one gets, how one grows, and how the engine takes them. A bounded number is read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median, quantiles
from typing import TYPE_CHECKING, Literal, NamedTuple
from zoneinfo import ZoneInfo

from vitrino.domain.insight.posts import Post
from vitrino.domain.slots import zone
from vitrino.domain.stats.acts import ACTS
from vitrino.domain.tally import EARLY_H, WHOLE_H
from vitrino.insight.models import KnownPost, Snapshot

if TYPE_CHECKING:
    from vitrino.channels.queries import Channel

By = Literal["format", "pillar", "weekday", "hour", "channel"]
# The newest posts of a channel; older ones say little about today, and a page must not grow with the shop's age.
MOST_POSTS = 500
MOST_FOR_CURVE = 100
COMPARED = timedelta(days=120)
ENGINE_LOOKS_BACK = timedelta(days=730)


class _Compared(NamedTuple):
    """The columns of KnownPost that a comparison reads."""

    channel_id: int
    at: datetime
    engagement: int | None
    engagement_age_h: float | None
    engagement_7d: int | None
    format: str = ""
    pillar__name: str | None = None


@dataclass(frozen=True)
class Typical:
    """A level ("video", a pillar's name, a weekday 0..6, an hour 0..23, a channel's key) and what its posts get.

    middle: the median. low, high: a quarter of the posts lie below and above; None below four posts. n: posts counted.
    """

    level: str | int
    middle: float
    low: float | None
    high: float | None
    n: int


@dataclass(frozen=True)
class Share:
    """At an age a typical post has this share of its final answers. n: posts it rests on."""

    age_h: float
    share: float
    n: int


def typical(of: Collection[Channel], by: By, now: datetime, *, window: timedelta = COMPARED) -> list[Typical]:
    """The typical answers to posts that are at least two days old, by what they are or when they went out.

    A post counts with its answers after a week, or the newest while it is younger. Unknown formats and pillars are "".
    """
    groups: dict[str | int, list[int]] = defaultdict(list)
    for channel in of:
        here = zone(channel.workspace.time_zone)
        for row in _compared(channel, now, window):
            answers, age_h = _settled(row)
            if answers is not None and age_h >= EARLY_H:
                groups[_level(row, by, here)].append(answers)
    return [_typical(level, found) for level, found in sorted(groups.items(), key=lambda one: str(one[0]).zfill(3))]


def age_curve(channel: Channel, now: datetime) -> list[Share]:
    """How the channel's posts grow: the median share of the final answers, at the ages at which they were read."""
    old = now - timedelta(hours=4 * WHOLE_H)
    posts = dict(KnownPost.objects.filter(channel=channel, at__lt=old, engagement__gt=0).order_by("-at")
                 .values_list("pk", "at")[:MOST_FOR_CURVE])  # fmt: skip
    final = {pk: total or 0 for pk, total in KnownPost.objects.filter(pk__in=posts).values_list("pk", "engagement")}
    shares: dict[float, dict[int, float]] = defaultdict(dict)
    for post_id, at, *acts in Snapshot.objects.filter(post__in=posts).order_by("at").values_list("post", "at", *ACTS):
        told = [number for number in acts if number is not None]
        if told:
            age_h = (at - posts[post_id]) / timedelta(hours=1)
            shares[_round_age(age_h)][post_id] = min(sum(told) / final[post_id], 1.0)
    return [Share(age_h, median(found.values()), len(found)) for age_h, found in sorted(shares.items())]


def readings_of(post: KnownPost) -> list[Snapshot]:
    """The numbers of one post over time, oldest first."""
    return list(post.snapshots.order_by("at"))


def engine_posts(channel: Channel, now: datetime) -> list[Post]:
    """The newest 500 posts of at most two years as the engine takes them, oldest first, in the shop's own time.

    engagement: answers after a week where somebody looked then, else the newest; age_h says which.
    """
    here = zone(channel.workspace.time_zone)
    mine = KnownPost.objects.filter(channel=channel, is_gone=False, at__gt=now - ENGINE_LOOKS_BACK, at__lte=now)
    newest = mine.select_related("pillar").defer("text", "latest").order_by("-at")[:MOST_POSTS]
    return [_for_engine(post, here) for post in reversed(newest)]


def _for_engine(post: KnownPost, here: ZoneInfo) -> Post:
    answers, age_h = _settled(post)
    pillar = post.pillar
    return Post(
        id=str(post.pk), at=post.at.astimezone(here), engagement=answers, age_h=age_h, format=post.format,
        topic=pillar.name if pillar else "", promo=pillar.is_promotional if pillar else None,
        question=post.has_question, link=post.has_link, length=post.length,
        hashtags=post.hashtag_count > 0 if post.hashtag_count is not None else None,
        followers=float(post.followers) if post.followers else None,
    )  # fmt: skip


def _compared(channel: Channel, now: datetime, window: timedelta) -> list[_Compared]:
    mine = KnownPost.objects.filter(channel=channel, is_gone=False, at__gt=now - window, at__lte=now)
    return [_Compared(*row) for row in mine.order_by("-at").values_list(*_Compared._fields)[:MOST_POSTS]]


def _settled(post: _Compared | KnownPost) -> tuple[int | None, float]:
    """Answers, and the age in hours they were counted at."""
    if post.engagement_7d is not None:
        return post.engagement_7d, WHOLE_H
    return post.engagement, post.engagement_age_h or 0.0


def _level(post: _Compared, by: By, here: ZoneInfo) -> str | int:
    wall = post.at.astimezone(here)
    levels: dict[By, str | int] = {
        "format": post.format, "pillar": post.pillar__name or "", "weekday": wall.weekday(), "hour": wall.hour,
        "channel": post.channel_id,
    }  # fmt: skip
    return levels[by]


def _typical(level: str | int, found: list[int]) -> Typical:
    low, _middle, high = quantiles(found, n=4, method="inclusive") if len(found) >= 4 else (None, None, None)
    return Typical(level, median(found), low, high, len(found))


def _round_age(age_h: float) -> float:
    """Ages at which posts are read, as one says them: hours up to two days, then days."""
    return float(round(age_h)) if age_h < EARLY_H else float(round(age_h / 24) * 24)
