"""Channels whose numbers come back, and channels in the dark."""

from __future__ import annotations

from dataclasses import replace

from vitrino.checkup.rules.analysis_metrics_missing import FEWEST, Facts, Silent
from vitrino.checkup.tests import sick, sick_aims
from vitrino.checkup.tests.shops import Shop
from vitrino.domain.message import say
from vitrino.insight.models import KnownPost
from vitrino.workspace.tests.cast import NOW, Cast

DARK = Silent(7, "X", 8, 8, None, is_usable=True)


def facts(*channels: Silent) -> Facts:
    return Facts(channels)


SHOPS = (
    Shop("no number at all", facts(DARK), ("channel:7",)),
    Shop("half are dark", facts(replace(DARK, without=4)), ("channel:7",)),
    Shop("four posts", facts(replace(DARK, posts=FEWEST, without=FEWEST)), ("channel:7",)),
    Shop("the platform says why", facts(replace(DARK, why=say("It never tells."), is_usable=False)), ("channel:7",)),
    Shop("fewer than half are dark", facts(replace(DARK, without=3))),
    Shop("all have numbers", facts(replace(DARK, without=0))),
    Shop("three posts", facts(replace(DARK, posts=FEWEST - 1, without=FEWEST - 1))),
    Shop("no channel", facts()),
)


def make_ill(cast: Cast) -> None:
    """Six posts of the last weeks without a number."""
    sick_aims.post(sick.channel(cast.bakery, "bluesky"), 6, engagement=None)


def make_well(cast: Cast) -> None:
    """They come in late."""
    KnownPost.objects.update(measured_at=NOW, engagement=5)
