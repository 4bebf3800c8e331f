"""Answers that help, and answers that hurt."""

from __future__ import annotations

from vitrino.checkup.rules.care_tone import Facts
from vitrino.checkup.tests import sick, sick_care
from vitrino.checkup.tests.shops import Shop
from vitrino.checkup.tests.sick_care import HARSH, KIND, ago, sent
from vitrino.inbox.models import Message
from vitrino.workspace.tests.cast import Cast

WARM = "Pani Anno, paczka z chlebem jedzie już do Pani i będzie jutro."
BLAMES = "To nie nasza wina, sama Pani źle zamówiła."
THREATENS = "Pani Anno, jeśli Pani nie usunie tej opinii, zobaczymy się w sądzie."
SHOUTS = "PANI ANNO, PACZKA Z CHLEBEM JEDZIE I BĘDZIE JUTRO!!!"
BARE = "Szanowny Kliencie, dziękujemy za wiadomość. Pracujemy nad tym."


def facts(*texts: str) -> Facts:
    return Facts(tuple(sent(text, number, is_complaint=True) for number, text in enumerate(texts)))


SHOPS = (
    Shop("one blames", facts(WARM, BLAMES), ("",)),
    Shop("one threatens", facts(THREATENS), ("",)),
    Shop("one shouts", facts(SHOUTS, WARM), ("",)),
    Shop("all are kind", facts(WARM, WARM)),
    Shop("a cold one could be better, but hurts nobody", facts(BARE)),
    Shop("nobody wrote", facts()),
)


def make_ill(cast: Cast) -> None:
    """It was not our fault."""
    talk = sick_care.talk(sick.channel(cast.bakery, "mastodon"), at=ago(days=3), surface="message", is_complaint=True)
    sick_care.say(talk, HARSH, ago(days=2))


def make_well(cast: Cast) -> None:
    """It was written otherwise."""
    Message.objects.filter(text=HARSH).update(text=KIND.format(n=7))
