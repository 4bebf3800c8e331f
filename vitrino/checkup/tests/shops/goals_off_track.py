"""Goals with a good, a fair and a poor chance."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from vitrino.checkup.rules.goals_off_track import PATIENCE, Facts, Goal
from vitrino.checkup.tests import sick_aims
from vitrino.checkup.tests.shops import Shop
from vitrino.strategy.models import GoalDay
from vitrino.workspace.tests.cast import NOW, Cast

TODAY = NOW.date()
POOR = Goal(3, "800 followers", TODAY - timedelta(days=30), TODAY, 0.05, 640.0, 800.0, 12.3)


def goal(**changes: object) -> Facts:
    return Facts((replace(POOR, **changes),))  # type: ignore[arg-type]


SHOPS = (
    Shop("a chance of 5 %", goal(), ("goal:3",)),
    Shop("a chance of 29 %", goal(chance=0.29), ("goal:3",)),
    Shop("a week after it was set", goal(begun_on=TODAY - PATIENCE), ("goal:3",)),
    Shop("nothing is known but the chance", goal(middle=None, needed=None), ("goal:3",)),
    Shop("at risk", goal(chance=0.3)),
    Shop("on track", goal(chance=0.9)),
    Shop("no forecast yet", goal(chance=None)),
    Shop("set six days ago", goal(begun_on=TODAY - PATIENCE + timedelta(days=1))),
    Shop("no goal", Facts(())),
)


def make_ill(cast: Cast) -> None:
    """800 followers wanted, 20 there, 60 days left."""
    sick_aims.aim(cast.bakery)


def make_well(cast: Cast) -> None:
    """Things go better."""
    GoalDay.objects.update(chance=0.5)
