"""Public complaints that are led aside, and those that are not."""

from __future__ import annotations

from datetime import timedelta

from vitrino.checkup.rules.care_stays_public import MOVED_WITHIN, Facts, Open
from vitrino.checkup.tests import sick, sick_care
from vitrino.checkup.tests.shops import Shop
from vitrino.checkup.tests.sick_care import ago
from vitrino.complaints.models import Case
from vitrino.domain.cases.facts import Said
from vitrino.workspace.tests.cast import NOW, Cast


def facts(*ages: timedelta, has_contact: bool = True) -> Facts:
    return Facts(tuple(Open(7 + n, "Ola", NOW - age) for n, age in enumerate(ages)), has_contact, NOW)


HOUR = timedelta(hours=1)
SHOPS = (
    Shop("a day in public", facts(MOVED_WITHIN), ("",)),
    Shop("a week in public", facts(170 * HOUR), ("",)),
    Shop("there is no address to offer", facts(48 * HOUR, has_contact=False), ("",)),
    Shop("an old one and a new one", facts(48 * HOUR, HOUR), ("",)),
    Shop("23 hours in public", facts(23 * HOUR)),
    Shop("two of this morning", facts(3 * HOUR, 4 * HOUR)),
    Shop("none", facts()),
)


def make_ill(cast: Cast) -> None:
    """Answered in public three days ago, and no way shown."""
    answered = {"is_public": True, "acknowledged": Said(ago(days=3), "1", "1")}
    sick_care.case(sick.channel(cast.bakery, "mastodon"), opened_at=ago(days=3), facts=answered)


def make_well(cast: Cast) -> None:
    """It goes on in private."""
    sick_care.know(Case.objects.get(), "moved_private")
