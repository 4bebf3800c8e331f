"""Profiles the website links to that Vitrino reads, does not read, or can't read."""

from __future__ import annotations

from vitrino.checkup.rules.channels_linked_but_not_connected import Facts
from vitrino.checkup.tests import sick
from vitrino.checkup.tests.shops import Shop
from vitrino.checkup.tests.sick import profile
from vitrino.workspace.tests.cast import NOW, Cast

SHOPS = (
    Shop("an active one is not connected", Facts((profile(),), NOW), ("link:3",)),
    Shop("one nobody knows the age of", Facts((profile(None),), NOW), ("link:3",)),
    Shop("silent for 29 days", Facts((profile(29),), NOW), ("link:3",)),
    Shop("one of two", Facts((profile(), profile(pk=4, channel_pk=7)), NOW), ("link:3",)),
    Shop("connected", Facts((profile(channel_pk=7),), NOW)),
    Shop("Vitrino does not know how", Facts((profile(can_connect=False),), NOW)),
    Shop("asleep: another rule says it", Facts((profile(30),), NOW)),
    Shop("gone: another rule says it", Facts((profile(is_gone=True),), NOW)),
    Shop("no links", Facts((), NOW)),
)


def make_ill(cast: Cast) -> None:
    """A link, and only a rehearsal of the same name."""
    sick.channel(cast.bakery, "bluesky")
    sick.link(cast.bakery, "bluesky", silent_days=None)


def make_well(cast: Cast) -> None:
    """The real one is connected."""
    sick.channel(cast.bakery, "bluesky", remote_id="real", is_rehearsal=False)
