"""Shops that let nobody wait, and shops that do."""

from __future__ import annotations

from datetime import timedelta

from vitrino.checkup.rules.care_unanswered import Facts, Waiting
from vitrino.checkup.tests import sick
from vitrino.checkup.tests.shops import Shop
from vitrino.inbox.models import Conversation
from vitrino.workspace.tests.cast import NOW, Cast


def facts(*hours_late: float, is_complaint: bool = False) -> Facts:
    late = tuple(
        Waiting(5 + number, "Ola", "Mastodon", NOW - timedelta(hours=hours), is_complaint)
        for number, hours in enumerate(hours_late)
    )
    return Facts(late, len(late), NOW)


SHOPS = (
    Shop("one is two hours late", facts(2), ("",)),
    Shop("one is a minute late", facts(1 / 60), ("",)),
    Shop("a complaint is late", facts(0.5, is_complaint=True), ("",)),
    Shop("three are late, one of them a day", facts(24, 3, 1), ("",)),
    Shop("due just now", facts(0)),
    Shop("due in an hour", facts(-1)),
    Shop("nobody waits", facts()),
)


def make_ill(cast: Cast) -> None:
    """Ola has waited thirty hours too long."""
    sick.wait(sick.channel(cast.bakery, "mastodon"), late_hours=30)


def make_well(cast: Cast) -> None:
    """She is answered."""
    Conversation.objects.update(waiting_since=None, due_at=None)
