"""Claims without a proof, with one, denied and quoted, in three languages."""

from __future__ import annotations

from datetime import timedelta

from vitrino.checkup.public_texts import Said
from vitrino.checkup.rules.risk_unsupported_claim import Facts
from vitrino.checkup.tests import sick
from vitrino.checkup.tests.shops import Shop
from vitrino.ledger import actions
from vitrino.workspace.tests.cast import NOW, Cast

CLAIM = "The best bread in town, every morning."


def says(text: str, language: str = "en", *, proofs: tuple[str, ...] = (), is_out: bool = True) -> Facts:
    return Facts((Said(1, 9, text, language, is_out),), proofs)


SHOPS = (
    Shop("the best in town", says(CLAIM), ("",)),
    Shop("planned: a cure", says("Our tea cures colds.", is_out=False), ("",)),
    Shop("in Polish", says("Najtańsze kwiaty w mieście, tylko dziś!", "pl"), ("",)),
    Shop("in Esperanto", says("Klinike pruvita efiko.", "eo"), ("",)),
    Shop("another claim is proven", says(CLAIM, proofs=("cheapest bread",)), ("",)),
    Shop("the shop keeps a proof", says(CLAIM, proofs=("best bread in town",))),
    Shop("the post names it", says("Voted best bread in town by the Courier: https://courier.example/vote")),
    Shop("it says no", says("Not the best bread in town, but ours.")),
    Shop("a customer said so", says('Ola wrote: "The best bread in town!" Thank you.')),
    Shop("it claims nothing", says(sick.TEXT)),
)


def make_ill(cast: Cast) -> None:
    """A post of last week calls its bread the best."""
    sick.publish(sick.channel(cast.bakery, "mastodon"), CLAIM, NOW - timedelta(days=6))


def make_well(cast: Cast) -> None:
    """There was a poll in the paper."""
    actions.keep_proof(workspace=cast.bakery, claim="best bread in town", link="https://courier.example/vote", note="",
                       by=cast.anna, now=NOW)  # fmt: skip
