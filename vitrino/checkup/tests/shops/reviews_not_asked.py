"""Shops that ask their customers how it was, and shops that do not."""

from __future__ import annotations

from vitrino.checkup.rules.reviews_not_asked import FEWEST, Facts
from vitrino.checkup.tests import sick_care
from vitrino.checkup.tests.shops import Shop
from vitrino.commerce.models import Order
from vitrino.workspace.tests.cast import Cast


def facts(delivered: int, asked: int = 0, *, is_on: bool = True, opted_out: int = 0) -> Facts:
    return Facts(is_on, True, delivered, asked, opted_out)


SHOPS = (
    Shop("asking is off", facts(FEWEST, is_on=False), ("",)),
    Shop("off, though somebody was asked by hand", facts(50, 9, is_on=False), ("",)),
    Shop("fewer than a tenth", facts(50, 4), ("",)),
    Shop("on, and nobody is asked", facts(20), ("",)),
    Shop("a tenth", facts(50, 5)),
    Shop("everybody", facts(50, 50)),
    Shop("four orders", facts(FEWEST - 1, is_on=False)),
    Shop("half of the customers want no mail", facts(8, is_on=False, opted_out=4)),
)


def make_ill(cast: Cast) -> None:
    """Six orders delivered, and nobody asked."""
    sick_care.deliver(cast.bakery, 6)


def make_well(cast: Cast) -> None:
    """They have not arrived yet."""
    Order.objects.update(delivered_at=None)
