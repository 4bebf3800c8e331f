"""Shops with and without a goal."""

from __future__ import annotations

from datetime import timedelta

from vitrino.checkup.rules.goals_none import Facts
from vitrino.checkup.tests.shops import Shop
from vitrino.strategy.models import Goal
from vitrino.workspace.tests.cast import NOW, Cast

SHOPS = (
    Shop("never had one", Facts(active=0, ended=0), ("",)),
    Shop("the last one is over", Facts(active=0, ended=1), ("",)),
    Shop("five are over", Facts(active=0, ended=5), ("",)),
    Shop("one is under way", Facts(active=1, ended=0)),
    Shop("one is under way, others are over", Facts(active=1, ended=5)),
    Shop("three are under way", Facts(active=3, ended=0)),
)


def make_ill(cast: Cast) -> None:
    """A goal that ended a month ago, and none since."""
    Goal.objects.create(
        workspace=cast.bakery, title="100 followers", metric="follows", target=100, created_at=NOW,
        starts_on=NOW.date() - timedelta(days=90), deadline=NOW.date() - timedelta(days=30), closed_at=NOW,
        state=Goal.State.MISSED,
    )  # fmt: skip
    Goal.objects.create(
        workspace=cast.florist, title="Bloom", metric="follows", target=10, created_at=NOW, starts_on=NOW.date(),
        deadline=NOW.date() + timedelta(days=30),
    )  # fmt: skip


def make_well(cast: Cast) -> None:
    """A new goal is set."""
    Goal.objects.create(
        workspace=cast.bakery, title="200 followers", metric="follows", target=200, created_at=NOW,
        starts_on=NOW.date(), deadline=NOW.date() + timedelta(days=60),
    )  # fmt: skip
