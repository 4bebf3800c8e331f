"""A goal whose number nobody tells: a wish with a date."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from vitrino.checkup.rule import Evidence, Noticed, Rule, Way
from vitrino.domain.goals import METRICS
from vitrino.domain.message import Message, say
from vitrino.domain.slots import zone
from vitrino.goals import queries as goals
from vitrino.strategy import queries as strategy
from vitrino.workspace.models import Workspace

# Numbers come in late, and a baseline takes two weeks.
PATIENCE = timedelta(days=17)


@dataclass(frozen=True)
class Goal:
    """A goal under way. is_told: its number was known when somebody last looked. way: what would make it known."""

    pk: int
    title: str
    begun_on: date
    is_told: bool
    way: Message


@dataclass(frozen=True)
class Facts:
    goals: tuple[Goal, ...]
    today: date


def judge(facts: Facts) -> list[Noticed]:
    """A young goal gets time; one without a look yet is not judged."""
    return [_noticed(one, facts.today) for one in facts.goals
            if not one.is_told and facts.today - one.begun_on >= PATIENCE]  # fmt: skip


def _noticed(goal: Goal, today: date) -> Noticed:
    days = (today - goal.begun_on).days
    return Noticed(
        say("Nobody can tell how “{goal}” stands: its number can't be counted here.", goal=goal.title),
        (Evidence(say("Days without a number: {n}.", n=days), "goals:one", {"pk": goal.pk}), Evidence(goal.way)),
        (Way(say("Set a goal that can be counted"), "goals:new"),
         Way(say("See the goal"), "goals:one", {"pk": goal.pk}), Way(say("See the channels"), "channels:list")),
        key=f"goal:{goal.pk}",
    )  # fmt: skip


def load(workspace: Workspace, now: datetime) -> Facts:
    active = list(strategy.active_goals(workspace))
    last = strategy.newest_standings(active)
    return Facts(
        tuple(
            Goal(one.pk, one.title, one.starts_on, last[one.pk].value is not None,
                 goals.way_to_count(METRICS[one.metric]))
            for one in active if one.pk in last and one.metric in METRICS
        ),
        now.astimezone(zone(workspace.time_zone)).date(),
    )  # fmt: skip


RULE = Rule(
    id="goals.not-measurable",
    mistake="M1",
    severity="medium",
    notices=say("For two weeks and more nobody has told the number by which a goal is measured."),
    load=load,
    judge=judge,
)
