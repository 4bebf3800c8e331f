"""A goal that will probably not be reached as things go, while there is time to change something."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from vitrino.checkup.rule import Evidence, Noticed, Rule, Way
from vitrino.domain.goals import METRICS, pace_needed, percent, standing
from vitrino.domain.message import say
from vitrino.strategy import queries as strategy
from vitrino.workspace.models import Workspace

# The first days say little, and a goal that was set today is nobody's fault.
PATIENCE = timedelta(days=7)


@dataclass(frozen=True)
class Goal:
    """chance: as forecast on `day`. needed: a week from now on, or on average; None when there is no time left."""

    pk: int
    title: str
    begun_on: date
    day: date
    chance: float | None
    middle: float | None
    target: float
    needed: float | None


@dataclass(frozen=True)
class Facts:
    goals: tuple[Goal, ...]


def judge(facts: Facts) -> list[Noticed]:
    return [_noticed(one, one.chance) for one in facts.goals
            if one.chance is not None and standing(one.chance) == "off-track"
            and one.day - one.begun_on >= PATIENCE]  # fmt: skip


def _noticed(goal: Goal, chance: float) -> Noticed:
    see = ("goals:one", {"pk": goal.pk})
    evidence = [Evidence(say("Chance to reach it, as of {day}: {percent} %.", day=goal.day.isoformat(),
                             percent=percent(chance)), *see)]  # fmt: skip
    if goal.middle is not None:
        evidence.append(Evidence(say("It will probably end at {middle}; the target is {target}.",
                                     middle=_short(goal.middle), target=_short(goal.target))))  # fmt: skip
    if goal.needed is not None:
        evidence.append(Evidence(say("Needed from now: {needed} a week, or on average.", needed=_short(goal.needed))))
    return Noticed(
        say("“{goal}” will probably not be reached as things go.", goal=goal.title),
        tuple(evidence),
        (Way(say("See what would help"), *see), Way(say("Plan posts that serve it"), "planner:week"),
         Way(say("Set a goal that fits better"), "goals:new")),
        key=f"goal:{goal.pk}",
    )  # fmt: skip


def _short(value: float) -> float:
    return round(value, 1) if abs(value) < 10 else round(value)


def load(workspace: Workspace, now: datetime) -> Facts:
    active = [one for one in strategy.active_goals(workspace) if one.metric in METRICS]
    last = strategy.newest_standings(active)
    return Facts(tuple(_fact(one, last[one.pk]) for one in active if one.pk in last))


def _fact(goal: strategy.Goal, last: strategy.GoalDay) -> Goal:
    gone = (last.day - goal.starts_on).days + 1
    kind = METRICS[goal.metric].kind
    needed = None if last.value is None else pace_needed(kind, last.value, goal.target, gone, goal.days_total)
    return Goal(goal.pk, goal.title, goal.starts_on, last.day, last.chance, last.middle, goal.target, needed)


RULE = Rule(
    id="goals.off-track",
    mistake="M1",
    severity="medium",
    notices=say("After its first week a goal has a chance below 30 % to be reached."),
    load=load,
    judge=judge,
)
