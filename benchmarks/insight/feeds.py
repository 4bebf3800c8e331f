"""Made-up feeds for what the ignored have in common: habits, luck, drift and growth as measured on real accounts.

Noise, drift and habits follow INSIGHT.md 2 and 3.2: one post's luck has sigma 0.75 with heavy tails, a month's drift
0.3, followers grow, and what a post is like goes along with the hour and with each other.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import numpy as np

from vitrino.domain.insight.posts import Post
from vitrino.domain.insight.traits import Value, traits_of

_START = datetime(2026, 1, 5, tzinfo=UTC)
_FORMATS, _TOPICS = ("photo", "video", "text", "carousel"), ("offer", "product", "people", "tips", "event")
_LENGTHS = ("short", "medium", "long")
_HOURS = np.array([0, 0, 0, 0, 0, 0, 1, 3, 5, 6, 6, 5, 6, 4, 3, 4, 6, 7, 7, 6, 5, 3, 1, 0], dtype=float)


@dataclass(frozen=True)
class Planted:
    """A truth: posts with all of these traits get `factor` times the answers."""

    traits: Mapping[str, Value]
    factor: float


def feed(rng: np.random.Generator, count: int, truths: tuple[Planted, ...] = ()) -> list[Post]:
    """`count` posts, oldest first, with answers drawn from the planted truths and from luck."""
    bare = _bare(rng, count)
    logs = np.log(rng.uniform(10, 60)) + _drift(rng, bare) + 0.75 * _heavy(rng, count)
    for post, traits in enumerate(traits_of(bare)):
        logs[post] += sum(np.log(one.factor) for one in truths if one.traits.items() <= traits.items())
    answers = rng.poisson(np.exp(np.minimum(logs, 12)) * [(post.followers or 1) / 1000 for post in bare])
    return [_answered(post, float(number)) for post, number in zip(bare, answers, strict=True)]


def _bare(rng: np.random.Generator, count: int) -> list[Post]:
    """Posts without answers: unequal habits, video and offers in the evening, growing followers."""
    formats, topics = rng.dirichlet((6, 3, 2, 2)), rng.dirichlet((3, 3, 2, 2, 1))
    hours = _HOURS * rng.gamma(1.5, size=24)
    growth, chances = rng.uniform(0, 0.004), rng.uniform(0.15, 0.5, size=3)
    day, posts = 0.0, []
    for number in range(count):
        day += rng.exponential(1 / 0.75)
        hour = int(rng.choice(24, p=hours / hours.sum()))
        late = hour >= 17
        kind = "video" if late and rng.random() < 0.3 else str(rng.choice(_FORMATS, p=formats))
        topic = str(rng.choice(_TOPICS, p=topics))
        at = (_START + timedelta(days=int(day))).replace(hour=hour, minute=int(rng.integers(60)))
        posts.append(
            Post(
                id=str(number), at=at, engagement=None, age_h=24 * 30, format=kind, topic=topic,
                length=str(rng.choice(_LENGTHS, p=(0.3, 0.45, 0.25))),
                promo=bool(rng.random() < (0.75 if topic == "offer" else 0.15)),
                question=bool(rng.random() < chances[0]), link=bool(rng.random() < chances[1]),
                hashtags=bool(rng.random() < chances[2]), followers=1000 * np.exp(growth * day),
            )
        )  # fmt: skip
    return posts


def _drift(rng: np.random.Generator, posts: list[Post]) -> np.ndarray:
    months = np.array([(post.at - _START).days // 30 for post in posts])
    return np.asarray(rng.normal(0, 0.3, size=months.max() + 1)[months])


def _heavy(rng: np.random.Generator, count: int) -> np.ndarray:
    return np.asarray(rng.standard_t(5, size=count) / np.sqrt(5 / 3))


def _answered(post: Post, answers: float) -> Post:
    return Post(**{name: getattr(post, name) for name in post.__slots__} | {"engagement": answers})
