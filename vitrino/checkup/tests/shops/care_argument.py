"""Complaints talked over in public: once, twice, and too often."""

from __future__ import annotations

from vitrino.checkup.rules.care_argument import ANSWERS, Argument, Facts
from vitrino.checkup.tests import sick, sick_care
from vitrino.checkup.tests.shops import Shop
from vitrino.checkup.tests.sick_care import KIND, ago
from vitrino.inbox.models import Message
from vitrino.workspace.tests.cast import Cast


def facts(*answers: int) -> Facts:
    return Facts(tuple(Argument(5 + number, "Ola", "Mastodon", count) for number, count in enumerate(answers)))


SHOPS = (
    Shop("three answers in public", facts(ANSWERS), ("",)),
    Shop("nine answers in public", facts(9), ("",)),
    Shop("two arguments", facts(4, 5), ("",)),
    Shop("one argument among short talks", facts(1, 4, 2), ("",)),
    Shop("two answers in public", facts(ANSWERS - 1)),
    Shop("answered once and led aside", facts(1)),
    Shop("nobody complains", facts()),
)


def make_ill(cast: Cast) -> None:
    """Three times to and fro where everybody reads along."""
    talk = sick_care.talk(sick.channel(cast.bakery, "mastodon"), at=ago(days=6), is_complaint=True)
    for number in range(ANSWERS):
        sick_care.say(talk, KIND.format(n=number), ago(days=6, minutes=-10 * number))
        sick_care.say(talk, f"No, {number}", ago(days=6, minutes=-10 * number), direction="in")


def make_well(cast: Cast) -> None:
    """The customer did not go on: nobody argues alone."""
    Message.objects.filter(direction="in", text__startswith="No, ").delete()
