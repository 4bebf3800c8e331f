"""Shops that show what customers praise, and shops that keep it to themselves."""

from __future__ import annotations

from vitrino.checkup.rules.reviews_praise_unused import FEWEST, Facts, Praise
from vitrino.checkup.tests import sick, sick_care
from vitrino.checkup.tests.shops import Shop
from vitrino.checkup.tests.sick_care import ago
from vitrino.reviews.models import Review
from vitrino.workspace.tests.cast import Cast


def facts(count: int) -> Facts:
    return Facts(tuple(Praise(number, "Ola", "The best bread of the town") for number in range(count)))


SHOPS = (
    Shop("three", facts(FEWEST), ("",)),
    Shop("four", facts(4), ("",)),
    Shop("thirty", facts(30), ("",)),
    Shop("two", facts(FEWEST - 1)),
    Shop("one is luck", facts(1)),
    Shop("nobody praised, or all was used", facts(0)),
)


def make_ill(cast: Cast) -> None:
    """Three people say in whole sentences how good the bread is."""
    channel = sick.channel(cast.bakery, "mastodon")
    for number in range(3):
        sick_care.review(channel, 5, ago(days=60), text=f"The best rye bread of the whole town, {number} times")


def make_well(cast: Cast) -> None:
    """A post is made of each."""
    channel = sick.channel(cast.bakery, "bluesky")
    post = sick.publish(channel, "What you say of us", ago(days=1)).variant.post  # type: ignore[union-attr]
    Review.objects.update(post=post)
