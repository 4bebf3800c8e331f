"""Reviews that are answered, that may wait, and that have waited too long."""

from __future__ import annotations

from datetime import timedelta

from vitrino.checkup.rules.reviews_unanswered import CRITICISM_WITHIN, OTHERS_WITHIN, Facts, Waiting
from vitrino.checkup.tests import sick, sick_care
from vitrino.checkup.tests.shops import Shop
from vitrino.checkup.tests.sick_care import ago
from vitrino.reviews.models import Review
from vitrino.workspace.tests.cast import NOW, Cast


def waiting(stars: int | None, age: timedelta) -> Waiting:
    return Waiting(stars or 9, "Ola", stars, "So so", NOW - age)


def facts(*late: Waiting) -> Facts:
    return Facts(late, len(late), NOW)


HOUR = timedelta(hours=1)
SHOPS = (
    Shop("criticism of 25 hours", facts(waiting(2, CRITICISM_WITHIN + HOUR)), ("",)),
    Shop("praise of four days", facts(waiting(5, OTHERS_WITHIN + 24 * HOUR)), ("",)),
    Shop("one without stars", facts(waiting(None, OTHERS_WITHIN + HOUR)), ("",)),
    Shop("praise may wait, criticism may not", facts(waiting(5, 30 * HOUR), waiting(3, 30 * HOUR)), ("",)),
    Shop("criticism of 24 hours", facts(waiting(2, CRITICISM_WITHIN))),
    Shop("praise of three days", facts(waiting(5, OTHERS_WITHIN))),
    Shop("praise of two days", facts(waiting(4, 48 * HOUR))),
    Shop("nothing waits", facts()),
)


def make_ill(cast: Cast) -> None:
    """Four stars and a remark, five days ago."""
    channel = sick.channel(cast.bakery, "mastodon")
    sick_care.review(channel, 4, ago(days=5), text="All fine but the door is hard to find", is_answered=False)


def make_well(cast: Cast) -> None:
    """Anna thanks."""
    Review.objects.update(answered_at=NOW)
