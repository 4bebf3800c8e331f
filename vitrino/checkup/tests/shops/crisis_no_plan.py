"""Shops without a crisis plan, and shops that have one or are too young."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from vitrino.checkup.rules.crisis_no_plan import Facts
from vitrino.checkup.tests import sick
from vitrino.checkup.tests.shops import Shop
from vitrino.crisis import actions
from vitrino.crisis.models import PlanVersion
from vitrino.domain.crisis import plan as plans
from vitrino.domain.message import say
from vitrino.workspace.tests.cast import NOW, Cast

GROWN = Facts(NOW - timedelta(days=42), 12, None, 0, NOW)
GAP = say("Nobody is named who decides.")

SHOPS = (
    Shop("six weeks and twelve posts, no plan", GROWN, ("none",)),
    Shop("for years, no plan", replace(GROWN, first_post_at=NOW - timedelta(days=900), posts=700), ("none",)),
    Shop("young, but with a wave of complaints", Facts(NOW - timedelta(days=3), 2, None, 1, NOW), ("none",)),
    Shop("a plan with a gap", replace(GROWN, gaps=(GAP,)), ("gaps",)),
    Shop("a whole plan", replace(GROWN, gaps=())),
    Shop("a whole plan and waves", replace(GROWN, gaps=(), waves=4)),
    Shop("a day too young", replace(GROWN, first_post_at=NOW - timedelta(days=42) + timedelta(minutes=1))),
    Shop("eleven posts in a year", replace(GROWN, first_post_at=NOW - timedelta(days=365), posts=11)),
    Shop("nothing out yet", Facts(None, 0, None, 0, NOW)),
)


def make_ill(cast: Cast) -> None:
    channel = sick.channel(cast.bakery, "mastodon")
    for number in range(12):
        sick.publish(channel, f"Rye bread, number {number}", NOW - timedelta(days=43 - number))


def make_well(cast: Cast) -> None:
    whole = plans.Plan(
        roles=plans.shared_out(["Anna", "Bruno"]), steps=("Breathe", "Stop everything", "Tell people"),
        statements=actions.proposal(cast.bakery).statements,
        contacts=(plans.Contact("insurer", "Warta", "801 308 308"),),
    )  # fmt: skip
    actions.save_plan(workspace=cast.bakery, plan=whole, reason="", by=cast.anna, now=NOW)
    assert PlanVersion.objects.get().number == 1
