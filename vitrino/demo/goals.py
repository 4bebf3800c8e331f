"""The sample shop's goals: one of every kind of ending, and some under way."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from vitrino.channels.queries import Channel
from vitrino.demo.book import Book
from vitrino.demo.rhythm import followers
from vitrino.goals import actions as goals
from vitrino.strategy import actions as strategy
from vitrino.strategy.models import Pillar
from vitrino.workspace.models import Person, Workspace

ORDERS_WANTED = 90


def set_goals(workspace: Workspace, book: Book, shop: Mapping[str, Channel], pillars: list[Pillar], *, by: Person,
              now: datetime) -> None:  # fmt: skip
    """Two that go well or could, one that does not, one just begun; one that was reached, missed and given up.

    A worker makes up for the weeks nobody looked at, and closes those that are over.
    """

    def aim(metric: str, target: float, weeks_ago: float, weeks: float, on: str = "", title: str = "",
            served: list[Pillar] | None = None) -> strategy.Goal:  # fmt: skip
        at = now - timedelta(weeks=weeks_ago)
        return goals.set_goal(
            workspace=workspace, metric=metric, target=target, deadline=(at + timedelta(weeks=weeks)).date(), by=by,
            now=at, title=title, channels=[shop[on]] if on else [], pillars=served or [],
        )  # fmt: skip

    aim("follows", round(followers("instagram", 12) * 1.05), 6, 12, "instagram", served=pillars[:3])
    aim("orders", ORDERS_WANTED, 6, 13, title=book.goal)
    aim("engagement", 7_000, 4, 9, served=pillars[2:4])
    aim("follows", followers("facebook", 12) + 60, 0, 13, "facebook")
    aim("follows", 130, 9, 8, "bluesky")
    aim("follows", 320, 9, 6, "mastodon")
    left = aim("views", 90_000, 8, 10)
    strategy.close_goal(goal=left, state=strategy.Goal.State.GIVEN_UP, by=by, now=now - timedelta(weeks=3))
