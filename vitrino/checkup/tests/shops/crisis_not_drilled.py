"""Shops whose crisis plan was never tried, and shops that drilled or just wrote it."""

from __future__ import annotations

from datetime import timedelta

from vitrino.checkup.rules.crisis_not_drilled import Facts
from vitrino.checkup.tests.shops import Shop
from vitrino.crisis import actions
from vitrino.workspace.tests.cast import NOW, Cast

DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)

SHOPS = (
    Shop("a month with a plan, never tried", Facts(NOW - 30 * DAY, None, NOW), ("drill",)),
    Shop("last drilled a year ago", Facts(NOW - 800 * DAY, NOW - 365 * DAY, NOW), ("drill",)),
    Shop("drilled two years ago, plan changed since", Facts(NOW - 900 * DAY, NOW - 730 * DAY, NOW), ("drill",)),
    Shop("a plan for nearly a month", Facts(NOW - 30 * DAY + MINUTE, None, NOW)),
    Shop("drilled nearly a year ago", Facts(NOW - 800 * DAY, NOW - 365 * DAY + MINUTE, NOW)),
    Shop("drilled yesterday", Facts(NOW - 90 * DAY, NOW - DAY, NOW)),
    Shop("no plan: another rule says so", Facts(None, None, NOW)),
)


def make_ill(cast: Cast) -> None:
    plan = actions.proposal(cast.bakery)
    actions.save_plan(workspace=cast.bakery, plan=plan, reason="", by=cast.anna, now=NOW - 31 * DAY)


def make_well(cast: Cast) -> None:
    drill = actions.begin(workspace=cast.bakery, scenario="glass", by=cast.anna, now=NOW - MINUTE)
    actions.end(drill=drill, by=cast.anna, now=NOW)
