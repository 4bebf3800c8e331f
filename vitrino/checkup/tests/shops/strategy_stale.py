"""Strategies somebody looks at, and strategies that grow old."""

from __future__ import annotations

from datetime import timedelta

from vitrino.checkup.rules.strategy_stale import Facts
from vitrino.checkup.tests.shops import Shop
from vitrino.checkup.tests.sick_aims import days
from vitrino.strategy import actions as strategy
from vitrino.strategy.models import Strategy
from vitrino.workspace.tests.cast import NOW, Cast

TODAY = NOW.date()


def facts(looked: int | None, due_in: int | None) -> Facts:
    return Facts(
        2, None if looked is None else TODAY - timedelta(days=looked),
        None if due_in is None else TODAY + timedelta(days=due_in), TODAY,
    )  # fmt: skip


SHOPS = (
    Shop("due since yesterday", facts(92, -1), ("",)),
    Shop("due for half a year", facts(270, -180), ("",)),
    Shop("without a day, a year and a day old", facts(366, None), ("",)),
    Shop("a day far ahead, and more than a year old", facts(366, 90), ("",)),
    Shop("due today", facts(91, 0)),
    Shop("without a day, a year old", facts(365, None)),
    Shop("looked at last week", facts(7, 84)),
    Shop("no strategy at all", facts(None, None)),
)


def make_ill(cast: Cast) -> None:
    """Written half a year ago, to be looked at after three months."""
    strategy.adopt_strategy(workspace=cast.bakery, texts={"audience": "Neighbours"}, reason="", by=cast.anna,
                            now=NOW - days(180))  # fmt: skip


def make_well(cast: Cast) -> None:
    """Somebody looked, and it still holds."""
    strategy.confirm(strategy=Strategy.objects.get(workspace=cast.bakery), by=cast.anna, now=NOW)
