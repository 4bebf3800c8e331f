"""Channels that get what is wanted, and channels that are forgotten."""

from __future__ import annotations

from vitrino.channels.models import Channel
from vitrino.checkup.rules.cadence_below import Facts, Rhythm
from vitrino.checkup.tests import sick
from vitrino.checkup.tests.shops import Shop
from vitrino.checkup.tests.sick_aims import days
from vitrino.domain.cadence import Cadence
from vitrino.plan.models import CadenceTarget
from vitrino.workspace.tests.cast import NOW, Cast


def rhythm(posts: int, *, since: float = 30, low: int = 3, planned: int = 0, first: float = 1, pk: int = 7) -> Rhythm:
    return Rhythm(
        pk, "Mastodon", "zorza", Cadence(low, 5), tuple(NOW - days(first + number) for number in range(posts)),
        tuple(NOW + days(1 + number) for number in range(planned)), NOW - days(since),
    )  # fmt: skip


def facts(*rhythms: Rhythm) -> Facts:
    return Facts(rhythms, NOW)


SHOPS = (
    Shop("nothing in a week", facts(rhythm(0)), ("channel:7",)),
    Shop("two of three", facts(rhythm(2)), ("channel:7",)),
    Shop("plans do not make up for it", facts(rhythm(1, planned=5)), ("channel:7",)),
    Shop("one of two channels", facts(rhythm(0), rhythm(3, pk=8)), ("channel:7",)),
    Shop("three of three", facts(rhythm(3))),
    Shop("more than wanted", facts(rhythm(6))),
    Shop("connected three days ago", facts(rhythm(0, since=3))),
    Shop("nothing is wanted", facts(rhythm(0, low=0))),
    Shop("no channel has a target", facts()),
)


def make_ill(cast: Cast) -> None:
    """Three a week wanted, the last post ten days ago."""
    channel = sick.channel(cast.bakery, "mastodon")
    CadenceTarget.objects.create(workspace=cast.bakery, channel=channel, low_per_week=3, high_per_week=5)
    sick.publish(channel, "Ten days ago", NOW - days(10))


def make_well(cast: Cast) -> None:
    """Three posts go out."""
    for number in range(3):
        sick.publish(Channel.objects.get(workspace=cast.bakery), f"New {number}", NOW - days(1 + number))
