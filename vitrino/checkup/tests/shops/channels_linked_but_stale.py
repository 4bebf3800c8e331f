"""Profiles the website links to, awake and asleep."""

from __future__ import annotations

from vitrino.channels.models import SiteLink
from vitrino.checkup.rules.channels_linked_but_stale import Facts
from vitrino.checkup.tests import sick
from vitrino.checkup.tests.shops import Shop
from vitrino.checkup.tests.sick import profile
from vitrino.workspace.tests.cast import NOW, Cast

SHOPS = (
    Shop("silent for 30 days", Facts((profile(30),), NOW), ("link:3",)),
    Shop("silent for a year", Facts((profile(400),), NOW), ("link:3",)),
    Shop("connected and asleep", Facts((profile(60, channel_pk=7),), NOW), ("link:3",)),
    Shop("one of two", Facts((profile(60), profile(5, pk=4)), NOW), ("link:3",)),
    Shop("silent for a day less", Facts((profile(29.9),), NOW)),
    Shop("a post five days ago", Facts((profile(5),), NOW)),
    Shop("nobody knows", Facts((profile(None),), NOW)),
    Shop("gone: another rule says it", Facts((profile(60, is_gone=True),), NOW)),
    Shop("no links", Facts((), NOW)),
)


def make_ill(cast: Cast) -> None:
    """Nothing new for 64 days."""
    sick.link(cast.bakery, "mastodon", silent_days=64)


def make_well(cast: Cast) -> None:
    """A new post."""
    SiteLink.objects.update(last_activity_at=NOW)
