"""Learning runs and effort."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Exists, OuterRef

from vitrino.channels import queries as channels
from vitrino.domain.message import say
from vitrino.domain.problem import Problem
from vitrino.engine import actions as engine
from vitrino.insight import queries
from vitrino.insight.backfilling import backfill as backfill
from vitrino.insight.exported import Exported as Exported
from vitrino.insight.exported import fill_followers as fill_followers
from vitrino.insight.exported import keep_exported as keep_exported
from vitrino.insight.measuring import adopt_published as adopt_published
from vitrino.insight.measuring import measure_due as measure_due
from vitrino.insight.models import Effort, KnownPost, LearningRun
from vitrino.insight.storing import tell_days as tell_days
from vitrino.workspace.actions import record
from vitrino.workspace.models import Person, Workspace

if TYPE_CHECKING:
    from vitrino.channels.queries import Channel

A_WEEK = timedelta(days=7)
A_DAY_MIN = 24 * 60


def ask_to_learn(*, workspace: Workspace, now: datetime) -> int:
    """Look at every channel's posts again, in the background; how many channels are looked at."""
    found = [one for one in channels.channels_of(workspace) if queries.can_teach(one)]
    for channel in found:
        _ask(channel, f"{now:%Y-%m-%dT%H:%M}", now)
    return len(found)


def learn_where_due(now: datetime) -> int:
    """A learning run for every channel whose last one is a week old; how many were asked for."""
    fresh = LearningRun.objects.filter(channel_id=OuterRef("pk"), at__gt=now - A_WEEK)
    posts = KnownPost.objects.filter(channel_id=OuterRef("pk"))
    with_posts = channels.channels_to_measure().filter(Exists(posts), ~Exists(fresh))
    due = [one for one in with_posts if queries.can_teach(one)]
    for channel in due:
        _ask(channel, f"{now:%Y-%m-%d}", now)
    return len(due)


def _ask(channel: Channel, name: str, now: datetime) -> None:
    engine.enqueue(queries.LEARN, key=f"{queries.learn_prefix(channel.workspace_id)}{channel.pk}:{name}",
                   payload={"channel": channel.pk}, now=now)  # fmt: skip


@transaction.atomic
def set_effort(
    *, channel: Channel, minutes_per_post: int | None, minutes_per_week: int | None, by: Person, now: datetime
) -> Effort:
    """How long posts and answers take there; None: not known, it is estimated. Raises Problem for more than a day."""
    if not (0 <= (minutes_per_post or 0) <= A_DAY_MIN and 0 <= (minutes_per_week or 0) <= 7 * A_DAY_MIN):
        raise Problem(say("Give minutes, and not more than a day or a week has."))
    made, _is_new = Effort.objects.update_or_create(
        channel=channel, defaults={"minutes_per_post": minutes_per_post, "minutes_per_week": minutes_per_week}
    )
    record("effort.set", workspace=channel.workspace_id, by=by, now=now, about=made)
    return made
