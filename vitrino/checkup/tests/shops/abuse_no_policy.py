"""Shops that have said how people may talk to them, shops that have not, and shops nobody talks to."""

from __future__ import annotations

from vitrino.checkup.rules.abuse_no_policy import Facts
from vitrino.checkup.tests import sick, sick_care
from vitrino.checkup.tests.shops import Shop
from vitrino.checkup.tests.sick_care import ago
from vitrino.conduct.models import PolicyVersion
from vitrino.workspace.tests.cast import NOW, Cast

SHOPS = (
    Shop("the first person has written", Facts(has_policy=False, talks=1, abusive=0), ("",)),
    Shop("many write", Facts(has_policy=False, talks=90, abusive=0), ("",)),
    Shop("one is abusive", Facts(has_policy=False, talks=90, abusive=1), ("",)),
    Shop("nobody has written yet", Facts(has_policy=False, talks=0, abusive=0)),
    Shop("the rules are stated", Facts(has_policy=True, talks=90, abusive=0)),
    Shop("the rules are stated, and broken", Facts(has_policy=True, talks=90, abusive=3)),
)


def make_ill(cast: Cast) -> None:
    """Ola writes, and there are no rules."""
    sick_care.talk(sick.channel(cast.bakery, "mastodon"), at=ago(days=2))


def make_well(cast: Cast) -> None:
    """They are stated."""
    PolicyVersion.objects.create(workspace=cast.bakery, number=1, texts={"en": "Be kind."}, at=NOW)
