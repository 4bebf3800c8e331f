"""Shops with and without a strategy."""

from __future__ import annotations

from vitrino.checkup.rules.strategy_none import Facts
from vitrino.checkup.tests.shops import Shop
from vitrino.strategy.models import Strategy
from vitrino.workspace.tests.cast import NOW, Cast

SHOPS = (
    Shop("one person without one", Facts(is_in_force=False, people=1), ("",)),
    Shop("two people without one", Facts(is_in_force=False, people=2), ("",)),
    Shop("six people without one", Facts(is_in_force=False, people=6), ("",)),
    Shop("one person with one", Facts(is_in_force=True, people=1)),
    Shop("two people with one", Facts(is_in_force=True, people=2)),
    Shop("six people with one", Facts(is_in_force=True, people=6)),
)


def make_ill(cast: Cast) -> None:
    """Only the other shop has one."""
    Strategy.objects.create(workspace=cast.florist, version=1, audience="Everybody", in_force_from=NOW)


def make_well(cast: Cast) -> None:
    """It is written down."""
    Strategy.objects.create(workspace=cast.bakery, version=1, audience="Neighbours", in_force_from=NOW)
