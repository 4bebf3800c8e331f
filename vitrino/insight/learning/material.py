"""What the engine is given: the posts of a channel, and the hours at which the shop could post."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from zoneinfo import ZoneInfo

from vitrino.channels.queries import Channel
from vitrino.domain.insight.posts import Post
from vitrino.domain.slots import zone
from vitrino.insight import typical

# Vitrino posts by itself, so any hour will do at which most people are awake.
AWAKE = range(7, 23)

Slot = tuple[int, int]


def posts_of(channel: Channel, now: datetime) -> list[Post]:
    """The posts with their times on the shop's own wall, oldest first."""
    return typical.engine_posts(channel, now)


def candidates(posts: Iterable[Post]) -> list[Slot]:
    """Weekday and hour of every time at which the shop could post, and of those at which it does."""
    usual = {(post.at.weekday(), post.at.hour) for post in posts}
    return sorted(usual | {(weekday, hour) for weekday in range(7) for hour in AWAKE})


def zone_of(channel: Channel) -> ZoneInfo:
    return zone(channel.workspace.time_zone)
