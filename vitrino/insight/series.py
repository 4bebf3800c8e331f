"""A channel's days: series, totals with the period before, followers. Read from one row a day, however old the shop."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import reduce
from operator import add, or_
from typing import TYPE_CHECKING, cast

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Sum
from django.db.models.functions import Coalesce

from vitrino.channels import queries as channels
from vitrino.connect.manifest import MetricName, RetiredMetric
from vitrino.domain.message import Message, say
from vitrino.domain.stats.acts import ACTS
from vitrino.domain.tally import METRICS
from vitrino.insight.models import DailyNumbers

if TYPE_CHECKING:
    from vitrino.channels.queries import Channel

POSTS, ACCOUNT = DailyNumbers.Source.POSTS, DailyNumbers.Source.ACCOUNT
# One of METRICS, "engagement" (the answers added up) or "posts".
Measure = str
A_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Day:
    """value: None when unknown. posts: how many went out that day."""

    on: date
    value: int | None
    posts: int


@dataclass(frozen=True)
class Total:
    """value, before: in the period and in the one of the same length before it; None when unknown. posts, posts_before:
    how many posts went out in each. channels: how many of the channels told the number in this period.
    """

    value: int | None
    before: int | None
    posts: int
    posts_before: int
    channels: int

    @property
    def change(self) -> float | None:
        """0.25 is a quarter more; None when there is nothing to compare with."""
        return self.value / self.before - 1 if self.value is not None and self.before else None


def daily(of: Collection[Channel], measure: Measure, from_on: date, to_on: date) -> list[Day]:
    """One entry for each day in [from_on, to_on], the channels added up.

    A day is unknown (None) before the first number of any of them; after it, a day on which nothing was told has 0.
    """
    rows = _rows(of, from_on, to_on).values("day").annotate(told=_told(measure), out=Sum("posts"))
    found = {on: (told, out) for on, told, out in rows.values_list("day", "told", "out")}
    earlier = DailyNumbers.objects.filter(_is_known(measure), channel__in=[one.pk for one in of], day__lt=from_on)
    first = from_on if earlier.exists() else min((on for on, (told, _out) in found.items() if told is not None),
                                                 default=date.max)  # fmt: skip
    days = []
    for on in (from_on + A_DAY * n for n in range((to_on - from_on).days + 1)):
        told, out = found.get(on, (None, 0))
        days.append(Day(on, told or 0 if on >= first else None, out))
    return days


def totals(of: Collection[Channel], from_on: date, to_on: date) -> dict[Measure, Total]:
    """Every metric, "engagement" and "posts" in [from_on, to_on], compared with the same number of days before."""
    length = (to_on - from_on).days + 1
    every = _by_day(of, from_on - A_DAY * length, to_on)
    rows = [row for on, found in every.items() for row in found if on >= from_on]
    earlier = [row for on, found in every.items() for row in found if on < from_on]
    posts, posts_before = sum(row.posts for row in rows), sum(row.posts for row in earlier)
    found = {
        measure: Total(_sum(rows, measure), _sum(earlier, measure), posts, posts_before,
                       len({row.channel_id for row in rows if _value(row, measure) is not None}))
        for measure in (*METRICS, "engagement")
    }  # fmt: skip
    return {**found, "posts": Total(posts, posts_before, posts, posts_before, len({row.channel_id for row in rows}))}


def followers(channel: Channel, from_on: date, to_on: date) -> list[tuple[date, int | None]]:
    """The last total read each day; None where nobody looked."""
    told = DailyNumbers.objects.filter(
        channel=channel, source=ACCOUNT, day__gte=from_on, day__lte=to_on, followers__isnull=False
    )
    known = dict(told.values_list("day", "followers"))
    days = (from_on + A_DAY * n for n in range((to_on - from_on).days + 1))
    return [(on, known.get(on)) for on in days]


def followers_on(channel: Channel, on: date) -> int | None:
    """The last total read on or before a day."""
    told = DailyNumbers.objects.filter(channel=channel, source=ACCOUNT, day__lte=on, followers__isnull=False)
    return told.order_by("-day").values_list("followers", flat=True).first()


def why_missing(channel: Channel, metric: str) -> Message | None:
    """Why a channel's numbers lack a metric, in words; None when the platform tells it."""
    manifest = channels.manifest_of(channel)
    if metric in manifest.metrics:
        return None
    words = manifest.untold.get(cast(MetricName, metric))
    gone = next((one for one in manifest.retired if one.metric == metric and not one.instead), None)
    return words or (_retired(manifest.name, gone) if gone else say("{platform} tells no program this number.",
                                                                    platform=manifest.name))  # fmt: skip


