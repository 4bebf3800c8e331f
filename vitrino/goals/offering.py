"""What can be counted in this shop, how much of it there is, and what would be a fair goal."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from vitrino.campaigns.queries import Campaign
from vitrino.channels import queries as channels
from vitrino.channels.queries import Channel
from vitrino.commerce import queries as commerce
from vitrino.connect.manifest import Capability
from vitrino.domain.goals import METRICS, Baseline, Metric, baseline, days_missing, proposal, told_by
from vitrino.domain.goals.measuring import LONGEST_DAYS
from vitrino.domain.message import Message, say
from vitrino.domain.slots import zone
from vitrino.goals.numbers import A_DAY, Numbers
from vitrino.inbox import queries as inbox
from vitrino.links import queries as links
from vitrino.reviews import queries as reviews
from vitrino.workspace.models import Workspace

USUAL_DAYS = 91
# What makes it countable, for what can't be counted here yet.
WAYS = {
    "posts": say("Connect a channel that tells this number of its posts."),
    "account": say("Connect a channel that tells how many follow you."),
    "orders": say("Connect your shop or bring your orders in; then they are counted."),
    "links": say("Let Vitrino make your links short; then it counts their clicks."),
    "reviews": say("Connect a place where people review you, or bring your reviews in."),
    "inbox": say("As soon as people write to you, Vitrino counts who was answered in time."),
}


@dataclass(frozen=True)
class Offer:
    """Something to aim at. channels: where it is counted, none for the whole shop. usual, target: None while there
    are fewer than two weeks of numbers; missing_days: how many more are needed."""

    metric: Metric
    channels: tuple[Channel, ...]
    usual: Baseline | None
    target: float | None
    deadline: date
    missing_days: int


def offers(workspace: Workspace, now: datetime) -> list[Offer]:
    """Everything that can be counted here, with a proposal for three months. Followers channel by channel."""
    today = now.astimezone(zone(workspace.time_zone)).date()
    deadline = today + timedelta(days=USUAL_DAYS - 1)
    numbers = before(workspace, today)
    return [_offer(numbers, metric, found, deadline)
            for metric, group in countable(workspace).items() for found in _scopes(metric, group)]  # fmt: skip


def before(workspace: Workspace, day: date, campaign: Campaign | None = None) -> Numbers:
    """The numbers on which a baseline rests: eight weeks up to the day before."""
    return Numbers(workspace, day - timedelta(days=LONGEST_DAYS), day - A_DAY, campaign)


def usual(
    numbers: Numbers, metric: Metric, counted_on: Collection[int], days_total: int
) -> tuple[Baseline | None, int]:
    """The baseline, and how many days are missing until there is one."""
    days = numbers.days(metric, counted_on)
    return baseline(metric, days, days_total), days_missing(days)


def countable(workspace: Workspace) -> dict[Metric, tuple[Channel, ...]]:
    """What can be counted here, and on which channels; none for what belongs to the whole shop."""
    usable = list(channels.channels_of(workspace))
    found = {metric: _tellers(metric, usable) for metric in METRICS.values() if metric.source in ("posts", "account")}
    found = {metric: group for metric, group in found.items() if group}
    return found | {metric: () for metric in METRICS.values() if metric.source in set(_shop_wide(workspace, usable))}


def way_to_count(metric: Metric) -> Message:
    return WAYS[metric.source]


def nearest(found: Sequence[Offer], meant: Sequence[str]) -> list[Offer]:
    """The offers in the order in which they come near to what somebody meant; those with numbers first."""
    order = {key: place for place, key in enumerate(meant)}
    return sorted(found, key=lambda one: (order.get(one.metric.key, len(order)), one.target is None))


def _offer(numbers: Numbers, metric: Metric, group: tuple[Channel, ...], deadline: date) -> Offer:
    ids = [one.pk for one in group]
    start, missing = usual(numbers, metric, ids, USUAL_DAYS)
    target = proposal(metric, start, numbers.days(metric, ids), USUAL_DAYS) if start else None
    return Offer(metric, group, start, target, deadline, missing)


def _scopes(metric: Metric, group: tuple[Channel, ...]) -> Iterator[tuple[Channel, ...]]:
    if metric.kind == "stock":
        yield from ((one,) for one in group)
    else:
        yield ()


def _tellers(metric: Metric, usable: Sequence[Channel]) -> tuple[Channel, ...]:
    needs: Capability = "metrics.account" if metric.source == "account" else "metrics.post"
    return tuple(one for one in usable if (told := channels.manifest_of(one)).can(needs)
                 and told_by(metric, frozenset(told.metrics)))  # fmt: skip


def _shop_wide(workspace: Workspace, usable: Sequence[Channel]) -> Iterator[str]:
    can = {capability for one in usable for capability in channels.manifest_of(one).capabilities}
    if commerce.shops_of(workspace).exists() or commerce.orders_of(workspace).exists():
        yield "orders"
    if links.links_of(workspace).exists():
        yield "links"
    if "read.reviews" in can or reviews.sources_of(workspace):
        yield "reviews"
    if can & {"read.comments", "read.messages"} or inbox.conversations_of(workspace).exists():
        yield "inbox"
