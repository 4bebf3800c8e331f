"""Shops that answer everybody, only complaints, nobody; and shops with hardly a comment."""

from __future__ import annotations

from vitrino.balance.talking import Occasion
from vitrino.checkup.rules.engagement_one_way import Facts
from vitrino.checkup.tests import sick, sick_care
from vitrino.checkup.tests.shops import Shop
from vitrino.checkup.tests.sick_aims import days
from vitrino.inbox.models import Conversation
from vitrino.workspace.tests.cast import NOW, Cast


def silent(count: int, people: int = 9) -> tuple[Occasion, ...]:
    return tuple(
        Occasion(f"contact:{n % people}", f"Ola {n % people}", "Lovely!", NOW - days(3 + n), n + 1)
        for n in range(count)
    )


SHOPS = (
    Shop("six comments of six people", Facts(0, silent(6), 3), ("",)),
    Shop("sixty comments", Facts(0, silent(60), 3), ("",)),
    Shop("eight comments of four people", Facts(0, silent(8, 4), 1), ("",)),
    Shop("one was answered", Facts(1, silent(30), 3)),
    Shop("five comments", Facts(0, silent(5), 3)),
    Shop("one person comments every day", Facts(0, silent(20, 1), 3)),
    Shop("not a word to anybody, which is said elsewhere", Facts(0, silent(30), 0)),
    Shop("no comments", Facts(0, (), 3)),
)


def make_ill(cast: Cast) -> None:
    """Seven comments stand alone; a complaint was answered."""
    one = sick.channel(cast.bakery, "mastodon")
    for number in range(7):
        sick_care.talk(one, at=NOW - days(4 + number))
    complaint = sick_care.talk(one, at=NOW - days(5), surface="message", is_complaint=True)
    sick_care.say(complaint, "We are sorry, Ola. A new loaf is on its way.", NOW - days(4))


def make_well(cast: Cast) -> None:
    """One comment is answered."""
    sick_care.say(Conversation.objects.filter(surface="comment").earliest("pk"), "Thank you, Ola!", NOW - days(1))
