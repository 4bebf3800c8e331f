"""Shops that pass on something of others, that never do, and that hardly post."""

from __future__ import annotations

from vitrino.checkup.rules.balance_no_curation import Facts
from vitrino.checkup.tests import sick
from vitrino.checkup.tests.shops import Shop
from vitrino.checkup.tests.sick_aims import days
from vitrino.domain.balance import Kind, Mix
from vitrino.workspace.tests.cast import NOW, Cast


def facts(known: int, curated: int = 0, *, unclear: int = 0, perhaps: int = 0, partners: int = 0) -> Facts:
    mix = Mix({Kind.TEACHES: known - curated, Kind.CURATED: curated}, unclear, {Kind.CURATED: perhaps})
    return Facts(mix, partners)


SHOPS = (
    Shop("twelve posts, none of others", facts(12), ("",)),
    Shop("partners are named and never passed on", facts(40, partners=3), ("",)),
    Shop("a few unclear posts", facts(24, unclear=6), ("",)),
    Shop("one of twelve", facts(12, 1)),
    Shop("eleven posts", facts(11)),
    Shop("an unclear post may be of others", facts(24, unclear=1, perhaps=1)),
    Shop("nobody can place half of them", facts(12, unclear=12)),
    Shop("nothing was posted", facts(0)),
)


def make_ill(cast: Cast) -> None:
    """Twelve posts of one's own."""
    one = sick.channel(cast.bakery, "mastodon")
    for number in range(12):
        sick.publish(one, f"How to bake bread at home, part {number}", NOW - days(1 + 4 * number))


def make_well(cast: Cast) -> None:
    """A neighbour is named."""
    sick.publish(sick.channel(cast.bakery, "bluesky"), "Tulips, photo: @fiolek", NOW - days(2))
