"""Something was found out weeks ago, and nobody has said yes or no to what follows from it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from vitrino.checkup.rule import Evidence, Noticed, Rule, Way
from vitrino.domain.message import Message, say
from vitrino.plan import queries as plan
from vitrino.workspace.models import Workspace

PATIENCE = timedelta(days=21)
SHOWN = 4
MANY = 4


@dataclass(frozen=True)
class Suggestion:
    """One that is open. message: what it proposes and why."""

    pk: int
    message: Message
    at: datetime


@dataclass(frozen=True)
class Facts:
    suggestions: tuple[Suggestion, ...]
    now: datetime


def judge(facts: Facts) -> list[Noticed]:
    """One notice for all, the oldest first."""
    old = sorted((one for one in facts.suggestions if facts.now - one.at >= PATIENCE), key=lambda one: one.at)
    if not old:
        return []
    evidence = [Evidence(say("Open for {days} days: {what}", days=(facts.now - one.at).days, what=one.message),
                         "planner:week") for one in old[:SHOWN]]  # fmt: skip
    return [
        Noticed(
            say("Vitrino has learnt something for you, and nobody has decided about it. Suggestions: {n}.", n=len(old)),
            tuple(evidence),
            (Way(say("Do the first one"), action="accept-suggestion", arguments={"pk": old[0].pk}),
             Way(say("See the suggestions"), "planner:week")),
            about=",".join(str(one.pk) for one in old),
            severity="medium" if len(old) >= MANY else "low",
        )
    ]  # fmt: skip


def load(workspace: Workspace, now: datetime) -> Facts:
    waiting = plan.open_suggestions(workspace).filter(at__lt=now)
    return Facts(tuple(Suggestion(one.pk, plan.message_of(one), one.at) for one in waiting), now)


RULE = Rule(
    id="analysis.finding-ignored",
    mistake="M23",
    severity="low",
    notices=say("A suggestion that follows from what was found has been open for three weeks."),
    load=load,
    judge=judge,
)
