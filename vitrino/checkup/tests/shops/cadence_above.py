"""Shops that flood a channel, and shops that are only diligent."""

from __future__ import annotations

from datetime import timedelta

from vitrino.checkup.rhythm import Facts, Rhythm
from vitrino.checkup.tests import sick
from vitrino.checkup.tests.shops import Shop
from vitrino.domain.cadence import Cadence
from vitrino.plan.models import CadenceTarget
from vitrino.workspace.tests.cast import NOW, Cast


def facts(out: int, ahead: int = 0, cadence: Cadence = Cadence(3, 5)) -> Facts:  # noqa: B008 - frozen
    passed = tuple(NOW - timedelta(hours=12 * number + 1) for number in range(out))
    coming = tuple(NOW + timedelta(hours=12 * number + 1) for number in range(ahead))
    return Facts((Rhythm(7, "Mastodon", "zorza", cadence, passed, coming, NOW - timedelta(days=90)),), NOW)


SHOPS = (
    Shop("twelve posts where five are wanted", facts(12), ("channel:7",)),
    Shop("eight posts: three above, half as many again", facts(8), ("channel:7",)),
    Shop("nothing out, but the week ahead is overfull", facts(0, 9), ("channel:7",)),
    Shop("four where one is wanted", facts(4, cadence=Cadence(1, 1)), ("channel:7",)),
    Shop("seven where five are wanted: a good week", facts(7)),
    Shop("three where one is wanted: below the line", facts(3, cadence=Cadence(1, 1))),
    Shop("within the target", facts(5, 5)),
    Shop("seven out and seven planned are two weeks, not one", facts(7, 7)),
    Shop("a new channel without a post", facts(0)),
)


def make_ill(cast: Cast) -> None:
    channel = sick.channel(cast.bakery, "mastodon")
    CadenceTarget.objects.create(workspace=cast.bakery, channel=channel, low_per_week=2, high_per_week=3)
    for number in range(9):
        sick.publish(channel, f"Bread number {number}", NOW - timedelta(hours=12 * number + 1))


def make_well(cast: Cast) -> None:
    CadenceTarget.objects.filter(workspace=cast.bakery).update(high_per_week=10)
