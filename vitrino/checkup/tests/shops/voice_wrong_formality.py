"""Shops that speak as they settled it, and shops that don't."""

from __future__ import annotations

from datetime import timedelta

from vitrino.checkup.tests import sick
from vitrino.checkup.tests.shops import Shop
from vitrino.checkup.tests.sick_aims import days
from vitrino.checkup.voices import Facts, Said
from vitrino.domain.voice import Wish
from vitrino.publishing.models import Publication
from vitrino.strategy import actions as strategy
from vitrino.workspace.tests.cast import NOW, Cast

STIFF = "Szanowni Państwo, zapraszamy Państwa na chleb prosto z pieca."
WARM = "Wpadnij do nas w sobotę, chleb wychodzi z pieca o siódmej."
PLAIN = "Chleb żytni wychodzi dziś z pieca o siódmej rano."
POLITE_QUESTION = "Dzień dobry, czy mogą Państwo odłożyć dla mnie bochenek?"
SAYS_DU = "Wir freuen uns auf euch am Samstag, kommt früh vorbei."
SAYS_SIE = "Wir freuen uns, wenn Sie am Samstag zu uns kommen."
STIFF_ENGLISH = "Dear Sir or Madam, we regret to inform you that the rye bread is sold out."
CI = "Ĉu ci ŝatas nian panon kun sekalo? Venu al la bakejo."


def facts(wish: str, *texts: str, platform: str = "mastodon", is_open: bool = False) -> Facts:
    said = tuple(Said(platform, text, NOW - days(n), n, is_open=is_open) for n, text in enumerate(texts, 1))
    return Facts(said, {platform: Wish(wish)}, {platform: "Mastodon"})


def answers(wish: str, *pairs: tuple[str, str]) -> Facts:
    said = tuple(Said("mastodon", text, NOW, n, is_reply=True, asked=asked) for n, (asked, text) in enumerate(pairs))
    return Facts(said, {"mastodon": Wish(wish)}, {"mastodon": "Mastodon"})


ILL = ("platform:mastodon",)
SHOPS = (
    Shop("two stiff posts where one says ty", facts("informal", STIFF, STIFF, WARM), ILL),
    Shop("two familiar posts where one says Państwo", facts("formal", WARM, WARM, STIFF), ILL),
    Shop("one that can still be put right", facts("informal", STIFF, is_open=True), ILL),
    Shop("German du where one says Sie", facts("formal", SAYS_DU, SAYS_DU), ILL),
    Shop("German Sie where one says du", facts("informal", SAYS_SIE, SAYS_SIE), ILL),
    Shop("English letters of an office", facts("informal", STIFF_ENGLISH, STIFF_ENGLISH), ILL),
    Shop("Esperanto ci where one is formal", facts("formal", CI, CI), ILL),
    Shop(
        "familiar answers where one is formal",
        answers("formal", ("Hej!", WARM), (POLITE_QUESTION, WARM)),
        ("answers:mastodon",),
    ),
    Shop("one slip that is out already", facts("informal", STIFF, WARM, PLAIN)),
    Shop("as it was settled", facts("informal", WARM, WARM, PLAIN)),
    Shop("formal to customers who were formal first", answers("informal", *[(POLITE_QUESTION, STIFF)] * 3)),
    Shop(
        "answers are formal by intention",
        Facts(
            answers("", *[("Hej!", STIFF)] * 3).said, {"mastodon": Wish("informal")}, {}, {"mastodon": Wish("formal")}
        ),
    ),
    Shop("nothing is settled", facts("", STIFF, WARM, WARM)),
    Shop("texts that address nobody", facts("informal", PLAIN, PLAIN, PLAIN)),
    Shop("nothing was said", facts("informal")),
)


def make_ill(cast: Cast) -> None:
    """The strategy says ty on Mastodon; two posts of these days say Państwo."""
    voice = strategy.VoiceWords("mastodon", "informal")
    strategy.adopt_strategy(workspace=cast.bakery, texts={}, voices=[voice], reason="", by=cast.anna, now=NOW)
    channel = sick.channel(cast.bakery, "mastodon")
    for n in (2, 3):
        sick.publish(channel, f"{STIFF} Bochenków: {n}.", NOW - timedelta(days=n))


def make_well(cast: Cast) -> None:
    Publication.objects.filter(workspace=cast.bakery).update(content={"text": WARM})
