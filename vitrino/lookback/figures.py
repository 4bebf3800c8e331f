"""The figures of a time with the same length of time before it, by channel, and its posts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median
from textwrap import shorten
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet

from vitrino.channels import queries as channels
from vitrino.channels.queries import Channel
from vitrino.commerce import queries as commerce
from vitrino.domain.message import Message, say
from vitrino.inbox import queries as inbox
from vitrino.insight import queries as insight
from vitrino.insight import series
from vitrino.listening import queries as listening
from vitrino.lookback.periods import A_DAY, Period, bounds
from vitrino.lookback.telling import NONE, Figure, Line
from vitrino.workspace.models import Workspace

if TYPE_CHECKING:
    from vitrino.insight.models import KnownPost

MOST_POSTS = 500
BEST_SHOWN = 3
SETTLES = timedelta(days=2)
LONGEST_TITLE = 120


@dataclass(frozen=True)
class ChannelFigures:
    channel: Channel
    platform: str
    posts: int
    answers: int | None
    typical: float | None
    followers: int | None


def figures_of(workspace: Workspace, period: Period, now: datetime) -> list[Figure]:
    """Posts, answers, views, followers, people; each with the days before."""
    shown = list(channels.channels_of(workspace))
    total = series.totals(shown, period.from_on, period.to_on)
    posts = say("{n} posts", n=total["posts"].posts)
    return [
        Figure("posts", say("Posts out"), total["posts"].value or 0, total["posts"].before or 0, _channels(shown)),
        _typical(workspace, period, now),
        _summed("engagement", say("Likes, comments and shares"), total["engagement"], posts, shown),
        _summed("views", say("Views"), total["views"], posts, shown),
        _followers(shown, period),
        *_people(workspace, period),
    ]


def by_channel(workspace: Workspace, period: Period, now: datetime) -> list[ChannelFigures]:
    """The same for each channel, most posts first."""
    shown = list(channels.channels_of(workspace))
    typical = {pk: _middle(found) for pk, found in _answers(workspace, period, now).items()}
    lines = []
    for channel in shown:
        total = series.totals([channel], period.from_on, period.to_on)
        name = channels.manifest_of(channel).name
        lines.append(ChannelFigures(channel, name, total["posts"].posts, total["engagement"].value,
                                    typical.get(channel.pk), series.followers_on(channel, period.to_on)))  # fmt: skip
    return sorted(lines, key=lambda one: -one.posts)


def posts_of(workspace: Workspace, period: Period) -> QuerySet[KnownPost]:
    """What went out in a period, newest first."""
    begin, end = bounds(workspace, period)
    return insight.known_posts(workspace).filter(at__gte=begin, at__lt=end)


def extremes(workspace: Workspace, period: Period, now: datetime) -> tuple[list[Line], list[Line]]:
    """The posts answered most, and those answered least; none is in both. Posts younger than two days wait."""
    ripe = posts_of(workspace, period).filter(at__lte=now - SETTLES, engagement__isnull=False)[:MOST_POSTS]
    ranked = sorted(ripe, key=lambda one: (-(one.engagement or 0), one.pk))
    count = min(BEST_SHOWN, len(ranked) // 2)
    return [_line(one) for one in ranked[:count]], [_line(one) for one in reversed(ranked[-count:] if count else [])]


def _line(post: KnownPost) -> Line:
    title = shorten(post.text, LONGEST_TITLE, placeholder="…")
    line = say("{platform}, {answers} answers", platform=channels.manifest_of(post.channel).name,
               answers=post.engagement or 0)  # fmt: skip
    url = post.url if post.url.startswith("https://") else ""
    return Line(title or say("A picture without words"), line, "", (post.pk,), url, post.channel.platform,
                float(post.engagement or 0))  # fmt: skip


def _channels(shown: Sequence[Channel]) -> Message:
    return say("{n} channels", n=len(shown))


def _summed(key: str, label: Message, total: series.Total, sample: Message, shown: Sequence[Channel]) -> Figure:
    reason = NONE if total.value is not None else _why(shown, key)
    return Figure(key, label, total.value, total.before, sample, reason)


def _why(shown: Sequence[Channel], metric: str) -> Message:
    if not shown:
        return say("No channel is connected.")
    reasons = (series.why_missing(one, "likes" if metric == "engagement" else metric) for one in shown)
    return next((one for one in reasons if one), say("Nobody has told this number for these days."))


def _typical(workspace: Workspace, period: Period, now: datetime) -> Figure:
    found = [one for group in _answers(workspace, period, now).values() for one in group]
    earlier = [one for group in _answers(workspace, period.before, now).values() for one in group]
    reason = NONE if found else say("No post of these days is two days old and measured.")
    return Figure("typical", say("Answers to a typical post"), _middle(found), _middle(earlier),
                  say("{n} posts", n=len(found)), reason, 1)  # fmt: skip


def _answers(workspace: Workspace, period: Period, now: datetime) -> dict[int, list[int]]:
    """Channel -> the answers of each post that is at least two days old."""
    ripe = posts_of(workspace, period).filter(at__lte=now - SETTLES, engagement__isnull=False)
    groups: dict[int, list[int]] = {}
    for channel, answers in ripe.values_list("channel_id", "engagement")[:MOST_POSTS]:
        groups.setdefault(channel, []).append(answers or 0)
    return groups


def _middle(found: Sequence[int]) -> float | None:
    return float(median(found)) if found else None


def _followers(shown: Sequence[Channel], period: Period) -> Figure:
    """All channels that told them on both days; one that told them on one day alone would look like a jump."""
    pairs = [(series.followers_on(one, period.to_on), series.followers_on(one, period.from_on - A_DAY))
             for one in shown]  # fmt: skip
    both = [(now, before) for now, before in pairs if now is not None and before is not None]
    known = [now for now, _before in both] or [now for now, _before in pairs if now is not None]
    value = float(sum(known)) if known else None
    before = float(sum(before for _now, before in both)) if both else None
    reason = NONE if known else say("No platform has told the followers up to that day.")
    return Figure("follows", say("Followers at the end"), value, before, say("{n} channels", n=len(known)), reason)


def _people(workspace: Workspace, period: Period) -> list[Figure]:
    found = [
        _counted("mentions", say("Mentions"), listening.mentions_of(workspace), "at", workspace, period),
        _counted("talks", say("Talks begun"), inbox.conversations_of(workspace), "opened_at", workspace, period),
    ]
    if commerce.shops_of(workspace).exists():
        orders = commerce.orders_of(workspace)
        found.append(_counted("orders", say("Orders"), orders, "placed_at", workspace, period))
    return found


def _counted(key: str, label: Message, rows: QuerySet[Any], field: str, workspace: Workspace, period: Period) -> Figure:
    begin, end = bounds(workspace, period)
    count = rows.filter(**{f"{field}__gte": begin, f"{field}__lt": end}).count()
    length = end - begin
    before = rows.filter(**{f"{field}__gte": begin - length, f"{field}__lt": begin}).count()
    return Figure(key, label, count, before, say("the whole shop"))
