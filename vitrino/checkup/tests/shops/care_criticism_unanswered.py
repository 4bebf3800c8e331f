"""Public criticism, answered or left standing."""

from __future__ import annotations

from datetime import timedelta

from vitrino.checkup.rules.care_criticism_unanswered import ANSWERED_WITHIN, Criticism, Facts
from vitrino.checkup.tests import sick, sick_care
from vitrino.checkup.tests.shops import Shop
from vitrino.checkup.tests.sick_care import KIND, ago
from vitrino.inbox.models import Conversation
from vitrino.workspace.tests.cast import NOW, Cast


def criticism(age: timedelta, *, is_closed: bool = False) -> Criticism:
    return Criticism(5, "Ola", "Mastodon", "Mouldy bread", NOW - age, is_closed)


def facts(*left: Criticism) -> Facts:
    return Facts(left, NOW)


HOUR = timedelta(hours=1)
SHOPS = (
    Shop("a day old", facts(criticism(ANSWERED_WITHIN)), ("",)),
    Shop("closed in silence", facts(criticism(25 * HOUR, is_closed=True)), ("",)),
    Shop("three of them", facts(*[criticism(50 * HOUR)] * 3), ("",)),
    Shop("an old one beside a new one", facts(criticism(90 * HOUR), criticism(HOUR)), ("",)),
    Shop("23 hours old", facts(criticism(23 * HOUR))),
    Shop("two of this morning", facts(criticism(4 * HOUR), criticism(5 * HOUR))),
    Shop("nothing is left", facts()),
)


def make_ill(cast: Cast) -> None:
    """A complaint of three days ago, closed without a word."""
    channel = sick.channel(cast.bakery, "mastodon")
    sick_care.talk(channel, at=ago(days=3), is_complaint=True, state="resolved")


def make_well(cast: Cast) -> None:
    """It is answered."""
    sick_care.say(Conversation.objects.get(), KIND.format(n=9), NOW)
