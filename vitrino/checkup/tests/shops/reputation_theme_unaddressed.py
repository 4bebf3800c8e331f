"""Shops that change what many complain about, and shops that do not."""

from __future__ import annotations

from vitrino.checkup.rules.reputation_theme_unaddressed import FEWEST_COMPLAINTS, FEWEST_REVIEWS, Facts, Theme
from vitrino.checkup.tests import sick, sick_care
from vitrino.checkup.tests.shops import Shop
from vitrino.checkup.tests.sick_care import ago
from vitrino.complaints.models import Cause
from vitrino.workspace.tests.cast import NOW, Cast


def cause(count: int) -> Theme:
    return Theme("Late parcels", count, is_cause=True)


def theme(count: int) -> Theme:
    return Theme("Delivery", count, is_cause=False)


def facts(*themes: Theme) -> Facts:
    return Facts(themes)


SHOPS = (
    Shop("three complaints", facts(cause(FEWEST_COMPLAINTS)), ("",)),
    Shop("five critical reviews", facts(theme(FEWEST_REVIEWS)), ("",)),
    Shop("both", facts(cause(3), theme(9)), ("",)),
    Shop("one often, one rarely", facts(cause(12), theme(2)), ("",)),
    Shop("two complaints", facts(cause(FEWEST_COMPLAINTS - 1))),
    Shop("four critical reviews", facts(theme(FEWEST_REVIEWS - 1))),
    Shop("nothing that nobody works on", facts()),
)


def make_ill(cast: Cast) -> None:
    """Mouldy bread, three times."""
    channel = sick.channel(cast.bakery, "mastodon")
    mould = Cause.objects.create(workspace=cast.bakery, name="Mouldy bread", created_at=NOW)
    for number in range(3):
        sick_care.case(channel, opened_at=ago(days=20 + number), cause=mould, ended_at=ago(days=10),
                       closed_at=ago(days=10))  # fmt: skip


def make_well(cast: Cast) -> None:
    """The oven is mended."""
    Cause.objects.update(addressed_at=NOW)
