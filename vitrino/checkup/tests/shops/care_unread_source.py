"""Times in which nobody could read what people wrote: filled, short, or left open."""

from __future__ import annotations

from datetime import timedelta

from vitrino.channels.models import Gap, Source
from vitrino.checkup.rules.care_unread_source import SHORTEST, Facts, Hole
from vitrino.checkup.tests import sick
from vitrino.checkup.tests.shops import Shop
from vitrino.checkup.tests.sick_care import ago
from vitrino.workspace.tests.cast import NOW, Cast


def hole(length: timedelta, *, lasts: bool = False, is_lost: bool = False) -> Hole:
    end = NOW if lasts else NOW - timedelta(hours=3)
    return Hole(1, 7, "Zorza", "comment", end - length, None if lasts else end, is_lost)


def facts(*holes: Hole) -> Facts:
    return Facts(holes, NOW)


MINUTE = timedelta(minutes=1)
SHOPS = (
    Shop("two hours were not read", facts(hole(120 * MINUTE)), ("",)),
    Shop("half an hour was not read", facts(hole(SHORTEST)), ("",)),
    Shop("it lasts", facts(hole(300 * MINUTE, lasts=True)), ("",)),
    Shop("the platform has forgotten it", facts(hole(120 * MINUTE, is_lost=True)), ("",)),
    Shop("29 minutes", facts(hole(SHORTEST - MINUTE))),
    Shop("it has just begun", facts(hole(5 * MINUTE, lasts=True))),
    Shop("everything was read", facts()),
)


def make_ill(cast: Cast) -> None:
    """No answer from the platform for two hours."""
    source = Source.objects.create(channel=sick.channel(cast.bakery, "bluesky"), kind="comment", last_ok_at=NOW)
    Gap.objects.create(source=source, from_at=ago(hours=5), to_at=ago(hours=3), reason="no-answer")


def make_well(cast: Cast) -> None:
    """It was read afterwards."""
    Gap.objects.update(backfilled_at=NOW)
