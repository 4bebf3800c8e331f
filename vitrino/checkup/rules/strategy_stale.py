"""A strategy nobody has looked at since its day, or for a year."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from vitrino.checkup.rule import Evidence, Noticed, Rule, Way
from vitrino.domain.message import say
from vitrino.strategy import queries as strategy
from vitrino.workspace.models import Workspace

YEAR = timedelta(days=365)


@dataclass(frozen=True)
class Facts:
    """Of the version in force; None for both days without one. looked_on: when it was written or found good."""

    version: int
    looked_on: date | None
    review_on: date | None
    today: date


def judge(facts: Facts) -> list[Noticed]:
    if facts.looked_on is None:
        return []
    due = min(facts.review_on or date.max, facts.looked_on + YEAR)
    if facts.today <= due:
        return []
    proof = say("Version {version}, last looked at on {day}; due since {due}.", version=facts.version,
                day=facts.looked_on.isoformat(), due=due.isoformat())  # fmt: skip
    return [
        Noticed(
            say("The strategy wants another look: much may have changed since."),
            (Evidence(proof, "strategy:home"),),
            (Way(say("Go through it step by step"), "guidance:home"),
             Way(say("It still holds: ask again in three months"), action="strategy-holds")),
            about=f"{facts.version}:{due.isoformat()}",
            severity="medium" if facts.today - facts.looked_on > YEAR else "low",
        )
    ]  # fmt: skip


def load(workspace: Workspace, now: datetime) -> Facts:
    in_force = strategy.strategy_in_force(workspace)
    if in_force is None:
        return Facts(0, None, None, now.date())
    return Facts(in_force.version, strategy.looked_on(in_force), in_force.review_on, now.date())


RULE = Rule(
    id="strategy.stale",
    mistake="M2",
    severity="low",
    notices=say("The day on which the strategy was to be looked at again is over, or a year has passed."),
    load=load,
    judge=judge,
)
