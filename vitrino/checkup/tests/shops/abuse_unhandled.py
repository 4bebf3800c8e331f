"""Abuse that was dealt with, that is fresh, and that lies there."""

from __future__ import annotations

from datetime import timedelta

from vitrino.checkup.rules.abuse_unhandled import HANDLED_WITHIN, Abuse, Facts
from vitrino.checkup.tests import sick, sick_care
from vitrino.checkup.tests.shops import Shop
from vitrino.checkup.tests.sick_care import ago
from vitrino.inbox.models import Conversation
from vitrino.workspace.tests.cast import NOW, Cast


def abuse(age: timedelta, *, is_grave: bool = False) -> Abuse:
    return Abuse(5, "Ola", "Mastodon", NOW - age, is_grave)


def facts(*left: Abuse) -> Facts:
    return Facts(left, NOW)


HOUR = timedelta(hours=1)
SHOPS = (
    Shop("a day old", facts(abuse(HANDLED_WITHIN)), ("",)),
    Shop("a threat of two days ago", facts(abuse(48 * HOUR, is_grave=True)), ("",)),
    Shop("an old one beside a new one", facts(abuse(48 * HOUR), abuse(HOUR)), ("",)),
    Shop("23 hours old", facts(abuse(23 * HOUR))),
    Shop("a threat of this morning", facts(abuse(4 * HOUR, is_grave=True))),
    Shop("none", facts()),
)


def make_ill(cast: Cast) -> None:
    """Insulted three days ago, and no step taken."""
    sick_care.talk(sick.channel(cast.bakery, "mastodon"), at=ago(days=3), intents=["abuse"])


def make_well(cast: Cast) -> None:
    """They are muted."""
    Conversation.objects.update(state="muted")
