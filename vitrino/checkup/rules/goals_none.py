"""Work without a goal: nobody can say whether it pays."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from vitrino.checkup.rule import Evidence, Noticed, Rule, Way
from vitrino.domain.message import say
from vitrino.strategy import queries as strategy
from vitrino.workspace.models import Workspace


@dataclass(frozen=True)
class Facts:
    """Goals under way, and goals that have ended."""

    active: int
    ended: int


def judge(facts: Facts) -> list[Noticed]:
    if facts.active:
        return []
    proof = say("Goals under way: 0. Goals that have ended: {n}.", n=facts.ended)
    return [
        Noticed(
            say("There is no goal, so nobody can tell whether the work pays."),
            (Evidence(proof, "goals:home"),),
            (Way(say("Set a goal"), "goals:new"),),
        )
    ]


def load(workspace: Workspace, now: datetime) -> Facts:
    every, active = strategy.goals_of(workspace).count(), strategy.active_goals(workspace).count()
    return Facts(active, every - active)


RULE = Rule(
    id="goals.none",
    mistake="M1",
    severity="medium",
    notices=say("No goal is under way."),
    load=load,
    judge=judge,
)
