"""Shops with one voice, and shops with several."""

from __future__ import annotations

from datetime import timedelta

from vitrino.checkup.tests import sick
from vitrino.checkup.tests.shops import Shop
from vitrino.checkup.tests.shops.voice_wrong_formality import PLAIN, POLITE_QUESTION, STIFF, WARM
from vitrino.checkup.tests.sick_aims import days
from vitrino.checkup.voices import Facts, Said
from vitrino.domain.voice import Wish
from vitrino.publishing.models import Publication
from vitrino.workspace.tests.cast import NOW, Cast

BOTH = "Szanowni Państwo, wpadnij do nas w sobotę po ciepły chleb."
LOUD = "Super okazja: chleb żytni za pół ceny, tylko dziś."
MERRY = "Chleb żytni wychodzi z pieca 🍞🥐🎉"


def facts(*texts: str, wish: Wish = Wish(), replies: int = 0, asked: str = "", is_open: bool = False) -> Facts:  # noqa: B008
    said = tuple(
        Said("bluesky", text, NOW - days(n), n, is_reply=n <= replies, asked=asked, is_open=is_open)
        for n, text in enumerate(texts, 1)
    )
    return Facts(said, {"bluesky": wish}, {"bluesky": "Bluesky"})


STRUCK = Wish(not_words=("super okazja",))
STRICT = Wish(emoji=0, not_words=("super okazja",))
SHOPS = (
    Shop("both in one text, twice", facts(BOTH, BOTH, PLAIN), ("mixed",)),
    Shop("both in one text that can still be put right", facts(BOTH, is_open=True), ("mixed",)),
    Shop("formal here, familiar there", facts(STIFF, WARM, STIFF, WARM, STIFF, WARM), ("platform:bluesky",)),
    Shop("words that were struck out", facts(LOUD, PLAIN, LOUD, wish=STRUCK), ("word",)),
    Shop("more emoji than wanted", facts(MERRY, MERRY, MERRY, wish=Wish(emoji=1)), ("emoji",)),
    Shop("struck words and emoji", facts(LOUD, LOUD, MERRY, MERRY, MERRY, wish=STRICT),
         ("emoji", "word")),
    Shop("both in one text, once", facts(BOTH, PLAIN, PLAIN)),
    Shop("two formal ones among familiar ones", facts(STIFF, STIFF, WARM, WARM, WARM)),
    Shop("wy to all, Pani to one", facts(STIFF, STIFF, STIFF, WARM, WARM, WARM, replies=3)),
    Shop("formal answers to formal customers", facts(STIFF, STIFF, STIFF, WARM, WARM, WARM, replies=3,
                                                     asked=POLITE_QUESTION)),
    Shop("a struck word once", facts(LOUD, PLAIN, wish=STRUCK)),
    Shop("two merry texts", facts(MERRY, MERRY, wish=Wish(emoji=1))),
    Shop("as many emoji as one likes", facts(MERRY, MERRY, MERRY)),
    Shop("one voice", facts(WARM, WARM, WARM, PLAIN)),
    Shop("nothing was said", facts()),
)  # fmt: skip


def make_ill(cast: Cast) -> None:
    """Formal one day, familiar the next, and nobody has settled how."""
    channel = sick.channel(cast.bakery, "bluesky")
    for n in range(6):
        sick.publish(channel, f"{STIFF if n % 2 else WARM} Bochenków: {n}.", NOW - timedelta(days=n + 1))


def make_well(cast: Cast) -> None:
    Publication.objects.filter(workspace=cast.bakery).update(content={"text": WARM})
