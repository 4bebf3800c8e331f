"""Too much selling: people follow for other reasons."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import datetime

from vitrino.balance import queries as balances
from vitrino.channels import queries as channels
from vitrino.checkup.rule import Evidence, Noticed, Rule, Way
from vitrino.domain.balance import DEFAULT_LIMIT, DEFAULT_WINDOW, Balance, BalancedPost, Kind, balance
from vitrino.domain.message import say
from vitrino.workspace.models import Workspace


@dataclass(frozen=True)
class Mix:
    """The posts of one channel in the last four weeks whose kind is known, and how many have none.

    limit: what the owner allows there, None for the usual.
    """

    channel_id: int
    platform_name: str
    posts: tuple[BalancedPost, ...]
    without_kind: int = 0
    limit: float | None = None


@dataclass(frozen=True)
class Facts:
    """The mix of every channel."""

    mixes: tuple[Mix, ...]
    now: datetime
    limit: float = DEFAULT_LIMIT


def judge(facts: Facts) -> list[Noticed]:
    """Posts without a kind say nothing and are left out; too few posts are never called out."""
    judged = [(mix, balance(mix.posts, facts.now, _limit(mix, facts))) for mix in facts.mixes]
    return [_noticed(mix, found) for mix, found in judged if found.is_over]


def _limit(mix: Mix, facts: Facts) -> float:
    return facts.limit if mix.limit is None else mix.limit


def _noticed(mix: Mix, found: Balance) -> Noticed:
    return Noticed(
        say("On {platform}, {percent} % of your posts sell something. At most {limit} % should.",
            platform=mix.platform_name, percent=round(100 * (found.share or 0)), limit=round(100 * found.limit)),
        (Evidence(say("Posts of a known kind, last four weeks: {all}. Promotional: {n}. Without a kind: {rest}.",
                      all=found.sample, n=found.promotional, rest=mix.without_kind), "balance:channel",
                  {"pk": mix.channel_id}),
         Evidence(say("Posts that sell nothing until the balance is back: {n}.", n=found.others_needed))),
        (Way(say("Put drafts that give something into the next free times"), "", {"channel": mix.channel_id},
             action="balance-week"),
         Way(say("See the ideas"), "balance:ideas"),
         Way(say("Write a post that gives something"), "posts:new")),
        key=f"channel:{mix.channel_id}",
        about=f"{math.floor(10 * (found.share or 0))} of ten",
    )  # fmt: skip


def load(workspace: Workspace, now: datetime) -> Facts:
    """What each post is comes from `balance`: pillars, answers of people, words."""
    out = balances.by_channel(balances.out_lately(workspace, now, DEFAULT_WINDOW))
    limits = balances.limits_of(workspace)
    return Facts(
        tuple(
            Mix(one.pk, channels.manifest_of(one).name, *_known(out.get(one.pk, [])),
                limit=limits[one.pk].share if one.pk in limits else None)
            for one in channels.channels_of(workspace)
        ),
        now,
    )  # fmt: skip


def _known(posts: list[balances.Seen]) -> tuple[tuple[BalancedPost, ...], int]:
    """Those whose kind is known, and how many are left."""
    posts = [one for one in posts if one.told.kind is not Kind.ANSWERS]
    told = tuple(BalancedPost(one.at, one.told.kind is Kind.SELLS, one.told.kind) for one in posts if one.told.kind)
    return told, len(posts) - len(told)


RULE = Rule(
    id="balance.overselling",
    mistake="M10",
    severity="medium",
    notices=say("More than one in five posts of a channel promotes something, in the last four weeks."),
    load=load,
    judge=judge,
)
