"""Channels that are worth their hours, and one that is not."""

from __future__ import annotations

from dataclasses import replace

from vitrino.checkup.rules.platforms_not_worth_it import Facts, Place
from vitrino.checkup.tests import sick, sick_aims
from vitrino.checkup.tests.shops import Shop
from vitrino.insight.models import Effort, KnownPost
from vitrino.workspace.tests.cast import Cast

POOR = Place(7, "X", 40, 1200.0, 0.1, 0.2, 0.3, 5)


def places(*found: Place) -> Facts:
    return Facts(found)


SHOPS = (
    Shop("a fifth of the answers an hour", places(POOR), ("channel:7",)),
    Shop("nearly half at best", places(replace(POOR, high=0.49)), ("channel:7",)),
    Shop("nobody has suggested to stop", places(replace(POOR, suggestion=None)), ("channel:7",)),
    Shop("one of two", places(POOR, replace(POOR, pk=8, high=1.2)), ("channel:7",)),
    Shop("half at best", places(replace(POOR, high=0.5))),
    Shop("it may be as good as the others", places(replace(POOR, high=1.1))),
    Shop("nothing is known", places()),
)


def make_ill(cast: Cast) -> None:
    """Thirty minutes a post on both; one brings sixty answers, the other one."""
    for platform, engagement in (("mastodon", 60), ("tiktok", 1)):
        channel = sick.channel(cast.bakery, platform)
        sick_aims.post(channel, 12, engagement=engagement)
        Effort.objects.create(channel=channel, minutes_per_post=30)


def make_well(cast: Cast) -> None:
    """People answer there now."""
    KnownPost.objects.filter(channel__platform="tiktok").update(engagement=70)
