"""The days of a shop in numbers, from wherever they are told: platforms, shop system, short links, reviews, inbox."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property
from itertools import pairwise
from statistics import fmean
from typing import Any

from django.db.models import QuerySet

from vitrino.campaigns.queries import Campaign
from vitrino.channels import queries as channels
from vitrino.commerce import queries as commerce
from vitrino.domain.goals import Metric
from vitrino.domain.goals.metrics import Source
from vitrino.domain.slots import zone
from vitrino.domain.stats.acts import ACTS
from vitrino.inbox import queries as inbox
from vitrino.insight.days import Daily, daily_numbers
from vitrino.links import queries as links
from vitrino.reviews import queries as reviews
from vitrino.workspace.models import Workspace

A_DAY = timedelta(days=1)
# Orders and clicks on short links are the whole shop's, whatever channels serve them.
BY_CHANNEL: frozenset[Source] = frozenset({"posts", "account", "reviews", "inbox"})
Days = list[float | None]


@dataclass(frozen=True)
class Counted:
    """Something of a channel on a day; None for what belongs to no channel."""

    day: date
    channel: int | None
    value: float


class Numbers:
    """The numbers of a shop from one day to another, both included; each source is read once, when it is asked for.

    campaign: only the clicks on its links are counted.
    """

    def __init__(self, workspace: Workspace, from_on: date, to_on: date, campaign: Campaign | None = None) -> None:
        self.workspace, self.from_on, self.to_on, self.campaign = workspace, from_on, to_on, campaign
        self.zone = zone(workspace.time_zone)
        self.span = [from_on + n * A_DAY for n in range(max(0, (to_on - from_on).days + 1))]
        self.from_at = datetime.combine(from_on, time(), self.zone)
        self.to_at = datetime.combine(to_on + A_DAY, time(), self.zone)

    def days(self, metric: Metric, counted_on: Collection[int] = ()) -> Days:
        """A value for every day, None where it is unknown. counted_on: channels; all when empty."""
        told = self._told(metric)
        is_narrow = bool(counted_on) and metric.source in BY_CHANNEL
        found = [one for one in told if one.channel in counted_on] if is_narrow else told
        if metric.kind == "stock":
            return self._stock(found)
        if metric.kind == "level":
            return self._level(found)
        return self._sum(found, self._since(metric, found))

    def gained(self, metric: Metric) -> dict[int, float]:
        """Channel -> how much came from it in this time. Nothing for what belongs to no channel."""
        found: dict[int, list[Counted]] = defaultdict(list)
        for one in self._told(metric):
            if one.channel is not None:
                found[one.channel].append(one)
        if metric.kind == "stock":
            return {pk: rows[-1].value - rows[0].value for pk, rows in found.items()}
        return {pk: sum(one.value for one in rows) for pk, rows in found.items()}

    def posts_by_channel(self) -> dict[int, int]:
        """Channel -> posts that went out, as far as known."""
        found: dict[int, int] = defaultdict(int)
        for row in self._daily:
            found[row.channel_id] += row.posts
        return dict(found)

    def names(self) -> dict[int, str]:
        """What the shop's channels are called."""
        return {one.pk: channels.manifest_of(one).name for one in channels.channels_of(self.workspace)}

    def _told(self, metric: Metric) -> list[Counted]:
        if metric.source == "posts":
            return self._of_posts(metric.key)
        if metric.key == "rating":
            return self._stars
        return self._readers[metric.source](self)

    def _since(self, metric: Metric, found: list[Counted]) -> date | None:
        """From which day on nothing told means none: what counts orders or clicks counts them every day."""
        starts: Mapping[Source, Callable[[], datetime | None]] = {
            "orders": lambda: _first(commerce.orders_of(self.workspace), "placed_at"),
            "links": lambda: _first(links.links_of(self.workspace), "created_at"),
            "reviews": lambda: _first(reviews.standing_reviews(self.workspace), "at"),
        }
        if metric.source not in starts:
            return min((one.day for one in found), default=None)
        first = starts[metric.source]()
        return first.astimezone(self.zone).date() if first else None

    def _sum(self, found: Iterable[Counted], since: date | None) -> Days:
        sums: dict[date, float] = defaultdict(float)
        for one in found:
            sums[one.day] += one.value
        return [None if since is None or day < since else sums[day] for day in self.span]

    def _level(self, found: Iterable[Counted]) -> Days:
        values: dict[date, list[float]] = defaultdict(list)
        for one in found:
            values[one.day].append(one.value)
        return [fmean(values[day]) if day in values else None for day in self.span]

    def _stock(self, found: Iterable[Counted]) -> Days:
        """Between two readings evenly; unknown before each of the channels has been read once."""
        read: dict[int | None, dict[date, float]] = defaultdict(dict)
        for one in found:
            read[one.channel][one.day] = one.value
        lines = [_line(readings, self.span) for readings in read.values()]
        return [None if not lines or None in values else sum(value or 0 for value in values)
                for values in (zip(*lines, strict=True) if lines else [()] * len(self.span))]  # fmt: skip

    def _day(self, at: datetime) -> date:
        return at.astimezone(self.zone).date()

    @cached_property
    def _daily(self) -> list[Daily]:
        return daily_numbers(self.workspace, self.from_on, self.to_on)

    def _of_posts(self, key: str) -> list[Counted]:
        names = ACTS if key == "engagement" else (key,)
        return [Counted(row.day, row.channel_id, sum(row.values[name] for name in names if name in row.values))
                for row in self._daily if any(name in row.values for name in names)]  # fmt: skip

    @cached_property
    def _followers(self) -> list[Counted]:
        return [Counted(row.day, row.channel_id, row.followers) for row in self._daily if row.followers is not None]

    @cached_property
    def _orders(self) -> list[Counted]:
        placed = commerce.orders_of(self.workspace).filter(
            cancelled_at=None, placed_at__gte=self.from_at, placed_at__lt=self.to_at
        )
        return [Counted(self._day(at), None, 1) for at in placed.order_by().values_list("placed_at", flat=True)]

    @cached_property
    def _clicks(self) -> list[Counted]:
        told = links.clicks_by_day(self.workspace, self.from_on, self.to_on, self.campaign)
        return [Counted(day, None, count) for day, count in told.items()]

    @cached_property
    def _given(self) -> list[tuple[datetime, int | None, int]]:
        told = reviews.standing_reviews(self.workspace).filter(at__gte=self.from_at, at__lt=self.to_at)
        return list(told.order_by().values_list("at", "rating", "channel_id"))

    @cached_property
    def _reviews(self) -> list[Counted]:
        return [Counted(self._day(at), channel, 1) for at, _stars, channel in self._given]

    @cached_property
    def _stars(self) -> list[Counted]:
        return [Counted(self._day(at), channel, stars) for at, stars, channel in self._given if stars is not None]

    @cached_property
    def _answers(self) -> list[Counted]:
        """Of everybody who wrote and was answered or should have been: 100 in time, 0 late or never."""
        late = {one.conversation_id for one in inbox.misses_of(self.workspace, self.from_at, self.to_at)}
        opened = inbox.conversations_of(self.workspace).filter(opened_at__gte=self.from_at, opened_at__lt=self.to_at)
        rows = opened.order_by().values_list("pk", "opened_at", "channel_id", "first_reply_at")
        return [Counted(self._day(at), channel, 0.0 if pk in late else 100.0)
                for pk, at, channel, answered in rows if answered or pk in late]  # fmt: skip

    _readers: Mapping[Source, Callable[[Numbers], list[Counted]]] = {
        "account": lambda self: self._followers,
        "orders": lambda self: self._orders,
        "links": lambda self: self._clicks,
        "reviews": lambda self: self._reviews,
        "inbox": lambda self: self._answers,
    }


def _first(rows: QuerySet[Any], field: str) -> datetime | None:
    found: datetime | None = rows.order_by(field).values_list(field, flat=True).first()
    return found


def _line(readings: Mapping[date, float], span: list[date]) -> Days:
    """Even steps from one reading to the next; unknown before the first and after the last."""
    known = sorted(readings.items())
    values: dict[date, float] = dict(known)
    for (day, value), (next_day, next_value) in pairwise(known):
        for n in range(1, (next_day - day).days):
            values[day + n * A_DAY] = value + (next_value - value) * n / (next_day - day).days
    return [values.get(day) for day in span]
