"""Complaints that were put right, with and without asking afterwards."""

from __future__ import annotations

from datetime import timedelta

from vitrino.checkup.rules.care_no_follow_up import ASKED_AFTER, Facts, Remedied
from vitrino.checkup.tests import sick, sick_care
from vitrino.checkup.tests.shops import Shop
from vitrino.checkup.tests.sick_care import ago
from vitrino.complaints.models import Case
from vitrino.domain.cases.facts import Said, Written
from vitrino.workspace.tests.cast import NOW, Cast


def remedied(days: float, *, was_asked: bool = False, pk: int = 7) -> Remedied:
    return Remedied(pk, "Ola", NOW - timedelta(days=days), was_asked)


def facts(*cases: Remedied) -> Facts:
    return Facts(cases, NOW)


SHOPS = (
    Shop("three days without asking", facts(remedied(ASKED_AFTER.days)), ("",)),
    Shop("a month without asking", facts(remedied(30)), ("",)),
    Shop("two of three were not asked", facts(remedied(9), remedied(9, was_asked=True), remedied(4, pk=8)), ("",)),
    Shop("two and a half days", facts(remedied(2.5))),
    Shop("asked long ago", facts(remedied(30, was_asked=True))),
    Shop("put right today", facts(remedied(0))),
    Shop("no complaint", facts()),
)


def make_ill(cast: Cast) -> None:
    """A new loaf five days ago, and silence since."""
    helped = {"remedy": Written(ago(days=5), "a new loaf", "1"), "remedy_said": Said(ago(days=5), "1", "1")}
    channel = sick.channel(cast.bakery, "mastodon")
    sick_care.case(channel, opened_at=ago(days=9), facts=helped, remedy_at=ago(days=5))


def make_well(cast: Cast) -> None:
    """Somebody asks whether all is well."""
    sick_care.know(Case.objects.get(), "asked")
