"""Posts go out and no number comes back: nobody can learn from them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Q

from vitrino.channels import queries as channels
from vitrino.checkup.rule import Evidence, Noticed, Rule, Way
from vitrino.domain.message import Message, say
from vitrino.insight import queries as insight
from vitrino.insight import series
from vitrino.workspace.models import Workspace

LATELY = timedelta(days=28)
# By then every platform has told something.
RIPE = timedelta(days=3)
FEWEST = 4
TOO_MANY = 0.5


@dataclass(frozen=True)
class Silent:
    """One channel: its ripe posts of four weeks, how many of them have no number. why: if the platform never tells."""

    pk: int
    platform_name: str
    posts: int
    without: int
    why: Message | None
    is_usable: bool


@dataclass(frozen=True)
class Facts:
    channels: tuple[Silent, ...]


def judge(facts: Facts) -> list[Noticed]:
    """One notice for each channel on which half of the posts are dark."""
    return [_noticed(one) for one in facts.channels
            if one.posts >= FEWEST and one.without / one.posts >= TOO_MANY]  # fmt: skip


def _noticed(one: Silent) -> Noticed:
    evidence = [Evidence(say("Posts of four weeks on {platform}: {n}. Without any number: {without}.", n=one.posts,
                             platform=one.platform_name, without=one.without), "insight:posts")]  # fmt: skip
    if one.why is not None:
        evidence.append(Evidence(one.why))
    again = Way(say("Connect it again"), "channels:detail", {"pk": one.pk})
    see = Way(say("See the channel"), "channels:detail", {"pk": one.pk})
    bring = Way(say("Bring its numbers in from a file"), "metricimports:list")
    return Noticed(
        say("No numbers come back from {platform}, so nobody can learn from your posts there.",
            platform=one.platform_name),
        tuple(evidence),
        (bring, see) if one.is_usable else (again, bring),
        key=f"channel:{one.pk}",
    )  # fmt: skip


def load(workspace: Workspace, now: datetime) -> Facts:
    ripe = insight.known_posts(workspace).filter(at__gt=now - LATELY, at__lt=now - RIPE)
    told = ripe.order_by().values("channel").annotate(n=Count("pk"), dark=Count("pk", filter=Q(measured_at=None)))
    counted = {row["channel"]: (row["n"], row["dark"]) for row in told}
    return Facts(
        tuple(
            Silent(one.pk, channels.manifest_of(one).name, *counted[one.pk], series.why_missing(one, "likes"),
                   one.is_usable)
            for one in channels.channels_of(workspace)
            if one.pk in counted and channels.manifest_of(one).can("metrics.post")
        )
    )  # fmt: skip


RULE = Rule(
    id="analysis.metrics-missing",
    mistake="M22",
    severity="medium",
    notices=say("Half of a channel's posts of four weeks have no number at all, three days after they went out."),
    load=load,
    judge=judge,
)
