"""Shops that talk with people, shops that only post, and shops to whom nobody comes."""

from __future__ import annotations

from vitrino.balance.talking import Occasion
from vitrino.checkup.rules.engagement_none import Facts
from vitrino.checkup.tests import sick, sick_care
from vitrino.checkup.tests.shops import Shop
from vitrino.checkup.tests.sick_aims import days
from vitrino.inbox.models import Contact, Conversation
from vitrino.workspace.tests.cast import NOW, Cast


def people(count: int) -> tuple[Occasion, ...]:
    return tuple(Occasion(f"contact:{n}", f"Ola {n}", "Lovely!", NOW - days(n), talk_id=n) for n in range(1, count + 1))


SHOPS = (
    Shop("six posts, five people, no word", Facts(6, people(5), 0), ("",)),
    Shop("many of both", Facts(40, people(30), 0), ("",)),
    Shop("only mentions elsewhere", Facts(8, tuple(Occasion(f"a{n}", "", "Zorza!", NOW) for n in range(6)), 0), ("",)),
    Shop("one word was said", Facts(40, people(30), 1)),
    Shop("four people", Facts(40, people(4), 0)),
    Shop("five posts", Facts(5, people(9), 0)),
    Shop("nobody came", Facts(40, (), 0)),
    Shop("a shop that began today", Facts(0, (), 0)),
)


def make_ill(cast: Cast) -> None:
    """Seven posts, six people, silence."""
    one = sick.channel(cast.bakery, "mastodon")
    for number in range(7):
        sick.publish(one, f"How to bake, {number}", NOW - days(1 + number))
        talk = sick_care.talk(one, at=NOW - days(1 + number))
        Contact.objects.filter(pk=talk.contact_id).update(name=f"Ola {number}")


def make_well(cast: Cast) -> None:
    """One of them is answered."""
    sick_care.say(Conversation.objects.earliest("pk"), "Thank you, Ola!", NOW - days(1))
