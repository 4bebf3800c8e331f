"""Mentions found at once, and mentions found late."""

from __future__ import annotations

from datetime import timedelta

from vitrino.checkup.rules.listening_missed import LATE, Facts, Missed
from vitrino.checkup.tests import sick, sick_care
from vitrino.checkup.tests.shops import Shop
from vitrino.checkup.tests.sick_care import ago
from vitrino.listening.models import Mention
from vitrino.workspace.tests.cast import NOW, Cast


def facts(*lags: timedelta) -> Facts:
    return Facts(
        tuple(Missed(3 + n, "Zorza has the best bread", "Bluesky", NOW - timedelta(days=3), lag)
              for n, lag in enumerate(lags))
    )  # fmt: skip


MINUTE = timedelta(minutes=1)
SHOPS = (
    Shop("found after 61 minutes", facts(LATE + MINUTE), ("",)),
    Shop("found a day later", facts(timedelta(days=1)), ("",)),
    Shop("one of two was late", facts(5 * LATE, MINUTE), ("",)),
    Shop("found within the hour", facts(LATE)),
    Shop("found at once", facts(MINUTE, 2 * MINUTE)),
    Shop("nobody named the shop", facts()),
)


def make_ill(cast: Cast) -> None:
    """Praised two days ago, heard five hours later."""
    channel = sick.channel(cast.bakery, "mastodon")
    heard = sick_care.arrival(channel, "Zorza has the best rye bread", ago(days=2))
    Mention.objects.create(workspace=cast.bakery, arrival=heard, form="Zorza", rule="exact", at=heard.at,
                           seen_at=heard.at + timedelta(hours=5))  # fmt: skip


def make_well(cast: Cast) -> None:
    """It was heard at once."""
    Mention.objects.update(seen_at=ago(days=2))
