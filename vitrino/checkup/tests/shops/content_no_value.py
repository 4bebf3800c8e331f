"""Shops that give something, that only announce, and that have not posted enough."""

from __future__ import annotations

from vitrino.checkup.rules.content_no_value import Facts
from vitrino.checkup.tests import sick
from vitrino.checkup.tests.shops import Shop
from vitrino.checkup.tests.sick_aims import days
from vitrino.domain.balance import Kind, Mix
from vitrino.workspace.tests.cast import NOW, Cast


def facts(sells: int, news: int = 0, *, unclear: int = 0, **more: int) -> Facts:
    given = {Kind(name): count for name, count in more.items() if name != "perhaps"}
    mix = Mix({Kind.SELLS: sells, Kind.NEWS: news, **given}, unclear, {Kind.TEACHES: more.get("perhaps", 0)})
    return Facts(mix, ((NOW, "Rye bread, 12 zł"),))


SHOPS = (
    Shop("ten announcements", facts(0, 10), ("",)),
    Shop("offers and news", facts(6, 6), ("",)),
    Shop("fifty offers", facts(50), ("",)),
    Shop("one tip of twelve posts", facts(6, 5, teaches=1)),
    Shop("one question", facts(6, 5, asks=1)),
    Shop("one thank-you", facts(6, 5, customers=1)),
    Shop("something of a neighbour", facts(6, 5, curated=1)),
    Shop("nine posts", facts(5, 4)),
    Shop("an unclear one may be a tip", facts(6, 6, unclear=1, perhaps=1)),
    Shop("half of them unclear", facts(6, 6, unclear=12)),
)


def make_ill(cast: Cast) -> None:
    """Twelve times prices and opening hours."""
    one = sick.channel(cast.bakery, "mastodon")
    for number in range(6):
        sick.publish(one, f"Rye bread, {10 + number} zł, order now", NOW - days(1 + 6 * number))
        sick.publish(one, f"We are closed on Friday, week {number}; opening hours below", NOW - days(3 + 6 * number))


def make_well(cast: Cast) -> None:
    """A tip."""
    sick.publish(sick.channel(cast.bakery, "bluesky"), "How to keep bread fresh for four days", NOW - days(2))
