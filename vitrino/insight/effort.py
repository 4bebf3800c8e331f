"""What each channel costs and brings: posts, minutes, answers and clicks an hour, and whether to keep it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import fmean

from django.db.models import Count

from vitrino.channels import queries as channels
from vitrino.channels.queries import Channel
from vitrino.commerce import origins
from vitrino.domain.effort import Judgement, Yield, answers_an_hour, judge, minutes_at_work
from vitrino.inbox import queries as inbox
from vitrino.insight import lessons, queries, series
from vitrino.publishing import queries as publishing
from vitrino.workspace import queries as workspaces
from vitrino.workspace.models import Workspace

LOOKED_AT = timedelta(days=90)
# Newest first; what is beyond says little that the rest does not.
MOST_POSTS, MOST_ACTS = 2000, 3000
# What people do when they make posts, by the beginning of the name of the event.
_WRITING = ("post.", "asset.", "idea.", "week.planned", "publication.", "approval.")


@dataclass(frozen=True)
class Cost:
    """minutes: of the whole period, None when nobody knows. is_estimate: from the log, not from the owner."""

    per_post: float | None
    per_week: float
    minutes: float | None
    is_estimate: bool


@dataclass(frozen=True)
class Standing:
    """One channel in the comparison. answers, clicks, orders, followers: None when unknown. people: who wrote there.

    orders: those whose last visit before buying carried the channel's mark; None when no shop tells of visits.
    """

    channel: Channel
    platform: str
    posts: int
    answers: int | None
    clicks: int | None
    people: int
    orders: int | None
    followers: int | None
    followers_before: int | None
    cost: Cost
    rate: Yield | None
    judgement: Judgement


def standings(workspace: Workspace, now: datetime) -> list[Standing]:
    """Every channel that can be posted on; a handful of queries for each, however many posts there are."""
    found = [one for one in channels.channels_of(workspace).select_related("workspace") if not one.listens_only]
    answers = _answers(workspace, found, now)
    said, per_post = lessons.efforts_of(found), estimated_minutes(workspace, now)
    costs = {}
    for one in found:
        effort = said.get(one.pk)
        own = effort.minutes_per_post if effort else None
        weekly = (effort.minutes_per_week or 0) if effort else 0
        costs[one.pk] = _cost(own, weekly, per_post, len(answers[one.pk]))
    people = dict(inbox.conversations_of(workspace).filter(last_message_at__gt=now - LOOKED_AT).order_by()
                  .values_list("channel").annotate(n=Count("contact", distinct=True)))  # fmt: skip
    orders = origins.by_source(workspace, "last", now - LOOKED_AT) if origins.tells_visits(workspace) else None
    return [_standing(one, answers, costs, people, orders, now) for one in found]


def estimated_minutes(workspace: Workspace, now: datetime) -> float | None:
    """Minutes a post, from the log of what people did while they made posts; None when the log holds no post."""
    since = now - LOOKED_AT
    out = publishing.between(workspace, since, now).filter(parent=None, state="published").count()
    acts = workspaces.events(workspace).filter(at__gt=since, at__lte=now, person__isnull=False)
    sittings: dict[int, list[datetime]] = defaultdict(list)
    for person, at, kind in acts.values_list("person_id", "at", "kind")[:MOST_ACTS]:
        if kind.startswith(_WRITING):
            sittings[person].append(at)
    minutes = sum(minutes_at_work(times) for times in sittings.values())
    return minutes / out if out and minutes else None


def _answers(workspace: Workspace, found: Iterable[Channel], now: datetime) -> dict[int, list[float | None]]:
    """Channel -> the answers of each post of the period."""
    by_channel: dict[int, list[float | None]] = {one.pk: [] for one in found}
    mine = queries.known_posts(workspace).filter(at__gt=now - LOOKED_AT, at__lte=now)
    for channel_id, answers in mine.values_list("channel_id", "engagement")[:MOST_POSTS]:
        if channel_id in by_channel:
            by_channel[channel_id].append(answers)
    return by_channel


def _cost(own: int | None, weekly: int, estimate: float | None, posts: int) -> Cost:
    per_post = own if own is not None else estimate
    if per_post is None and not weekly:
        return Cost(None, 0, None, True)
    minutes = (per_post or 0) * posts + weekly * LOOKED_AT.days / 7
    return Cost(per_post, weekly, minutes, own is None)


def _standing(one: Channel, answers: dict[int, list[float | None]], costs: dict[int, Cost], people: dict[int, int],
              orders: dict[str, int] | None, now: datetime) -> Standing:  # fmt: skip
    known = [value for value in answers[one.pk] if value is not None]
    minutes = costs[one.pk].minutes
    rate = answers_an_hour(known, minutes) if minutes else None
    others = _others(one.pk, answers, costs)
    today = now.date()
    bought = None if orders is None else orders.get(one.platform, 0)
    told = series.totals([one], today - LOOKED_AT, today)
    return Standing(
        one, channels.manifest_of(one).name, len(answers[one.pk]), round(sum(known)) if known else None,
        told["clicks"].value, people.get(one.pk, 0), bought,
        series.followers_on(one, today),
        series.followers_on(one, today - LOOKED_AT), costs[one.pk], rate, judge(rate, others, len(known)),
    )  # fmt: skip


def _others(pk: int, answers: dict[int, list[float | None]], costs: dict[int, Cost]) -> float | None:
    """Answers an hour on the other channels: the mean over those of which both are known."""
    rates = []
    for other, values in answers.items():
        known = [value for value in values if value is not None]
        minutes = costs[other].minutes
        if other != pk and known and minutes:
            rates.append(sum(known) / (minutes / 60))
    return fmean(rates) if rates else None
