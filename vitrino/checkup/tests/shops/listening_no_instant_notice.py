"""Shops in which somebody is told at once, and shops in which nobody is."""

from __future__ import annotations

from datetime import timedelta

from vitrino.checkup.rules.listening_no_instant_notice import Facts
from vitrino.checkup.tests import sick
from vitrino.checkup.tests.shops import Shop
from vitrino.notify.models import Way
from vitrino.workspace.tests.cast import NOW, Cast


def facts(channels: int, *, has_way: bool, unread_hours: float | None = None) -> Facts:
    unread = None if unread_hours is None else NOW - timedelta(hours=unread_hours)
    return Facts(channels, has_way, unread, NOW)


SHOPS = (
    Shop("two channels, no way", facts(2, has_way=False), ("",)),
    Shop("one channel, no way", facts(1, has_way=False), ("",)),
    Shop("alerts lie unread for a day", facts(2, has_way=False, unread_hours=24), ("",)),
    Shop("a way is there", facts(2, has_way=True)),
    Shop("a way is there, though alerts lie unread", facts(2, has_way=True, unread_hours=90)),
    Shop("no channel yet", facts(0, has_way=False)),
)


def make_ill(cast: Cast) -> None:
    """A channel, and nobody has a way."""
    sick.channel(cast.bakery, "mastodon")


def make_well(cast: Cast) -> None:
    """Anna's telephone rings."""
    Way.objects.create(workspace=cast.bakery, person=cast.anna, kind="ntfy", created_at=NOW, proven_at=NOW)
