"""Shops that post where few of their people are, and shops that do not, or are right to."""

from __future__ import annotations

from vitrino.checkup.rules.platforms_poor_fit import FEWEST, Facts, Place
from vitrino.checkup.tests import sick
from vitrino.checkup.tests.shops import Shop
from vitrino.checkup.tests.sick_aims import days, platform
from vitrino.domain.audience import Audience, read
from vitrino.strategy.models import Strategy
from vitrino.workspace.tests.cast import NOW, Cast

NOBODY, OLD, FIRMS = read("People who like bread"), read("Pensioners"), read("Pensioners who buy for hotels (B2B)")
FEW, NEARLY, FIFTH = platform("a", 0.1), platform("b", 0.19), platform("c", 0.2)


def facts(audience: Audience | None, *places: Place) -> Facts:
    return Facts(audience, places)


def place(share: float | None = 0.1, posts: int = 9, *, is_worth_it: bool = False, pk: int = 7) -> Place:
    return Place(pk, platform("a", share), posts, is_worth_it)


SHOPS = (
    Shop("nine posts for pensioners among the young", facts(OLD, place()), ("channel:7",)),
    Shop("one post a week", facts(OLD, place(posts=FEWEST)), ("channel:7",)),
    Shop("hardly a fifth of them", facts(OLD, place(0.19)), ("channel:7",)),
    Shop("one of two channels", facts(OLD, place(), place(0.58, pk=8)), ("channel:7",)),
    Shop("a fifth of them", facts(OLD, place(0.2))),
    Shop("its own results speak for it", facts(OLD, place(is_worth_it=True))),
    Shop("hardly anything is posted", facts(OLD, place(posts=FEWEST - 1))),
    Shop("nobody told", facts(OLD, place(None))),
    Shop("an audience without an age", facts(NOBODY, place())),
    Shop("firms have no age", facts(FIRMS, place())),
    Shop("no strategy", facts(None)),
)


def make_ill(cast: Cast) -> None:
    """Dances for pensioners."""
    Strategy.objects.create(workspace=cast.bakery, version=1, audience="Pensioners, 65+", in_force_from=NOW)
    channel = sick.channel(cast.bakery, "tiktok")
    for number in range(FEWEST):
        sick.publish(channel, f"Dance {number}", NOW - days(3 + number))


def make_well(cast: Cast) -> None:
    """It was the strategy that did not say whom the shop wants."""
    Strategy.objects.filter(workspace=cast.bakery).update(audience="People who cook")
