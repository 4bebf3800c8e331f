"""Campaigns that fall short in time, too late, or not at all."""

from __future__ import annotations

from dataclasses import replace

from vitrino.attribution.models import Alarm
from vitrino.checkup.rules.campaigns_underperforming import Facts, Short
from vitrino.checkup.tests import sick_aims
from vitrino.checkup.tests.shops import Shop
from vitrino.workspace.tests.cast import Cast

SHORT = Short(9, "Spring", False, 60.0, 20, "2026-11-20", 5)


def facts(**changes: object) -> Facts:
    return Facts((replace(SHORT, **changes),))  # type: ignore[arg-type]


SHOPS = (
    Shop("the alarm rang", facts(), ("campaign:9",)),
    Shop("orders fall short", facts(is_about_orders=True), ("campaign:9",)),
    Shop("one day is left", facts(days_left=1), ("campaign:9",)),
    Shop("its last day", facts(days_left=0)),
    Shop("over since yesterday", facts(days_left=-1)),
    Shop("no alarm", Facts(())),
)


def make_ill(cast: Cast) -> None:
    """Four clicks of sixty, and the alarm has rung."""
    sick_aims.campaign(cast.bakery)


def make_well(cast: Cast) -> None:
    """It is taken back: the clicks had been counted elsewhere."""
    Alarm.objects.all().delete()
