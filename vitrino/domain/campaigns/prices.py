"""What a click or an order cost, no more exactly than its number allows."""

from __future__ import annotations

import math
from dataclasses import dataclass

from vitrino.domain.campaigns.chance import FEWEST_ORDERS, orders_between

# How far one post's luck reaches, as the standard deviation of its logarithm (INSIGHT 2, median of real accounts).
LUCK = 0.77
_Z90 = 1.645


@dataclass(frozen=True)
class Price:
    """In minor units. middle: spent by count. low, high: nine times of ten it would lie there; high None: no limit."""

    middle: float | None
    low: float
    high: float | None
    is_anecdote: bool


def price_of_one(spent_minor: int, n: int) -> Price:
    """What one of `n` orders cost. Below 25 it is an anecdote; without any, only "at least" can be said."""
    between = orders_between(n)
    high = spent_minor / between.low if between.low > 0 else None
    return Price(spent_minor / n if n else None, spent_minor / between.high, high, n < FEWEST_ORDERS)


@dataclass(frozen=True)
class Typical:
    """Clicks to a post, and where that lies in nine of ten cases."""

    low: float
    middle: float
    high: float


def clicks_to_a_post(clicks: int, posts: int) -> Typical | None:
    """None without posts. One post's luck is far more than that of its clicks, so few posts say little."""
    if posts <= 0:
        return None
    middle = clicks / posts
    spread = math.exp(_Z90 * math.sqrt(LUCK**2 / posts + 1 / max(clicks, 1)))
    return Typical(middle / spread, middle, max(middle, 1 / posts) * spread)
