"""Shops with many orders and with none, that think of those who bought and that do not."""

from __future__ import annotations

from vitrino.checkup.rules.balance_nothing_for_customers import Facts
from vitrino.checkup.tests import sick
from vitrino.checkup.tests.shops import Shop
from vitrino.checkup.tests.sick_aims import days
from vitrino.commerce.models import Order
from vitrino.domain.balance import Kind, Mix
from vitrino.workspace.tests.cast import NOW, Cast


def facts(orders: int, known: int, customers: int = 0, *, unclear: int = 0, perhaps: int = 0) -> Facts:
    counts = {Kind.TEACHES: known - customers, Kind.CUSTOMERS: customers}
    return Facts(Mix(counts, unclear, {Kind.CUSTOMERS: perhaps}), orders)


SHOPS = (
    Shop("ten orders, ten posts", facts(10, 10), ("",)),
    Shop("hundreds of orders, many posts", facts(400, 60), ("",)),
    Shop("a few unclear posts that look like something else", facts(30, 20, unclear=4), ("",)),
    Shop("one post of twenty is for them", facts(30, 20, 1)),
    Shop("nine orders", facts(9, 20)),
    Shop("nine posts", facts(30, 9)),
    Shop("no orders at all", facts(0, 40)),
    Shop("an unclear post may be for them", facts(30, 20, unclear=2, perhaps=1)),
    Shop("too many posts nobody can place", facts(30, 12, unclear=12)),
)


def make_ill(cast: Cast) -> None:
    """Twelve orders, ten tips for everybody."""
    one = sick.channel(cast.bakery, "mastodon")
    for number in range(10):
        sick.publish(one, f"How to bake bread at home, part {number}", NOW - days(1 + 3 * number))
    for number in range(12):
        Order.objects.create(workspace=cast.bakery, source="shop", remote_id=f"{number}", number=f"{number}",
                             currency="PLN", total_minor=9, state="paid", placed_at=NOW - days(5 + number))  # fmt: skip


def make_well(cast: Cast) -> None:
    """One post is for them."""
    one = sick.channel(cast.bakery, "bluesky")
    sick.publish(one, "If you bought a gift box: keep it cool. Thank you for your orders!", NOW - days(1))
