"""Suggestions that wait, for a while and for too long."""

from __future__ import annotations

from vitrino.checkup.rules.analysis_finding_ignored import PATIENCE, Facts
from vitrino.checkup.rules.analysis_finding_ignored import Suggestion as Waiting
from vitrino.checkup.tests import sick
from vitrino.checkup.tests.shops import Shop
from vitrino.checkup.tests.sick_aims import days
from vitrino.domain.message import say
from vitrino.plan.models import Suggestion
from vitrino.workspace.tests.cast import NOW, Cast


def waiting(*ages: float) -> Facts:
    return Facts(tuple(Waiting(n, say("Post later."), NOW - days(age)) for n, age in enumerate(ages)), NOW)


SHOPS = (
    Shop("open for a month", waiting(30), ("",)),
    Shop("open for three weeks", waiting(PATIENCE.days), ("",)),
    Shop("an old one among new ones", waiting(30, 2, 1), ("",)),
    Shop("four old ones", waiting(30, 31, 32, 33), ("",)),
    Shop("a day less than three weeks", waiting(PATIENCE.days - 1)),
    Shop("two new ones", waiting(1, 2)),
    Shop("nothing is open", waiting()),
)


def make_ill(cast: Cast) -> None:
    """A suggestion of a month ago."""
    channel = sick.channel(cast.bakery, "tiktok")
    Suggestion.objects.create(
        workspace=cast.bakery, key="cadence", kind="cadence", template="Post less on TikTok.",
        change={"channel": channel.pk, "low": 0, "high": 1}, at=NOW - days(30),
    )  # fmt: skip


def make_well(cast: Cast) -> None:
    """Somebody said no."""
    Suggestion.objects.update(state="refused")
