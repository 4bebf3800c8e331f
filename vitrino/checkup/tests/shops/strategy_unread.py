"""Helpers who know what concerns them, and helpers who don't."""

from __future__ import annotations

from vitrino.checkup.rules.strategy_unread import PATIENCE, Facts, Reader
from vitrino.checkup.tests.shops import Shop
from vitrino.checkup.tests.sick_aims import days
from vitrino.strategy import actions as strategy
from vitrino.strategy.models import Strategy
from vitrino.workspace.tests.cast import NOW, Cast


def reader(ago: float, *parts: str, person: int = 2) -> Reader:
    return Reader(person, "Bruno", parts, NOW - days(ago))


def facts(*readers: Reader) -> Facts:
    return Facts(readers, NOW)


SHOPS = (
    Shop("one part, for a week", facts(reader(PATIENCE.days, "care")), ("",)),
    Shop("everything, for a month", facts(reader(30, "audience", "care", "voice")), ("",)),
    Shop("one of two helpers", facts(reader(9, "care"), reader(1, "care", person=3)), ("",)),
    Shop("for six days", facts(reader(PATIENCE.days - 1, "care"))),
    Shop("everything was read", facts(reader(30))),
    Shop("nobody helps", facts()),
)


def make_ill(cast: Cast) -> None:
    """Bruno answers people, and has not read how."""
    strategy.adopt_strategy(workspace=cast.bakery, texts={"care": "Within the hour"}, reason="", by=cast.anna,
                            now=NOW - days(8))  # fmt: skip
    cast.bakery.memberships.update(since=NOW - days(90))


def make_well(cast: Cast) -> None:
    """He reads it."""
    strategy.acknowledge(strategy=Strategy.objects.get(workspace=cast.bakery), by=cast.bruno, now=NOW, parts=["care"])
