"""Customers get their orders and nobody asks them for a review."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from vitrino.checkup.rule import Evidence, Noticed, Rule, Way
from vitrino.domain.message import say
from vitrino.reviews import queries as reviews
from vitrino.workspace.models import Workspace

# Fewer orders give no rating worth the name.
FEWEST = 5
TOO_FEW = 0.1


@dataclass(frozen=True)
class Facts:
    """Of the last 90 days. opted_out: customers who want no such mail; they are not counted as left out."""

    is_on: bool
    has_places: bool
    delivered: int
    asked: int
    opted_out: int


def judge(facts: Facts) -> list[Noticed]:
    """Speaks when asking is off, or hardly anybody is asked although it is on."""
    could = facts.delivered - facts.opted_out
    if could < FEWEST or (facts.is_on and facts.asked / could >= TOO_FEW):
        return []
    label = say("Ask everybody, once, after delivery")
    if not facts.has_places:
        label = say("Say where customers can review you")
    return [
        Noticed(
            say("Customers got their orders, and hardly anybody was asked how it was."),
            (Evidence(say("Orders delivered in the last 90 days: {n}. Asked for a review: {asked}.",
                          n=facts.delivered, asked=facts.asked), "reviews:asking"),),
            (Way(label, "reviews:asking"),),
            about="on" if facts.is_on else "off",
        )
    ]  # fmt: skip


def load(workspace: Workspace, now: datetime) -> Facts:
    asking = reviews.asking(workspace, now)
    return Facts(asking.is_on, asking.has_places, asking.delivered, asking.asked, asking.opted_out)


RULE = Rule(
    id="reviews.not-asked",
    mistake="M20",
    severity="medium",
    notices=say("Five orders and more were delivered in 90 days and fewer than a tenth of the customers were asked."),
    load=load,
    judge=judge,
)
