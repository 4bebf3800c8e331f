"""A shop with numbers to aim at: followers, likes, orders, answers."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from vitrino.channels.models import Channel
from vitrino.commerce.models import Order
from vitrino.insight.models import DailyNumbers
from vitrino.workspace.models import Workspace
from vitrino.workspace.tests.cast import NOW

TODAY = NOW.date()


def channel(workspace: Workspace, platform: str = "mastodon", **fields: Any) -> Channel:
    values = {"handle": "zorza", "remote_id": "1", "connected_at": NOW - timedelta(days=90), "is_rehearsal": True}
    return Channel.objects.create(workspace=workspace, platform=platform, **(values | fields))


def follow(channel: Channel, *, days: int = 60, first: int = 500, a_day: int = 3, until: date = TODAY) -> None:
    """Followers read every day up to yesterday."""
    DailyNumbers.objects.bulk_create(
        DailyNumbers(channel=channel, source="account", day=until - timedelta(days=n),
                     followers=first + a_day * (days - n))
        for n in range(1, days + 1)
    )  # fmt: skip


def like(channel: Channel, *, days: int = 60, a_day: int = 4, posts: int = 1) -> None:
    DailyNumbers.objects.bulk_create(
        DailyNumbers(channel=channel, source="posts", day=TODAY - timedelta(days=n), likes=a_day + n % 3, posts=posts)
        for n in range(1, days + 1)
    )


def sell(workspace: Workspace, *, days: int = 60, a_day: int = 1) -> None:
    Order.objects.bulk_create(
        Order(workspace=workspace, source="test", remote_id=f"{n}-{i}", number=f"{n}-{i}", total_minor=100,
              currency="PLN", state="completed", placed_at=NOW - timedelta(days=n))
        for n in range(1, days + 1) for i in range(a_day)
    )  # fmt: skip