def why_changed(channel: Channel, metric: str) -> Message | None:
    """What a metric rests on since the platform put another number in a retired one's place; None if it did not."""
    manifest = channels.manifest_of(channel)
    gone = next((one for one in manifest.retired if one.metric == metric and one.instead), None)
    if gone is None:
        return None
    return say("{platform} retired {names} on {day}; since then it tells {instead}.", platform=manifest.name,
               names=", ".join(gone.names), day=gone.since.isoformat(), instead=gone.instead)  # fmt: skip


def _retired(platform: str, gone: RetiredMetric) -> Message:
    return say("{platform} retired {names} on {day} and tells nothing in its place.", platform=platform,
               names=", ".join(gone.names), day=gone.since.isoformat())  # fmt: skip


@dataclass(frozen=True)
class _Row:
    """A channel's day: what the platform says about it where it says so, else what its posts gained."""

    channel_id: int
    posts: int
    values: Mapping[str, int]


def _rows(of: Collection[Channel], from_on: date, to_on: date) -> QuerySet[DailyNumbers]:
    return DailyNumbers.objects.filter(channel__in=[one.pk for one in of], day__gte=from_on, day__lte=to_on)


def _told(measure: Measure) -> Sum:
    """The sum of a day, made by the database: five years of ten channels are 36,000 rows. Of a channel's day the
    account's own numbers count where there are any."""
    if measure == "posts":
        return Sum("posts")
    is_known = _is_known(measure)
    account = DailyNumbers.objects.filter(is_known, channel=OuterRef("channel"), day=OuterRef("day"), source=ACCOUNT)
    value = reduce(add, (Coalesce(F(kind), 0) for kind in _kinds(measure)))
    return Sum(value, filter=is_known & (Q(source=ACCOUNT) | Q(~Exists(account))))


def _is_known(measure: Measure) -> Q:
    if measure == "posts":
        return Q(posts__gt=0)
    known: Q = reduce(or_, (Q(**{f"{kind}__isnull": False}) for kind in _kinds(measure)))
    return known


def _kinds(measure: Measure) -> tuple[str, ...]:
    return ACTS if measure == "engagement" else (measure,)


def _by_day(of: Collection[Channel], from_on: date, to_on: date) -> dict[date, list[_Row]]:
    wanted = _rows(of, from_on, to_on)
    merged: dict[tuple[date, int], _Row] = {}
    for on, channel_id, source, posts, *numbers in wanted.values_list("day", "channel_id", "source", "posts", *METRICS):
        row = merged.get((on, channel_id), _Row(channel_id, 0, {}))
        told = {name: value for name, value in zip(METRICS, numbers, strict=True) if value is not None}
        values = {**row.values, **told} if source == ACCOUNT else {**told, **row.values}
        merged[on, channel_id] = _Row(channel_id, row.posts + posts, values)
    found: dict[date, list[_Row]] = {}
    for (on, _channel), row in sorted(merged.items(), key=lambda one: one[0]):
        found.setdefault(on, []).append(row)
    return found


def _value(row: _Row, measure: Measure) -> int | None:
    if measure == "posts":
        return row.posts
    if measure != "engagement":
        return row.values.get(measure)
    known = [row.values[name] for name in ACTS if name in row.values]
    return sum(known) if known else None


def _sum(rows: Collection[_Row], measure: Measure) -> int | None:
    known = [value for row in rows if (value := _value(row, measure)) is not None]
    return sum(known) if known else None
