"""Shops that post enough to learn from, and shops that never will at this pace."""

from __future__ import annotations

from vitrino.channels.models import Channel as ChannelRow
from vitrino.checkup.rules.analysis_not_enough_data import BY_THEN, ENOUGH, FEWEST, Channel, Facts
from vitrino.checkup.tests import sick, sick_aims
from vitrino.checkup.tests.shops import Shop
from vitrino.checkup.tests.sick_aims import days
from vitrino.workspace.tests.cast import NOW, Cast


def little(*measured: int, lately: int = 6, since_days: float = 90) -> Facts:
    return Facts(tuple(Channel("X", count, lately) for count in measured), NOW - days(since_days), NOW)


SHOPS = (
    Shop("three channels with a handful each", little(12, 9, 3), ("",)),
    Shop("one post is missing", little(ENOUGH - 1), ("",)),
    Shop("eight weeks after the first post", little(12, since_days=BY_THEN.days), ("",)),
    Shop("one post a week", little(8, lately=FEWEST), ("",)),
    Shop("one channel has enough", little(ENOUGH, 9)),
    Shop("a young shop", little(12, since_days=BY_THEN.days - 1)),
    Shop("a shop that hardly posts", little(8, lately=FEWEST - 1)),
    Shop("no post ever", Facts((), None, NOW)),
)


def make_ill(cast: Cast) -> None:
    """A dozen posts lately, one of twelve weeks ago."""
    channel = sick.channel(cast.bakery, "mastodon")
    sick_aims.post(channel, 12, engagement=60)
    sick_aims.post(channel, 1, engagement=40, first_days_ago=80)


def make_well(cast: Cast) -> None:
    """Older ones are brought in."""
    sick_aims.post(ChannelRow.objects.get(workspace=cast.bakery), 20, engagement=9, first_days_ago=50)
