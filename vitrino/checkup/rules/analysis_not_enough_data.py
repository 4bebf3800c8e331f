"""After two months of posts there is still too little to learn from: the posts are too few, or too scattered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Min, Q

from vitrino.channels import queries as channels
from vitrino.checkup.rule import Evidence, Noticed, Rule, Way
from vitrino.domain.message import say
from vitrino.insight import queries as insight
from vitrino.workspace.models import Workspace

# Below it no honest method says anything about a channel (INSIGHT.md 0.4).
ENOUGH = 30
BY_THEN = timedelta(days=56)
LOOKED_AT = timedelta(days=120)
FEWEST = 4


@dataclass(frozen=True)
class Channel:
    """Posts with numbers within four months, and how many of them in the last four weeks."""

    platform_name: str
    measured: int
    lately: int


@dataclass(frozen=True)
class Facts:
    channels: tuple[Channel, ...]
    first_post_at: datetime | None
    now: datetime


def judge(facts: Facts) -> list[Noticed]:
    """Silent while the shop is young, on shops that do not post, and as soon as one channel has enough."""
    if facts.first_post_at is None or facts.now - facts.first_post_at < BY_THEN:
        return []
    if sum(one.lately for one in facts.channels) < FEWEST or any(one.measured >= ENOUGH for one in facts.channels):
        return []
    return [_noticed(facts)]


def _noticed(facts: Facts) -> Noticed:
    most = max(facts.channels, key=lambda one: one.measured)
    evidence = [
        Evidence(say("{platform}: {n} posts with numbers in four months; {enough} are needed to tell luck from what "
                     "works.", platform=one.platform_name, n=one.measured, enough=ENOUGH), "insight:home")
        for one in sorted(facts.channels, key=lambda one: -one.measured)[:4]
    ]  # fmt: skip
    return Noticed(
        say("Your posts are too few on each channel to learn from. {missing} more on {platform} would be enough.",
            missing=ENOUGH - most.measured, platform=most.platform_name),
        tuple(evidence),
        (Way(say("Plan a week"), "planner:week"), Way(say("See what each channel brings"), "insight:platforms")),
        about=str(most.measured // 10),
    )  # fmt: skip


def load(workspace: Workspace, now: datetime) -> Facts:
    known = insight.known_posts(workspace).filter(at__lte=now).order_by()
    lately, is_told = Q(at__gt=now - timedelta(days=28)), Q(measured_at__isnull=False)
    rows = known.filter(at__gt=now - LOOKED_AT).values("channel").annotate(
        measured=Count("pk", filter=is_told), lately=Count("pk", filter=lately)
    )  # fmt: skip
    counted = {row["channel"]: (row["measured"], row["lately"]) for row in rows}
    return Facts(
        tuple(Channel(channels.manifest_of(one).name, *counted[one.pk])
              for one in channels.channels_of(workspace) if one.pk in counted),
        known.aggregate(first=Min("at"))["first"], now,
    )  # fmt: skip


RULE = Rule(
    id="analysis.not-enough-data",
    mistake="M22",
    severity="low",
    notices=say("Eight weeks after the first post no channel has 30 posts with numbers."),
    load=load,
    judge=judge,
)
