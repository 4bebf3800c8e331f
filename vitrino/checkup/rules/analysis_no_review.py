"""Nobody looks at the results: what works is found by luck."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Min

from vitrino.checkup.rule import Evidence, Noticed, Rule, Way
from vitrino.domain.message import say
from vitrino.lookback import queries as lookback
from vitrino.publishing import queries as publishing
from vitrino.workspace.models import Workspace

# Before four weeks with posts there is nothing to look back on; then once a month, with a week of grace.
FIRST_AFTER = timedelta(days=28)
AGAIN_AFTER = timedelta(days=35)


@dataclass(frozen=True)
class Facts:
    """When the first post went out, how many have since the last look (or ever), and when somebody last looked."""

    first_post_at: datetime | None
    posts_since: int
    last_look_at: datetime | None
    now: datetime


def judge(facts: Facts) -> list[Noticed]:
    return [_noticed(facts)] if facts.posts_since and _is_due(facts) else []


def _is_due(facts: Facts) -> bool:
    if facts.last_look_at is not None:
        return facts.now - facts.last_look_at >= AGAIN_AFTER
    return facts.first_post_at is not None and facts.now - facts.first_post_at >= FIRST_AFTER


def _noticed(facts: Facts) -> Noticed:
    proof = say("Posts nobody has looked back on: {n}.", n=facts.posts_since)
    last = say("Nobody has looked back so far.")
    if facts.last_look_at is not None:
        last = say("Last look back: {day}.", day=facts.last_look_at.date().isoformat())
    return Noticed(
        say("It is time to look back: what worked, what was ignored, what do you change?"),
        (Evidence(proof, "insight:home"), Evidence(last)),
        (Way(say("Look back, ten minutes"), "lookback:home"),),
        about=str(facts.last_look_at or ""),
    )


def load(workspace: Workspace, now: datetime) -> Facts:
    last = lookback.last_closed_at(workspace)
    out = publishing.posts(workspace).filter(parent=None, state="published", published_at__lte=now)
    since = out.filter(published_at__gt=last) if last else out
    told = since.order_by().aggregate(first=Min("published_at"), count=Count("pk"))
    return Facts(told["first"], told["count"], last, now)


RULE = Rule(
    id="analysis.no-review",
    mistake="M22",
    severity="low",
    notices=say("Posts have gone out for four weeks, and nobody has looked back for five."),
    load=load,
    judge=judge,
)
