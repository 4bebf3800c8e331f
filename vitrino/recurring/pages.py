"""What the pages of posts that come back show, in finished words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils.dates import WEEKDAYS

from vitrino.domain.message import Message, say
from vitrino.domain.recurrence import in_words
from vitrino.publishing import queries as publishing
from vitrino.recurring import queries
from vitrino.recurring.models import EvergreenPost, Occurrence, Recurrence
from vitrino.workspace.models import Workspace

TITLE = 80
SHOWN = 12
STATES: Mapping[str, tuple[Message, str]] = {
    Occurrence.State.AHEAD: (say("To come"), ""),
    Occurrence.State.PLANNED: (say("Planned"), "accent"),
    Occurrence.State.MISSED: (say("Missed"), "warn"),
    Occurrence.State.SKIPPED: (say("Left out"), "warn"),
}


@dataclass(frozen=True)
class Line:
    """One rule in the list."""

    recurrence: Recurrence
    title: str
    rule: Message
    details: str


@dataclass(frozen=True)
class Time:
    """One occurrence. url: name and number of the page of its post; why: the reason it was left out."""

    occurrence: Occurrence
    word: Message
    tone: str
    why: Message | None


@dataclass(frozen=True)
class Kept:
    """One evergreen post."""

    evergreen: EvergreenPost
    title: str
    needs_freshening: bool
    may_go: bool


def lines(workspace: Workspace) -> list[Line]:
    return [line_of(one) for one in queries.recurrences_of(workspace)]


def line_of(one: Recurrence) -> Line:
    """The rule in words, its days and times beside it."""
    days = [str(WEEKDAYS[day]) for day in one.weekdays]
    return Line(one, title_of(one.post.idea), in_words(one.rule), " · ".join([*days, *one.times]))


def times(recurrence: Recurrence, now: datetime) -> list[Time]:
    """What comes next, and the last ones that did not happen."""
    rows = queries.occurrences_of(recurrence)
    gone = rows.filter(publish_at__lte=now).order_by("-publish_at")[:SHOWN]
    coming = rows.filter(publish_at__gt=now)[:SHOWN]
    return [Time(one, *STATES[one.state], queries.reason_of(one)) for one in [*reversed(gone), *coming]]


def pool(workspace: Workspace, now: datetime) -> list[Kept]:
    """The evergreen posts, the one used longest ago first."""
    return [
        Kept(one, title_of(one.post.idea), one.rule.needs_freshening, one.rule.may_go(now))
        for one in queries.evergreens_of(workspace)
    ]


def last_out(post_id: int) -> datetime | None:
    """When this post went out last, or will."""
    rows = publishing.of_posts([post_id]).exclude(state__in=["cancelled", "failed"]).order_by("-publish_at")
    return rows.values_list("publish_at", flat=True).first()


def title_of(idea: str) -> str:
    text = " ".join(idea.split())
    return text if len(text) <= TITLE else text[:TITLE].rsplit(" ", 1)[0] + "…"
