"""Campaigns that are counted, and campaigns nobody can judge."""

from __future__ import annotations

from dataclasses import replace

from vitrino.campaigns.models import Campaign
from vitrino.checkup.rules.campaigns_blind import PATIENCE_DAYS, Facts, Running
from vitrino.checkup.tests import sick_aims
from vitrino.checkup.tests.shops import Shop
from vitrino.workspace.tests.cast import Cast

BLIND = Running(9, "Spring", is_about_orders=False, days_done=5, links=0, counts_orders=False)


def facts(**changes: object) -> Facts:
    return Facts((replace(BLIND, **changes),))  # type: ignore[arg-type]


SHOPS = (
    Shop("five days without a link", facts(), ("campaign:9",)),
    Shop("two days without a link", facts(days_done=PATIENCE_DAYS), ("campaign:9",)),
    Shop("orders nobody can know", facts(is_about_orders=True), ("campaign:9",)),
    Shop("a coupon does not count clicks", facts(counts_orders=True), ("campaign:9",)),
    Shop("orders told by a coupon", facts(is_about_orders=True, counts_orders=True)),
    Shop("links count", facts(links=1)),
    Shop("its first day", facts(days_done=PATIENCE_DAYS - 1)),
    Shop("no campaign", Facts(())),
)


def make_ill(cast: Cast) -> None:
    """Three campaigns, one without a link."""
    sick_aims.campaign(cast.bakery)


def make_well(cast: Cast) -> None:
    """It gets one."""
    sick_aims.short_link(Campaign.objects.get(tag="blind"), "blind")
