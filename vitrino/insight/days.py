"""All days of all channels of a shop at once, for what follows many numbers: goals."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from vitrino.insight.models import DailyNumbers
from vitrino.workspace.models import Workspace


@dataclass(frozen=True)
class Daily:
    """What a channel gained on a day, and its followers as last read then. Absent names are unknown."""

    channel_id: int
    day: date
    posts: int
    followers: int | None
    values: Mapping[str, int]


def daily_numbers(workspace: Workspace, first: date, last: date) -> list[Daily]:
    """Channel by channel, days in order; days on which nothing was told are missing. One query.

    What the platform itself says of a day counts before what its posts gained.
    """
    rows = DailyNumbers.objects.filter(channel__workspace=workspace, day__gte=first, day__lte=last)
    merged: dict[tuple[int, date], Daily] = {}
    for row in rows.order_by("channel", "day", "-source"):  # posts before the account
        known = merged.get((row.channel_id, row.day))
        followers = row.followers if known is None or row.followers is not None else known.followers
        posts = row.posts + (known.posts if known else 0)
        values = {**(known.values if known else {}), **row.values}
        merged[row.channel_id, row.day] = Daily(row.channel_id, row.day, posts, followers, values)
    return list(merged.values())
