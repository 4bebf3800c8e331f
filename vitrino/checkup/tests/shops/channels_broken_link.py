"""Websites whose links lead somewhere, and websites with a closed door."""

from __future__ import annotations

from vitrino.channels.models import SiteLink
from vitrino.checkup.rules.channels_broken_link import Facts
from vitrino.checkup.tests import sick
from vitrino.checkup.tests.shops import Shop
from vitrino.checkup.tests.sick import profile
from vitrino.workspace.tests.cast import Cast

SHOPS = (
    Shop("a profile is gone", Facts((profile(is_gone=True),)), ("link:3",)),
    Shop("gone, though it was connected", Facts((profile(is_gone=True, channel_pk=7),)), ("link:3",)),
    Shop("one of two", Facts((profile(is_gone=True), profile(pk=4))), ("link:3",)),
    Shop("both", Facts((profile(is_gone=True), profile(is_gone=True, pk=4))), ("link:3", "link:4")),
    Shop("it is there", Facts((profile(),))),
    Shop("it is there and asleep", Facts((profile(400),))),
    Shop("nobody knows how old its last post is", Facts((profile(None),))),
    Shop("no links", Facts(())),
)


def make_ill(cast: Cast) -> None:
    """Pinterest says: no such page."""
    sick.link(cast.bakery, "pinterest", silent_days=None, is_broken=True)


def make_well(cast: Cast) -> None:
    """The link is taken from the website."""
    SiteLink.objects.all().delete()
