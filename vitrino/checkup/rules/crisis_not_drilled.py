"""A plan that nobody has ever tried is a hope."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from vitrino.checkup.rule import Evidence, Noticed, Rule, Way
from vitrino.crisis import queries as crisis
from vitrino.domain.message import say
from vitrino.workspace.models import Workspace

# A real crisis is the hardest drill of all; both count. Source of the year: the usual rhythm of fire drills.
FIRST_WITHIN = timedelta(days=30)
AGAIN_WITHIN = timedelta(days=365)


@dataclass(frozen=True)
class Facts:
    """Since when there is a plan (None: none), and when it was last drilled or needed."""

    plan_since: datetime | None
    last_at: datetime | None
    now: datetime


def judge(facts: Facts) -> list[Noticed]:
    return [_noticed(facts)] if facts.plan_since is not None and _is_due(facts, facts.plan_since) else []


def _is_due(facts: Facts, since: datetime) -> bool:
    if facts.last_at is not None:
        return facts.now - facts.last_at >= AGAIN_WITHIN
    return facts.now - since >= FIRST_WITHIN


def _noticed(facts: Facts) -> Noticed:
    last = say("Nobody has drilled so far.")
    if facts.last_at is not None:
        last = say("Last drilled or needed: {day}.", day=facts.last_at.date().isoformat())
    return Noticed(
        say("Try the crisis plan: a made-up crisis of fifteen minutes, in which nothing is sent."),
        (Evidence(last, "crisis:drills"),),
        (Way(say("Drill, fifteen minutes"), "crisis:drills"), Way(say("See the crisis desk"), "crisis:home")),
        key="drill",
        about=str(facts.last_at or ""),
    )


def load(workspace: Workspace, now: datetime) -> Facts:
    first = crisis.plan_versions(workspace).filter(at__lte=now).last()
    lived = crisis.incidents_of(workspace).filter(closed_at__lte=now).order_by("-closed_at").first()
    found = [at for at in (crisis.last_drill_at(workspace), lived.closed_at if lived else None) if at is not None]
    return Facts(first.at if first else None, max(found, default=None), now)


RULE = Rule(
    id="crisis.not-drilled",
    mistake="M19",
    severity="low",
    notices=say("A month after it was written the crisis plan was never tried, or not for a year."),
    load=load,
    judge=judge,
)
