"""Promises kept, broken lately, and broken long ago."""

from __future__ import annotations

from datetime import timedelta

from vitrino.checkup.rules.care_promise_broken import LATELY, Broken, Facts
from vitrino.checkup.tests import sick, sick_care
from vitrino.checkup.tests.shops import Shop
from vitrino.checkup.tests.sick_care import ago
from vitrino.complaints.models import Step
from vitrino.workspace.tests.cast import NOW, Cast


def broken(age: timedelta, *, is_open: bool = True, pk: int = 1) -> Broken:
    return Broken(pk, 7, "Ola", NOW - age, is_open)


def facts(*found: Broken) -> Facts:
    return Facts(found, NOW)


DAY = timedelta(days=1)
SHOPS = (
    Shop("she still waits", facts(broken(2 * DAY)), ("",)),
    Shop("settled since", facts(broken(2 * DAY, is_open=False)), ("",)),
    Shop("29 days ago", facts(broken(LATELY - DAY)), ("",)),
    Shop("one lately, one long ago", facts(broken(DAY), broken(90 * DAY, pk=2)), ("",)),
    Shop("30 days ago", facts(broken(LATELY))),
    Shop("half a year ago", facts(broken(180 * DAY, is_open=False))),
    Shop("all were kept", facts()),
)


def make_ill(cast: Cast) -> None:
    """The time of a promise passed four days ago."""
    case = sick_care.case(sick.channel(cast.bakery, "mastodon"), opened_at=ago(days=9))
    Step.objects.create(case=case, event="promise_passed", at=ago(days=4))


def make_well(cast: Cast) -> None:
    """It had been kept."""
    Step.objects.all().delete()
