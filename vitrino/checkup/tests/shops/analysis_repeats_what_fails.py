"""Shops that go on with what is passed over, and shops that learn."""

from __future__ import annotations

from vitrino.checkup.rules.analysis_repeats_what_fails import FEWEST, Facts, Failing, Post
from vitrino.checkup.tests import sick, sick_aims
from vitrino.checkup.tests.shops import Shop
from vitrino.checkup.tests.sick_aims import days
from vitrino.domain.message import say
from vitrino.insight.models import KnownPost
from vitrino.workspace.tests.cast import NOW, Cast


def repeats(count: int, before: float = 0.4, since: float = 0.4) -> Facts:
    posts = tuple(Post(n, "Offer", NOW - days(n)) for n in range(count))
    return Facts((Failing(5, say("Offers are passed over."), NOW - days(30), posts, before, since),))


SHOPS = (
    Shop("five more, as often as before", repeats(5), ("finding:5",)),
    Shop("three more", repeats(FEWEST), ("finding:5",)),
    Shop("nearly as often as before", repeats(5, since=0.33), ("finding:5",)),
    Shop("more often than before", repeats(9, since=0.8), ("finding:5",)),
    Shop("fewer than before", repeats(5, since=0.31)),
    Shop("half as often as before", repeats(5, since=0.2)),
    Shop("two more", repeats(FEWEST - 1)),
    Shop("nothing was found", Facts(())),
)


def make_ill(cast: Cast) -> None:
    """Known for a month that offers are passed over; they went on as before."""
    channel = sick.channel(cast.bakery, "mastodon")
    sick_aims.post(channel, 30, engagement=60)
    sick_aims.learn(channel)


def make_well(cast: Cast) -> None:
    """The offers since then were other posts after all."""
    KnownPost.objects.filter(at__gt=NOW - days(30)).delete()
