"""Channels that give, channels that sell, and channels with too few posts to tell."""

from __future__ import annotations

from vitrino.checkup.rules.balance_overselling import Facts, Mix
from vitrino.checkup.tests import sick
from vitrino.checkup.tests.shops import Shop
from vitrino.checkup.tests.sick_aims import days
from vitrino.domain.balance import BalancedPost
from vitrino.strategy.models import Pillar
from vitrino.workspace.tests.cast import NOW, Cast


def mix(selling: int, others: int, *, ago: float = 2, pk: int = 7, limit: float | None = None) -> Mix:
    posts = [BalancedPost(NOW - days(ago), is_promotional=number < selling) for number in range(selling + others)]
    return Mix(pk, "Mastodon", tuple(posts), 1, limit)


def facts(*mixes: Mix) -> Facts:
    return Facts(mixes, NOW)


SHOPS = (
    Shop("six of ten sell", facts(mix(6, 4)), ("channel:7",)),
    Shop("everything sells", facts(mix(12, 0)), ("channel:7",)),
    Shop("one of two channels sells too much", facts(mix(9, 1), mix(1, 9, pk=8)), ("channel:7",)),
    Shop("the owner allows one of ten", facts(mix(2, 8, limit=0.1)), ("channel:7",)),
    Shop("the owner allows six of ten", facts(mix(6, 4, limit=0.6))),
    Shop("one of five sells", facts(mix(2, 8))),
    Shop("nothing sells", facts(mix(0, 9))),
    Shop("three offers and nothing else: too few to tell", facts(mix(3, 0))),
    Shop("it sold too much two months ago", facts(mix(9, 1, ago=60))),
    Shop("nothing was posted", facts(mix(0, 0))),
)


def make_ill(cast: Cast) -> None:
    """Eight offers in four weeks."""
    channel, sell = sick.channel(cast.bakery, "mastodon"), Pillar.objects.create(
        workspace=cast.bakery, name="Offers", is_promotional=True
    )  # fmt: skip
    for number in range(8):
        sick.publish(channel, f"Offer {number}", NOW - days(2 + number), pillar=sell)


def make_well(cast: Cast) -> None:
    """They were no offers."""
    Pillar.objects.filter(workspace=cast.bakery).update(is_promotional=False)
