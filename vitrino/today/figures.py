"""Four figures of the last seven days, each with what to compare it to and on how much it rests."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Q, QuerySet

from vitrino.domain.message import Message, say
from vitrino.inbox import queries as inbox
from vitrino.listening import queries as listening
from vitrino.publishing import queries as publishing
from vitrino.workspace.models import Workspace

WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Figure:
    """value None: nothing is known, which is not 0."""

    label: Message
    value: int | None
    comparison: Message
    sample: Message


def figures_of(workspace: Workspace, now: datetime) -> list[Figure]:
    """Posts out, mentions, people who wrote, people waiting."""
    published = publishing.posts(workspace).filter(state="published")
    mentions = listening.mentions_of(workspace)
    talks = inbox.conversations_of(workspace)
    return [
        _counted(say("Posts out"), *_two_weeks(published, "published_at", now)),
        _counted(say("Mentions"), *_two_weeks(mentions, "at", now)),
        _counted(say("Talks begun"), *_two_weeks(talks, "opened_at", now)),
        Figure(say("Waiting for you"), inbox.waiting_count(workspace), say("now"), say("all channels")),
    ]


def _two_weeks(rows: QuerySet[Any], field: str, now: datetime) -> tuple[int, int]:
    both = rows.filter(**{f"{field}__gt": now - 2 * WEEK, f"{field}__lte": now}).order_by()
    is_recent = Q(**{f"{field}__gt": now - WEEK})
    counted = both.aggregate(this=Count("pk", filter=is_recent), last=Count("pk", filter=~is_recent))
    return counted["this"], counted["last"]


def _counted(label: Message, this: int, last: int) -> Figure:
    return Figure(label, this, say("{n} the week before", n=last), say("last 7 days"))
