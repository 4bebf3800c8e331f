"""When the sample shop posted, and how people took it: numbers only, the same for every shop."""

from __future__ import annotations

import math
import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from vitrino.demo.book import Book, Line

WEEKS = 12
SEED = 20_261_121
# Weekly times by platform: (weekday, hour, minute), Monday is 0.
WEEK: Mapping[str, tuple[tuple[int, int, int], ...]] = {
    "instagram": ((0, 17, 30), (2, 12, 0), (4, 17, 30), (5, 9, 0)),
    "facebook": ((1, 18, 30), (3, 12, 15), (4, 7, 45), (6, 10, 0)),
    "x": ((0, 8, 0), (1, 12, 30), (2, 16, 0), (3, 8, 0), (4, 12, 30)),
    "google_business": ((1, 10, 0),),
    "bluesky": ((0, 19, 0), (3, 13, 0), (5, 11, 0)),
    "mastodon": ((2, 18, 30), (6, 12, 0)),
}
PLATFORMS = tuple(WEEK)
# Posts a week wanted; X keeps the usual two a day, which the shop does not reach.
CADENCE: Mapping[str, tuple[float, float]] = {
    "instagram": (3, 5), "facebook": (3, 5), "google_business": (1, 1), "bluesky": (2, 4), "mastodon": (2, 4),
}  # fmt: skip
FOLLOWERS: Mapping[str, tuple[int, int]] = {
    "instagram": (1_184, 1_462), "facebook": (2_310, 2_388), "x": (418, 431), "google_business": (0, 0),
    "bluesky": (96, 188), "mastodon": (142, 209),
}  # fmt: skip
# People who see a post on a usual day.
SEEN_BY: Mapping[str, int] = {
    "instagram": 620, "facebook": 540, "x": 230, "google_business": 180, "bluesky": 120, "mastodon": 110,
}  # fmt: skip
_LONG = ("instagram", "facebook", "google_business")
# What posts are made of, as often as it stands here.
_FORMATS: Mapping[str, tuple[str, ...]] = {
    "instagram": ("image", "image", "carousel", "video"), "facebook": ("image", "image", "video", "carousel"),
    "x": ("text", "image", "link"), "google_business": ("image",), "bluesky": ("text", "image", "text"),
    "mastodon": ("text", "image", "text"),
}  # fmt: skip
_SATURDAY, _EVENING_H = 5, 18
# Nobody but Google's place was tended while half the shop had the flu.
_FLU_WEEKS_AGO = 5


@dataclass(frozen=True)
class PastPost:
    """A post and how it was taken."""

    platform: str
    at: datetime
    line: Line
    text: str
    format: str
    views: int
    likes: int
    comments: int
    shares: int

    @property
    def has_picture(self) -> bool:
        return self.format not in ("text", "link")


def past_posts(book: Book, now: datetime) -> list[PastPost]:
    """Twelve weeks of posts on all channels, oldest first; the youngest two hours old."""
    chance = random.Random(SEED)
    return sorted(
        (one for platform in PLATFORMS for one in _of_platform(platform, book, now, chance)), key=lambda one: one.at
    )


def followers(platform: str, week: float) -> int:
    """How many followed after so many weeks, 0 at the start."""
    low, high = FOLLOWERS[platform]
    return round(low + (high - low) * math.pow(week / WEEKS, 1.2))


def grown_share(age: timedelta) -> float:
    """Which share of its final numbers a post has at an age: half within five hours, nearly all within three days."""
    return 1 - math.exp(-age / timedelta(hours=7)) * 0.7 - math.exp(-age / timedelta(hours=60)) * 0.3


def _of_platform(platform: str, book: Book, now: datetime, chance: random.Random) -> Iterator[PastPost]:
    lines = book.long if platform in _LONG else book.short
    offset = PLATFORMS.index(platform) * 7
    for number, at in enumerate(_times(platform, ZoneInfo(book.time_zone), now, chance)):
        line = lines[(offset + number) % len(lines)]
        tail = "" if platform == "google_business" else book.tails[(offset + number) % len(book.tails)]
        yield _taken(platform, at, line, f"{line.text} {tail}".strip(), at.astimezone(ZoneInfo(book.time_zone)), chance)


def _times(platform: str, zone: ZoneInfo, now: datetime, chance: random.Random) -> Iterator[datetime]:
    today = now.astimezone(zone).date()
    monday = today - timedelta(days=today.weekday())
    for weeks_ago in range(WEEKS, -1, -1):
        for weekday, hour, minute in WEEK[platform]:
            day = monday + timedelta(days=weekday - 7 * weeks_ago)
            wall = datetime.combine(day, time(hour, minute), zone)
            at = wall.astimezone(UTC) + timedelta(minutes=chance.randrange(0, 9), seconds=chance.randrange(60))
            has_flu = weeks_ago == _FLU_WEEKS_AGO and platform != "google_business"
            if now - timedelta(weeks=WEEKS) < at < now - timedelta(hours=2) and not has_flu:
                yield at


def _taken(platform: str, at: datetime, line: Line, text: str, wall: datetime, chance: random.Random) -> PastPost:
    """Questions, people and films move, offers don't; Saturdays on Instagram and evenings on Facebook are best."""
    form = chance.choice(_FORMATS[platform])
    lift = (1.25, 1.0, 1.2, 1.55, 0.5)[line.pillar] * (1.7 if form == "video" else 1.0)
    lift *= 2.4 if platform == "instagram" and wall.weekday() == _SATURDAY else 1.0
    lift *= 2.1 if platform == "facebook" and wall.hour >= _EVENING_H else 1.0
    views = round(SEEN_BY[platform] * lift**0.5 * chance.lognormvariate(0, 0.2))
    acts = views * 0.075 * lift**0.5 * chance.lognormvariate(0, 0.22)
    return PastPost(
        platform=platform, at=at, line=line, text=text, format=form,
        views=views, likes=max(1, round(acts * 0.8)), comments=round(acts * 0.12), shares=round(acts * 0.08),
    )  # fmt: skip
