"""Posts with their numbers, made comparable, and the answers that can be given about them."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median
from typing import Literal

from vitrino.domain.message import Message

# Most answers to a post come within two days; a younger one would look ignored (INSIGHT.md 3.1).
RIPE_AFTER = timedelta(hours=48)
FEWEST = 30
_NEIGHBOURS = 10


@dataclass(frozen=True, slots=True)
class MeasuredPost:
    """at: aware. engagement: None when unknown. followers: of the channel at that time, None when unknown.

    traits: what the post is like, in the caller's words: "video", "link", "question", "promotional" …
    """

    id: str
    at: datetime
    engagement: int | None
    followers: int | None = None
    traits: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Finding:
    """Posts with `value` (a weekday 0..6, or the first hour of three) got `multiplier` times the answers of the others.

    low, high: the multiplier lies between them in 9 of 10 cases, luck and choosing the best already taken off.
    ids: the posts it rests on; sample: all posts looked at. mixed_with: traits that go along with the time so much that
    they can't be told apart from it.
    """

    kind: Literal["weekday", "hour"]
    value: int
    multiplier: float
    low: float
    high: float
    ids: tuple[str, ...]
    sample: int
    mixed_with: tuple[str, ...]
    message: Message


@dataclass(frozen=True)
class NotEnough:
    """Too few posts to say anything; `missing` more are needed at least."""

    sample: int
    missing: int
    message: Message


@dataclass(frozen=True)
class NoDifference:
    """Enough posts to begin with, and nothing stands out. `needed`: posts that would show a rise of half."""

    sample: int
    needed: int
    message: Message


def ripe(posts: Iterable[MeasuredPost], now: datetime) -> list[MeasuredPost]:
    """Posts whose numbers are known and have settled, oldest first."""
    known = (post for post in posts if post.engagement is not None and now - post.at >= RIPE_AFTER)
    return sorted(known, key=lambda post: (post.at, post.id))


def log_answers(posts: Sequence[MeasuredPost]) -> list[float]:
    """Log engagement, per follower where their number is known."""
    return [math.log(((post.engagement or 0) + 0.5) / (post.followers or 1)) for post in posts]


def levels(logs: Sequence[float]) -> list[float]:
    """The median of the 21 posts around each: growth, seasons and changes of the platform."""
    return [median(_around(logs, place)) for place in range(len(logs))]


def scores(posts: Sequence[MeasuredPost]) -> list[float]:
    """Log engagement compared with the posts around."""
    logs = log_answers(posts)
    return [value - level for value, level in zip(logs, levels(logs), strict=True)]


def _around(values: Sequence[float], place: int) -> Sequence[float]:
    """Up to ten neighbours on either side; at the ends the window moves inwards."""
    start = max(0, min(place - _NEIGHBOURS, len(values) - 2 * _NEIGHBOURS - 1))
    return values[start : start + 2 * _NEIGHBOURS + 1]
