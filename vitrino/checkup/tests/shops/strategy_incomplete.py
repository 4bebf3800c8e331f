"""Strategies that answer every question, and strategies with gaps."""

from __future__ import annotations

from vitrino.checkup.rules.strategy_incomplete import PATIENCE, Facts
from vitrino.checkup.tests.shops import Shop
from vitrino.checkup.tests.sick_aims import days
from vitrino.strategy import actions as strategy
from vitrino.strategy.models import Strategy
from vitrino.workspace.tests.cast import NOW, Cast


def facts(*empty: str, ago: float | None = 30) -> Facts:
    return Facts(empty, None if ago is None else NOW - days(ago), NOW)


SHOPS = (
    Shop("nobody says who does what", facts("roles"), ("",)),
    Shop("four questions are open", facts("voice", "care", "roles", "avoid"), ("",)),
    Shop("a week after the first version", facts("voice", ago=PATIENCE.days), ("",)),
    Shop("every question is answered", facts()),
    Shop("begun six days ago", facts("voice", "roles", ago=PATIENCE.days - 1)),
    Shop("no strategy at all: another rule's business", facts(ago=None)),
)


def make_ill(cast: Cast) -> None:
    """It says whom to reach, and nothing else."""
    strategy.adopt_strategy(workspace=cast.bakery, texts={"audience": "Neighbours"}, reason="", by=cast.anna,
                            now=NOW - days(30))  # fmt: skip


def make_well(cast: Cast) -> None:
    """Every part is written."""
    written = ("competitors", "platforms", "content", "voice", "care", "tracking", "roles", "avoid")
    Strategy.objects.filter(workspace=cast.bakery).update(**dict.fromkeys(written, "As we agreed."))
