"""A bakery with a channel, posts of fourteen weeks and a suggestion to accept."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any

from vitrino.channels.models import Channel
from vitrino.domain.message import say
from vitrino.insight.models import KnownPost
from vitrino.plan import actions as plan
from vitrino.plan.models import Suggestion
from vitrino.workspace.models import Workspace
from vitrino.workspace.tests.cast import NOW, Cast

SINCE = NOW - timedelta(weeks=14)


def channel(workspace: Workspace, platform: str = "instagram") -> Channel:
    return Channel.objects.create(
        workspace=workspace, platform=platform, remote_id=f"{workspace.pk}-{platform}", handle="zorza",
        connected_at=SINCE, is_rehearsal=True,
    )  # fmt: skip


def post(on: Channel, at: datetime, answers: int | None, text: str = "Fresh bread", **more: Any) -> KnownPost:
    number = KnownPost.objects.count()
    return KnownPost.objects.create(
        workspace_id=on.workspace_id, channel=on, remote_id=f"r{number}", at=at, engagement=answers, text=text,
        engagement_age_h=168.0, engagement_7d=answers, followers=1000, url=f"https://example.com/{number}",
        format="image", **more,
    )  # fmt: skip


def history(on: Channel, before: datetime, answers: int = 20, weeks: int = 12) -> None:
    """Two posts a week, Mondays and Wednesdays at noon, with ordinary ups and downs."""
    for week in range(weeks):
        for day, wobble in ((0, 0.8), (2, 1.25)):
            at = before - timedelta(weeks=week + 1) + timedelta(days=day)
            post(on, at, round(answers * wobble * (1.1 if week % 3 else 0.85)))


def slot_suggestion(cast: Cast, on: Channel, weekday: int = 3, at: str = "18:00") -> Suggestion:
    return plan.suggest(
        workspace=cast.bakery, key=f"slot:{on.pk}:{weekday}:{at}", kind="slot", now=NOW,
        message=say("Post on Thursdays at 18:00."), change={"channel": on.pk, "weekday": weekday, "time": at},
    )  # fmt: skip


def weekly_time(on: Channel, by: Any) -> None:
    plan.add_slot(channel=on, weekday=0, wall_time=time(9), by=by, now=NOW)
