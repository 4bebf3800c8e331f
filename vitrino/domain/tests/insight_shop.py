"""Posts of a made-up shop whose truth is told: for the tests of the insight engine."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import numpy as np

from vitrino.domain.insight.posts import Post

BEGIN = datetime(2026, 1, 5, tzinfo=UTC)
NOW = datetime(2026, 11, 1, 12, tzinfo=UTC)
SLOTS = [(day, hour) for day in range(7) for hour in range(8, 22)]
FORMATS = ("photo", "video")


def feed(
    count: int,
    factor: Callable[[Post], float] = lambda post: 1.0,
    *,
    seed: int = 1,
    rate: float = 60.0,
    luck: float = 0.5,
    film_at: Callable[[datetime], float] = lambda at: 0.4,
) -> list[Post]:
    """count posts over forty weeks. factor: what the truth multiplies a post by. film_at: chance of a video then."""
    chance = np.random.default_rng(seed)

    def post(number: int) -> Post:
        at = BEGIN + timedelta(days=int(chance.integers(0, 280)), hours=int(chance.integers(8, 22)))
        plain = Post(
            f"p{number}", at, None, (NOW - at) / timedelta(hours=1),
            format=FORMATS[int(chance.uniform() < film_at(at))], topic=str(chance.choice(["bread", "cakes", "people"])),
            promo=bool(chance.uniform() < 0.3), length=int(chance.integers(20, 600)), followers=900.0 + number,
        )  # fmt: skip
        counted = chance.poisson(rate * factor(plain) * np.exp(luck * chance.standard_t(5)))
        return with_engagement(plain, float(counted))

    return [post(number) for number in range(count)]


def with_engagement(post: Post, engagement: float | None, age_h: float | None = None) -> Post:
    return Post(
        post.id, post.at, engagement, post.age_h if age_h is None else age_h, post.format, post.topic, post.length,
        post.promo, post.question, post.link, post.hashtags, post.followers,
    )  # fmt: skip
