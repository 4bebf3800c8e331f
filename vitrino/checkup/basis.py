"""What a rule needs before its silence means anything: with three posts nobody can say that the mix is right."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from functools import cache

from vitrino.campaigns import queries as campaigns
from vitrino.channels import queries as channels
from vitrino.commerce import queries as commerce
from vitrino.domain.message import Message, say
from vitrino.domain.slots import zone
from vitrino.inbox import queries as inbox
from vitrino.insight import queries as insight
from vitrino.publishing import queries as publishing
from vitrino.reviews import queries as reviews
from vitrino.strategy import queries as strategy
from vitrino.workspace.models import Workspace

FEWEST_POSTS, POSTS_WITHIN = 4, timedelta(days=28)
FEWEST_TALKS, TALKS_WITHIN = 3, timedelta(days=60)
FEWEST_REVIEWS, FEWEST_ORDERS = 3, 5

NEEDS: Mapping[str, Message] = {
    "goals": say("a goal under way"),
    "strategy": say("a strategy in force"),
    "channels": say("a connected channel"),
    "website": say("profiles your website links to"),
    "posts": say("four posts within four weeks"),
    "talks": say("three people who wrote to you within two months"),
    "reviews": say("three reviews"),
    "orders": say("five orders"),
    "campaigns": say("a campaign under way"),
}

# The longest beginning of a rule's id counts. () is for rules whose silence always means something.
_NEEDED: Mapping[str, tuple[str, ...]] = {
    "goals.": ("goals",), "goals.none": (),
    "strategy.": ("strategy",), "strategy.none": (),
    "platforms.": ("channels", "posts"), "platforms.missing-fit": ("channels", "strategy"),
    "channels.": ("website",), "channels.active-but-not-linked": ("channels",),
    "cadence.": ("channels",),
    "variants.": ("posts",), "voice.": ("posts",), "balance.": ("posts",), "content.": ("posts",),
    "media.": ("posts",), "risk.": ("posts",), "engagement.": ("posts",),
    "listening.": ("channels",), "listening.variant-unwatched": (),
    "care.": ("talks",), "care.unread-source": ("channels",),
    "abuse.": ("talks",), "reputation.": ("talks",),
    "reviews.": ("reviews",), "reviews.not-asked": ("orders",),
    "crisis.": ("channels",),
    "analysis.": ("posts",),
    "campaigns.": ("campaigns",),
}  # fmt: skip


@cache
def needed(rule: str) -> tuple[str, ...]:
    """What must be there before the silence of this rule means anything. Raises KeyError for an unknown kind."""
    return _NEEDED[max((one for one in _NEEDED if rule.startswith(one)), key=len, default=rule)]


def missing(workspace: Workspace, now: datetime) -> frozenset[str]:
    """Which of NEEDS the shop does not have yet. About ten small queries."""
    return frozenset(need for need, is_there in _CHECKS.items() if not is_there(workspace, now))


def _has_posts(workspace: Workspace, now: datetime) -> bool:
    ours = publishing.posts(workspace).filter(parent=None, published_at__gt=now - POSTS_WITHIN, published_at__lte=now)
    if (count := ours.count()) >= FEWEST_POSTS:
        return True
    theirs = insight.known_posts(workspace).filter(publication=None, at__gt=now - POSTS_WITHIN, at__lte=now)
    return count + theirs.count() >= FEWEST_POSTS


def _has_talks(workspace: Workspace, now: datetime) -> bool:
    return inbox.conversations_of(workspace).filter(opened_at__gt=now - TALKS_WITHIN).count() >= FEWEST_TALKS


def _today(workspace: Workspace, now: datetime) -> date:
    return now.astimezone(zone(workspace.time_zone)).date()


_CHECKS: Mapping[str, Callable[[Workspace, datetime], bool]] = {
    "goals": lambda workspace, now: strategy.active_goals(workspace).exists(),
    "strategy": lambda workspace, now: strategy.strategy_in_force(workspace) is not None,
    "channels": lambda workspace, now: channels.channels_of(workspace).exists(),
    "website": lambda workspace, now: channels.site_links(workspace).exists(),
    "posts": _has_posts,
    "talks": _has_talks,
    "reviews": lambda workspace, now: reviews.reviews_of(workspace)[:FEWEST_REVIEWS].count() >= FEWEST_REVIEWS,
    "orders": lambda workspace, now: commerce.orders_of(workspace)[:FEWEST_ORDERS].count() >= FEWEST_ORDERS,
    "campaigns": lambda workspace, now: campaigns.running(workspace, _today(workspace, now)).exists(),
}
