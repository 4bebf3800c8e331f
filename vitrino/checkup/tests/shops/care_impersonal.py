"""Answers to a person, and answers to anybody."""

from __future__ import annotations

from vitrino.checkup.rules.care_impersonal import FEWEST, Facts
from vitrino.checkup.tests import sick, sick_care
from vitrino.checkup.tests.shops import Shop
from vitrino.checkup.tests.sick_care import COLD, KIND, ago, sent
from vitrino.inbox.models import Message
from vitrino.workspace.tests.cast import Cast

BARE = "Szanowny Kliencie, dziękujemy za wiadomość. Pracujemy nad tym."
WARM = "Pani Anno, paczka z chlebem jedzie już do Pani i będzie jutro."


def facts(bare: int, warm: int) -> Facts:
    return Facts(tuple(sent(BARE if number < bare else WARM, number) for number in range(bare + warm)))


SHOPS = (
    Shop("six of six could go to anybody", facts(6, 0), ("",)),
    Shop("five of five", facts(FEWEST, 0), ("",)),
    Shop("four of ten", facts(4, 6), ("",)),
    Shop("three of ten", facts(3, 7)),
    Shop("none of six", facts(0, 6)),
    Shop("four answers say nothing yet", facts(FEWEST - 1, 0)),
    Shop("nobody wrote", facts(0, 0)),
)


def make_ill(cast: Cast) -> None:
    """Six answers without a name or a word of the matter."""
    channel = sick.channel(cast.bakery, "mastodon")
    for number in range(6):
        talk = sick_care.talk(channel, at=ago(days=5, hours=number), surface="message")
        sick_care.say(talk, COLD.format(n=number), ago(days=4, hours=number))


def make_well(cast: Cast) -> None:
    """They are written for Ola and her bread."""
    Message.objects.filter(direction="out").update(text=KIND.format(n="1"))
