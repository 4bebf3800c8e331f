"""Campaigns that bring something for their money, and one that does not."""

from __future__ import annotations

from dataclasses import replace

from vitrino.campaigns.models import Campaign
from vitrino.checkup.rules.campaigns_spend_without_result import PATIENCE_DAYS, Facts, Spent
from vitrino.checkup.tests import sick_aims
from vitrino.checkup.tests.shops import Shop
from vitrino.links.models import Clicks
from vitrino.workspace.tests.cast import Cast

SPENT = Spent(9, "Spring", 8, ((123.0, "PLN"),), is_counted=True)


def facts(**changes: object) -> Facts:
    return Facts((replace(SPENT, **changes),))  # type: ignore[arg-type]


SHOPS = (
    Shop("123 zloty for nothing", facts(), ("campaign:9",)),
    Shop("a week for nothing", facts(days_done=PATIENCE_DAYS), ("campaign:9",)),
    Shop("two currencies for nothing", facts(cost=((123.0, "PLN"), (9.5, "EUR"))), ("campaign:9",)),
    Shop("six days", facts(days_done=PATIENCE_DAYS - 1)),
    Shop("nothing is counted", facts(is_counted=False)),
    Shop("nothing is spent, or it brought something", Facts(())),
)


def make_ill(cast: Cast) -> None:
    """123 zloty, a link, and no click."""
    sick_aims.campaign(cast.bakery)


def make_well(cast: Cast) -> None:
    """Nine people follow another link of it."""
    link = sick_aims.short_link(Campaign.objects.get(tag="dear"), "more")
    Clicks.objects.create(link=link, day=sick_aims.TODAY, count=9)
