"""Shops that are where their people are, and shops that are not."""

from __future__ import annotations

from vitrino.checkup.rules.platforms_missing_fit import Facts
from vitrino.checkup.tests import sick
from vitrino.checkup.tests.shops import Shop
from vitrino.checkup.tests.sick_aims import platform
from vitrino.domain.audience import Audience, read
from vitrino.fit.platforms import Platform
from vitrino.strategy.models import Strategy
from vitrino.workspace.tests.cast import NOW, Cast

NOBODY, OLD, FIRMS = read("People who like bread"), read("Pensioners"), read("Restaurants and hotels (B2B)")
MANY, HALF, FEW, UNKNOWN = platform("a", 0.58), platform("b", 0.5), platform("c", 0.49), platform("d", None)
TRADE = platform("e", None, is_for_business=True)


def facts(audience: Audience | None, here: tuple[Platform, ...], *elsewhere: Platform) -> Facts:
    return Facts(audience, here, elsewhere)


SHOPS = (
    Shop("pensioners, on a network of the young", facts(OLD, (platform("f", 0.1),), MANY), ("age",)),
    Shop("nearly half of them are here", facts(OLD, (FEW,), HALF), ("age",)),
    Shop("firms, no network of trades", facts(FIRMS, (UNKNOWN,), TRADE), ("trade",)),
    Shop("half of them are here", facts(OLD, (HALF,), MANY)),
    Shop("nowhere are more than half of them", facts(OLD, (UNKNOWN,), FEW)),
    Shop("firms, there already", facts(FIRMS, (TRADE,), MANY)),
    Shop("nobody told who is elsewhere", facts(OLD, (FEW,), UNKNOWN)),
    Shop("an audience without an age", facts(NOBODY, (FEW,), MANY)),
    Shop("no strategy", facts(None, (FEW,), MANY)),
    Shop("no channel at all", facts(OLD, (), MANY)),
)


def make_ill(cast: Cast) -> None:
    """Firms are wanted, and nobody is where they are."""
    sick.channel(cast.bakery, "bluesky")
    Strategy.objects.create(workspace=cast.bakery, version=1, audience="Restaurants (B2B)", in_force_from=NOW)


def make_well(cast: Cast) -> None:
    """A channel for trades is connected."""
    sick.channel(cast.bakery, "linkedin")
