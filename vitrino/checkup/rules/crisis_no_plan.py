"""Nobody has written down what happens when things go wrong."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Min

from vitrino.checkup.rule import Evidence, Noticed, Rule, Way
from vitrino.crisis import queries as crisis
from vitrino.domain.crisis import plan as plans
from vitrino.domain.message import Message, say
from vitrino.publishing import queries as publishing
from vitrino.surges import queries as surges
from vitrino.workspace.models import Workspace

# Who has just begun has other things to do first; then there is something that can be talked about.
FIRST_AFTER = timedelta(days=42)
LEAST_POSTS = 12


@dataclass(frozen=True)
class Facts:
    """When the first post went out, how many have; what the plan lacks (None: there is none); waves of complaints."""

    first_post_at: datetime | None
    posts: int
    gaps: tuple[Message, ...] | None
    waves: int
    now: datetime


def judge(facts: Facts) -> list[Noticed]:
    if facts.gaps is None:
        return [_without(facts)] if facts.waves or _is_grown(facts) else []
    return [_lacking(facts.gaps)] if facts.gaps else []


def _is_grown(facts: Facts) -> bool:
    if facts.first_post_at is None or facts.posts < LEAST_POSTS:
        return False
    return facts.now - facts.first_post_at >= FIRST_AFTER


def _without(facts: Facts) -> Noticed:
    evidence = [Evidence(say("Posts that are out, each of which can be misunderstood: {n}.", n=facts.posts),
                         "publishing:list")]  # fmt: skip
    if facts.waves:
        evidence.append(Evidence(say("Waves of complaints so far: {n}.", n=facts.waves), "listening:home"))
    return Noticed(
        say("There is no plan for a crisis. Most of it is written already; read it through and put in names."),
        tuple(evidence),
        (Way(say("Write the crisis plan"), "crisis:plan"), Way(say("See the crisis desk"), "crisis:home")),
        key="none",
        about=str(facts.waves),
        severity="medium" if facts.waves else None,
    )


def _lacking(gaps: tuple[Message, ...]) -> Noticed:
    return Noticed(
        say("The crisis plan has gaps."),
        tuple(Evidence(gap, "crisis:plan") for gap in gaps),
        (Way(say("Complete the crisis plan"), "crisis:plan"),),
        key="gaps",
        about=str(len(gaps)),
    )


def load(workspace: Workspace, now: datetime) -> Facts:
    out = publishing.posts(workspace).filter(state="published", published_at__lte=now).order_by()
    told = out.aggregate(first=Min("published_at"), count=Count("pk"))
    found = crisis.plan_in_force(workspace)
    gaps = tuple(plans.gaps(found.told)) if found else None
    waves = surges.surges_of(workspace).filter(kind="crisis", at__lte=now).count()
    return Facts(told["first"], told["count"], gaps, waves, now)


RULE = Rule(
    id="crisis.no-plan",
    mistake="M19",
    severity="low",
    notices=say(
        "Six weeks after the first post, or after a wave of complaints, there is no crisis plan; or it has gaps."
    ),
    load=load,
    judge=judge,
)
