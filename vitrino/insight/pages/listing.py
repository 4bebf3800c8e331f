"""Posts in rows: what they are, what they got, and how that compares with what is usual on their channel."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from django.db.models import F, OrderBy, QuerySet
from django.utils.translation import gettext as _

from vitrino.channels.queries import Channel
from vitrino.insight import queries, typical, wording
from vitrino.insight.models import KnownPost
from vitrino.insight.pages.wanted import Wanted, number_in, platform
from vitrino.strategy import queries as strategy
from vitrino.ui.words import words
from vitrino.workspace.models import Workspace

A_PAGE = 50
SORTS: dict[str, tuple[str | OrderBy, ...]] = {
    "new": ("-at", "-pk"),
    "old": ("at", "pk"),
    "most": (F("engagement").desc(nulls_last=True), "-at"),
    "least": (F("engagement").asc(nulls_last=True), "-at"),
}
TITLE = 90


@dataclass(frozen=True)
class Row:
    """A post in a list. answers: None when unknown. times: the usual answers of its channel, None when unknown."""

    post: KnownPost
    platform: str
    title: str
    kind: str
    answers: int | None
    times: float | None


def rows_of(posts: Iterable[KnownPost], every: Collection[Channel], now: datetime) -> list[Row]:
    """Each post beside the typical one of its channel."""
    found = list(posts)
    there = {one.channel_id for one in found}
    usual = {one.level: one.middle for one in typical.typical([c for c in every if c.pk in there], "channel", now)}
    return [_row(one, usual) for one in found]


def _row(post: KnownPost, usual: Mapping[str | int, float]) -> Row:
    middle = usual.get(post.channel_id)
    times = post.engagement / middle if post.engagement is not None and middle else None
    return Row(post, platform(post.channel), title_of(post), kind_of(post.format), post.engagement, times)


def title_of(post: KnownPost) -> str:
    text = " ".join(post.text.split())
    if not text:
        return _("A picture without words")
    return text if len(text) <= TITLE else text[:TITLE].rpartition(" ")[0] + "…"


def kind_of(name: str) -> str:
    """ "videos"; a dash when nobody knows."""
    return words(wording.posts_with("format", name)) if name else ""


@dataclass(frozen=True)
class Filters:
    """Which posts, in which order. ids: only those of a finding, none for all."""

    wanted: Wanted
    sort: str = "new"
    format: str = ""
    pillar: int = 0
    start: int = 0

    def address(self, **changed: Any) -> str:
        """The query of the same list with something else."""
        values = {"days": self.wanted.days, "channel": self.wanted.channel, "sort": self.sort, "format": self.format,
                  "pillar": self.pillar, **changed}  # fmt: skip
        return "?" + urlencode({name: value for name, value in values.items() if value not in ("", 0)})


def filters_of(wanted: Wanted, asked: Mapping[str, str]) -> Filters:
    sort = asked.get("sort", "")
    return Filters(
        wanted, sort if sort in SORTS else "new", asked.get("format", "")[:20],
        number_in(asked.get("pillar", "")), number_in(asked.get("start", "")),
    )  # fmt: skip


def listed(workspace: Workspace, asked: Filters, now: datetime) -> dict[str, Any]:
    """A page of posts, with what the list can be narrowed to."""
    found = list(_found(workspace, asked, now)[asked.start : asked.start + A_PAGE + 1])
    pillars = [(str(one.pk), one.name) for one in strategy.pillars(workspace)]
    formats = [(name, words(said)) for name, said in wording.FORMATS.items()]
    return {
        **asked.wanted.choices(),
        "filters": asked,
        "rows": rows_of(found[:A_PAGE], asked.wanted.every, now),
        "next": asked.start + A_PAGE if len(found) > A_PAGE else 0,
        "sorts": [("new", _("Newest first")), ("old", _("Oldest first")), ("most", _("Most answers first")),
                  ("least", _("Fewest answers first"))],
        "pillar_choices": [("0", _("All subjects")), *pillars],
        "format_choices": [("", _("All kinds")), *formats],
    }  # fmt: skip


def _found(workspace: Workspace, asked: Filters, now: datetime) -> QuerySet[KnownPost]:
    found = queries.known_posts(workspace).filter(at__gt=now - timedelta(days=asked.wanted.days))
    if asked.wanted.channel:
        found = found.filter(channel=asked.wanted.channel)
    if asked.format:
        found = found.filter(format=asked.format)
    if asked.pillar:
        found = found.filter(pillar=asked.pillar)
    return found.order_by(*SORTS[asked.sort])
