"""What a goal can be measured by."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from vitrino.domain.message import Message, say

# sum: counted together from the first day to the last. level: an average over that time. stock: how many there are.
Kind = Literal["sum", "level", "stock"]
# Where the numbers come from: posts and accounts of platforms, the shop system, own short links, reviews, the inbox.
Source = Literal["posts", "account", "orders", "links", "reviews", "inbox"]


@dataclass(frozen=True)
class Metric:
    """One thing that can be counted; more is always better. most: the highest value there can be, None for none.

    places: digits behind the point when shown. rise: what a proposal asks for, as a multiple of what is usual.
    """

    key: str
    name: Message
    kind: Kind
    source: Source
    places: int = 0
    most: float | None = None
    rise: float = 1.2


def _by_key(*metrics: Metric) -> dict[str, Metric]:
    return {one.key: one for one in metrics}


METRICS: Mapping[str, Metric] = _by_key(
    Metric("follows", say("Followers"), "stock", "account"),
    Metric("reach", say("People reached"), "sum", "posts"),
    Metric("views", say("Views"), "sum", "posts"),
    Metric("engagement", say("Likes, comments, shares and clicks"), "sum", "posts"),
    Metric("likes", say("Likes"), "sum", "posts"),
    Metric("comments", say("Comments"), "sum", "posts"),
    Metric("shares", say("Shares"), "sum", "posts"),
    Metric("saves", say("Saves"), "sum", "posts"),
    Metric("clicks", say("Clicks, as the platforms tell them"), "sum", "posts"),
    Metric("watch_time_s", say("Seconds watched"), "sum", "posts"),
    Metric("link_clicks", say("Clicks on your short links"), "sum", "links"),
    Metric("orders", say("Orders"), "sum", "orders"),
    Metric("reviews", say("New reviews"), "sum", "reviews"),
    Metric("rating", say("Stars on average"), "level", "reviews", places=1, most=5.0, rise=1.05),
    Metric("in_time", say("Answered in time, in per cent"), "level", "inbox", most=100.0, rise=1.1),
)


def told_by(metric: Metric, offered: frozenset[str]) -> bool:
    """Whether a platform that tells these numbers of its posts (or account) tells this one."""
    if metric.key == "engagement":
        return "likes" in offered
    return metric.key in offered
