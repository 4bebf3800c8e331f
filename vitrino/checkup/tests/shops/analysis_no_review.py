"""Shops that look back, and shops that never do."""

from __future__ import annotations

from vitrino.checkup.rules.analysis_no_review import AGAIN_AFTER, FIRST_AFTER, Facts
from vitrino.checkup.tests import sick
from vitrino.checkup.tests.shops import Shop
from vitrino.checkup.tests.sick_aims import days
from vitrino.lookback import looking
from vitrino.workspace.tests.cast import NOW, Cast


def facts(first: float | None, posts: int, look: float | None = None) -> Facts:
    return Facts(
        None if first is None else NOW - days(first), posts, None if look is None else NOW - days(look), NOW
    )  # fmt: skip


SHOPS = (
    Shop("four weeks of posts, never looked back", facts(FIRST_AFTER.days, 9), ("",)),
    Shop("a year of posts, never looked back", facts(365, 200), ("",)),
    Shop("looked back five weeks ago", facts(20, 4, AGAIN_AFTER.days), ("",)),
    Shop("looked back half a year ago", facts(170, 90, 180), ("",)),
    Shop("posting for 27 days", facts(FIRST_AFTER.days - 1, 9)),
    Shop("looked back 34 days ago", facts(20, 4, AGAIN_AFTER.days - 1)),
    Shop("no post ever", facts(None, 0)),
    Shop("nothing new since the last look", facts(None, 0, 90)),
)


def make_ill(cast: Cast) -> None:
    """A post of six weeks ago, and nobody has looked back."""
    sick.publish(sick.channel(cast.bakery, "mastodon"), "The first of all", NOW - days(42))


def make_well(cast: Cast) -> None:
    """Somebody looks back."""
    back = looking.begin(workspace=cast.bakery, every="month", by=cast.anna, now=NOW)
    looking.close(back=back, by=cast.anna, now=NOW)
