"""Work without a strategy: everybody follows their own idea of what is right."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from vitrino.checkup.rule import Evidence, Noticed, Rule, Way
from vitrino.domain.message import say
from vitrino.strategy import queries as strategy
from vitrino.workspace import queries as workspaces
from vitrino.workspace.models import Workspace


@dataclass(frozen=True)
class Facts:
    """Whether a strategy is in force, and how many people work without one."""

    is_in_force: bool
    people: int


def judge(facts: Facts) -> list[Noticed]:
    if facts.is_in_force:
        return []
    proof = say("Versions in force: 0. People who work here: {n}.", n=facts.people)
    return [
        Noticed(
            say("There is no strategy: nothing says whom you want to reach, and how you treat them."),
            (Evidence(proof, "strategy:home"),),
            (Way(say("Write it step by step"), "guidance:home"),),
        )
    ]


def load(workspace: Workspace, now: datetime) -> Facts:
    return Facts(strategy.strategy_in_force(workspace) is not None, workspaces.members(workspace).count())


RULE = Rule(
    id="strategy.none",
    mistake="M2",
    severity="medium",
    notices=say("No strategy is in force."),
    load=load,
    judge=judge,
)
