"""Ratings that hold, that wobble, and that fall."""

from __future__ import annotations

from vitrino.checkup.rules.reviews_rating_falling import Facts
from vitrino.checkup.tests import sick, sick_care
from vitrino.checkup.tests.shops import Shop
from vitrino.checkup.tests.sick_care import ago
from vitrino.domain.reviews.falling import Given
from vitrino.reviews.models import Review
from vitrino.workspace.tests.cast import NOW, Cast


def facts(before: dict[int, int], recent: dict[int, int]) -> Facts:
    """Both: stars -> how often."""
    old = [Given("shop", stars, ago(days=200 + n)) for stars, count in before.items() for n in range(count)]
    new = [Given("shop", stars, ago(days=20 + n)) for stars, count in recent.items() for n in range(count)]
    return Facts((*old, *new), NOW)


SHOPS = (
    Shop("from five stars to one", facts({5: 20}, {1: 12}), ("",)),
    Shop("from five stars to four", facts({5: 40, 4: 5}, {4: 20, 3: 4}), ("",)),
    Shop("every second one is bad now", facts({5: 60, 1: 2}, {5: 12, 1: 12}), ("",)),
    Shop("as before", facts({5: 30, 4: 10}, {5: 9, 4: 3})),
    Shop("one bad one more is chance", facts({5: 30, 4: 8, 1: 2}, {5: 8, 1: 1})),
    Shop("better than before", facts({4: 30}, {5: 12})),
    Shop("seven new ratings say nothing yet", facts({5: 40}, {1: 7})),
    Shop("a young shop has nothing to compare with", facts({5: 14}, {1: 12})),
)


def make_ill(cast: Cast) -> None:
    """Five stars all year, one star lately."""
    channel = sick.channel(cast.bakery, "mastodon")
    for number in range(20):
        sick_care.review(channel, 5, ago(days=200 + number))
    for number in range(12):
        sick_care.review(channel, 1, ago(days=30 + number))


def make_well(cast: Cast) -> None:
    """Those were somebody else's."""
    Review.objects.filter(rating=1).update(rating=5)
