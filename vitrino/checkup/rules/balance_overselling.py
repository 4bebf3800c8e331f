"""Too much selling: people follow for other reasons."""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from vitrino.channels import queries as channels
from vitrino.checkup.rule import Evidence, Noticed, Rule, Way
from vitrino.domain.balance import DEFAULT_LIMIT, DEFAULT_WINDOW, Balance, BalancedPost, balance
from vitrino.domain.message import say
from vitrino.publishing import queries as publishing
from vitrino.workspace.models import Workspace


@dataclass(frozen=True)
class Mix:
    """The posts of one channel in the last four weeks whose kind is known, and how many have none."""

    channel_id: int
    platform_name: str
    posts: tuple[BalancedPost, ...]
    without_kind: int = 0


@dataclass(frozen=True)
class Facts:
    """The mix of every channel."""

    mixes: tuple[Mix, ...]
    now: datetime
    limit: float = DEFAULT_LIMIT


def judge(facts: Facts) -> list[Noticed]:
    """Posts without a kind say nothing and are left out; too few posts are never called out."""
    judged = [(mix, balance(mix.posts, facts.now, facts.limit)) for mix in facts.mixes]
    return [_noticed(mix, found) for mix, found in judged if found.is_over]


def _noticed(mix: Mix, found: Balance) -> Noticed:
    return Noticed(
        say("On {platform}, {percent} % of your posts sell something. More than {limit} % drives people away.",
            platform=mix.platform_name, percent=round(100 * (found.share or 0)), limit=round(100 * found.limit)),
        (Evidence(say("Posts of a known kind, last four weeks: {all}. Promotional: {n}. Without a kind: {rest}.",
                      all=found.sample, n=found.promotional, rest=mix.without_kind), "publishing:list"),
         Evidence(say("Posts that sell nothing until the balance is back: {n}.", n=found.others_needed))),
        (Way(say("Write a post that gives something"), "posts:new"),
         Way(say("See the kinds of content"), "strategy:pillars")),
        key=f"channel:{mix.channel_id}",
        about=f"{math.floor(10 * (found.share or 0))} of ten",
    )  # fmt: skip


def load(workspace: Workspace, now: datetime) -> Facts:
    recent = publishing.posts(workspace).filter(published_at__gt=now - DEFAULT_WINDOW, published_at__lte=now)
    rows = recent.filter(parent=None).order_by("pk").values_list(
        "channel_id", "published_at", "variant__post__pillar__is_promotional", "variant__post__pillar__name"
    )  # fmt: skip
    known: dict[int, list[BalancedPost]] = defaultdict(list)
    unknown: dict[int, int] = defaultdict(int)
    for channel_id, at, is_promotional, pillar in rows:
        if is_promotional is None or at is None:
            unknown[channel_id] += 1
        else:
            known[channel_id].append(BalancedPost(at, is_promotional, pillar or ""))
    return Facts(
        tuple(
            Mix(one.pk, channels.manifest_of(one).name, tuple(known[one.pk]), unknown[one.pk])
            for one in channels.channels_of(workspace)
        ),
        now,
    )


RULE = Rule(
    id="balance.overselling",
    mistake="M10",
    severity="medium",
    notices=say("More than one in five posts of a channel promotes something, in the last four weeks."),
    load=load,
    judge=judge,
)
