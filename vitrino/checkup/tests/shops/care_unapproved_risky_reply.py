"""Answers against the tone check: looked at by a second person, or by nobody."""

from __future__ import annotations

from vitrino.checkup.rules.care_unapproved_risky_reply import Facts, Overruled
from vitrino.checkup.tests import sick, sick_care
from vitrino.checkup.tests.shops import Shop
from vitrino.checkup.tests.sick_care import HARSH, ago
from vitrino.inbox.models import Conversation
from vitrino.workspace.actions import record
from vitrino.workspace.tests.cast import NOW, Cast


def facts(count: int, others: int) -> Facts:
    return Facts(tuple(Overruled(n, 5, "Bruno", NOW) for n in range(count)), others)


SHOPS = (
    Shop("one answer, one other person", facts(1, 1), ("",)),
    Shop("two answers, four others", facts(2, 4), ("",)),
    Shop("three answers", facts(3, 1), ("",)),
    Shop("a shop of one has nobody to ask", facts(3, 0)),
    Shop("no such answer", facts(0, 4)),
    Shop("no such answer, nobody else", facts(0, 0)),
)


def make_ill(cast: Cast) -> None:
    """Bruno sends what the tone check objected to."""
    talk = sick_care.talk(sick.channel(cast.bakery, "mastodon"), at=ago(days=3), surface="message", is_complaint=True)
    sick_care.say(talk, HARSH, ago(days=2))
    record("inbox.reply-overruled", workspace=cast.bakery, by=cast.bruno, now=ago(days=2), about=talk)


def make_well(cast: Cast) -> None:
    """Anna had agreed."""
    talk = Conversation.objects.get()
    record("inbox.reply-agreed", workspace=cast.bakery, by=cast.anna, now=ago(days=2), about=talk)
