"""Goals for which somebody works, and goals left alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from vitrino.checkup.rules.goals_unserved import PATIENCE, Facts, Goal
from vitrino.checkup.tests import sick, sick_aims
from vitrino.checkup.tests.shops import Shop
from vitrino.strategy.models import Goal as GoalRow
from vitrino.workspace.tests.cast import NOW, Cast

TODAY = NOW.date()
ALONE = Goal(3, "800 followers", TODAY - timedelta(days=30), is_said=True, out=0, planned=0)


def goal(**changes: object) -> Facts:
    return Facts((replace(ALONE, **changes),), TODAY)  # type: ignore[arg-type]


SHOPS = (
    Shop("nobody said what serves it", goal(is_said=False), ("goal:3",)),
    Shop("no post for weeks", goal(), ("goal:3",)),
    Shop("a week after it was set", goal(begun_on=TODAY - PATIENCE), ("goal:3",)),
    Shop("one post went out", goal(out=1)),
    Shop("one post is planned", goal(planned=1)),
    Shop("set six days ago", goal(is_said=False, begun_on=TODAY - PATIENCE + timedelta(days=1))),
    Shop("no goal", Facts((), TODAY)),
)


def make_ill(cast: Cast) -> None:
    """Two goals, and nobody said what serves them."""
    sick_aims.aim(cast.bakery)


def make_well(cast: Cast) -> None:
    """A channel serves them, and a post went out there."""
    channel = sick.channel(cast.bakery, "mastodon")
    sick.publish(channel, "Follow us for bread", NOW - timedelta(days=2))
    for one in GoalRow.objects.filter(workspace=cast.bakery):
        one.channels.add(channel)
