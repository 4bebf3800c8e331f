"""Goals whose number is told, not told, or not told yet."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from vitrino.checkup.rules.goals_not_measurable import PATIENCE, Facts, Goal
from vitrino.checkup.tests import sick_aims
from vitrino.checkup.tests.shops import Shop
from vitrino.domain.message import say
from vitrino.strategy.models import GoalDay
from vitrino.workspace.tests.cast import NOW, Cast

TODAY = NOW.date()
BLIND = Goal(3, "90 orders", TODAY - timedelta(days=30), is_told=False, way=say("Connect your shop."))
TOLD = replace(BLIND, pk=4, is_told=True)


def facts(*goals: Goal) -> Facts:
    return Facts(goals, TODAY)


SHOPS = (
    Shop("nobody tells for a month", facts(BLIND), ("goal:3",)),
    Shop("just past the time it takes", facts(replace(BLIND, begun_on=TODAY - PATIENCE)), ("goal:3",)),
    Shop("one of two is told", facts(BLIND, TOLD), ("goal:3",)),
    Shop("two are not told", facts(BLIND, replace(BLIND, pk=5)), ("goal:3", "goal:5")),
    Shop("it is told", facts(TOLD)),
    Shop("a day before it can be told", facts(replace(BLIND, begun_on=TODAY - PATIENCE + timedelta(days=1)))),
    Shop("set today", facts(replace(BLIND, begun_on=TODAY))),
    Shop("no goal at all", facts()),
)


def make_ill(cast: Cast) -> None:
    """A goal in orders, and no shop that tells them."""
    sick_aims.aim(cast.bakery)


def make_well(cast: Cast) -> None:
    """Somebody tells them."""
    GoalDay.objects.filter(value=None).update(value=3)
