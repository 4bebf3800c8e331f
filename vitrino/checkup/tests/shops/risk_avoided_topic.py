"""Shops with a list of topics they avoid, in two languages, and posts that keep to it or not."""

from __future__ import annotations

from datetime import timedelta

from vitrino.checkup.public_texts import Said
from vitrino.checkup.rules.risk_avoided_topic import Facts
from vitrino.checkup.tests import sick
from vitrino.checkup.tests.shops import Shop
from vitrino.publishing.models import Publication
from vitrino.strategy.models import Strategy
from vitrino.workspace.tests.cast import NOW, Cast


def says(*texts: str, avoid: tuple[str, ...] = ("politics", "our competitors"), language: str = "en",
         is_out: bool = True) -> Facts:  # fmt: skip
    return Facts(avoid, tuple(Said(pk, 9, text, language, is_out) for pk, text in enumerate(texts)))


SHOPS = (
    Shop("speaks of an election", says("After the elections we all need cake."), ("",)),
    Shop("a planned one", says("The government raised the tax again.", is_out=False), ("",)),
    Shop("Polish endings", says("Nie tylko o polityce.", avoid=("polityka",), language="pl"), ("",)),
    Shop("one of three", says(sick.TEXT, "Unlike our competitors we bake at night.", sick.TEXT + "!"), ("",)),
    Shop("bread and nothing else", says(sick.TEXT)),
    Shop("avoids nothing", says("After the elections we all need cake.", avoid=())),
    Shop("a word that only sounds alike", says("Our new polite sign at the door.")),
    Shop("says nothing", says()),
)


def make_ill(cast: Cast) -> None:
    """Politics are on the list, and a post of last week speaks of an election."""
    Strategy.objects.create(workspace=cast.bakery, version=1, in_force_from=NOW - timedelta(days=30), by=cast.anna,
                            avoid="religion\npolitics")  # fmt: skip
    sick.publish(sick.channel(cast.bakery, "mastodon"), "After the elections we all need cake.",
                 NOW - timedelta(days=6))  # fmt: skip


def make_well(cast: Cast) -> None:
    """It was taken away and written anew."""
    Publication.objects.update(content={"text": sick.TEXT})
