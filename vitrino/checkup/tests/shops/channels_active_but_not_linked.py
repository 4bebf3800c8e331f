"""Channels that are alive while the website keeps silent about them, and those that are linked, quiet or new."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from vitrino.channels.models import SiteLink, SiteScan
from vitrino.checkup.rules.channels_active_but_not_linked import SEEN_RECENTLY, TIME_TO_LINK, Facts, Own
from vitrino.checkup.tests import sick
from vitrino.checkup.tests.shops import Shop
from vitrino.connect.site import SiteFacts
from vitrino.workspace.tests.cast import NOW, Cast

DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)
HOME = ("https://zorza.example/",)


def own(days_silent: float | None = 1, connected_days: float = 60, pk: int = 7, *, is_linked: bool = False) -> Own:
    last_at = None if days_silent is None else NOW - timedelta(days=days_silent)
    return Own(pk, "Mastodon", "zorza", NOW - timedelta(days=connected_days), last_at, is_linked)


def facts(*channels: Own, read_days_ago: float | None = 0) -> Facts:
    return Facts(channels, None if read_days_ago is None else NOW - timedelta(days=read_days_ago), HOME, NOW)


SHOPS = (
    Shop("a living channel nobody is told of", facts(own()), ("channel:7",)),
    Shop("one of two", facts(own(), own(pk=8, is_linked=True)), ("channel:7",)),
    Shop("both of two", facts(own(), own(pk=8)), ("channel:7", "channel:8")),
    Shop("the newest post is 29 days old", facts(own(29)), ("channel:7",)),
    Shop("connected a week before the site was read", facts(own(connected_days=7)), ("channel:7",)),
    Shop("read three weeks ago", facts(own(), read_days_ago=21), ("channel:7",)),
    Shop("linked", facts(own(is_linked=True))),
    Shop("asleep: not worth a link", facts(own(30))),
    Shop("nobody knows whether it is alive", facts(own(None))),
    Shop("connected six days before", facts(own(connected_days=6.9))),
    Shop("the site was never read whole", facts(own(), read_days_ago=None)),
    Shop("the site was read too long ago",
         replace(facts(own()), scan_at=NOW - SEEN_RECENTLY - MINUTE)),
    Shop("connected after the site was read", facts(own(connected_days=TIME_TO_LINK.days), read_days_ago=1)),
    Shop("no channels", facts()),
)  # fmt: skip


def make_ill(cast: Cast) -> None:
    """A living channel; the site tells programs of it and visitors of another one. A rehearsal does not count."""
    sick.channel(cast.bakery, "mastodon", is_rehearsal=False, last_activity_at=NOW - DAY)
    sick.channel(cast.bakery, "bluesky", last_activity_at=NOW - DAY)
    sick.link(cast.bakery, "facebook", silent_days=1)
    link = sick.link(cast.bakery, "mastodon", silent_days=1)
    SiteLink.objects.filter(pk=link.pk).update(is_seen=False)
    SiteScan.objects.create(workspace=cast.bakery, at=NOW, url=HOME[0], pages=list(HOME), facts=SiteFacts().stored())


def make_well(cast: Cast) -> None:
    """The link stands in the footer now."""
    SiteLink.objects.filter(workspace=cast.bakery, platform="mastodon").update(is_seen=True)
