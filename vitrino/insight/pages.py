"""What the pages of insight show, in finished words and charts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from statistics import median
from typing import Any

from django.utils import formats
from django.utils.translation import gettext as _
from markupsafe import Markup

from vitrino.channels import queries as channels
from vitrino.channels.queries import Channel
from vitrino.domain.message import Message, say
from vitrino.domain.stats import engagement
from vitrino.insight import queries
from vitrino.insight.models import KnownPost
from vitrino.strategy import queries as strategy
from vitrino.ui.charts import Bar, Series, bar_chart, line_chart
from vitrino.ui.formats import number
from vitrino.ui.words import words
from vitrino.workspace.models import Workspace

MONTH = timedelta(days=28)
WEEKS_SHOWN = 12
BEST_SHOWN = 5


@dataclass(frozen=True)
class Line:
    """One platform in the comparison. A number that is unknown is None, never 0."""

    channel: Channel
    platform: str
    posts: int
    median_answers: float | None
    followers: int | None


def home(workspace: Workspace, now: datetime) -> dict[str, Any]:
    """Sentences first, then the comparison, then charts, then single posts."""
    usable = list(channels.channels_of(workspace))
    lines = [_line(channel, now) for channel in usable]
    return {
        "findings": [(one, queries.learnt(one)) for one in queries.findings_of(workspace)],
        "comparison_rows": [_row(line) for line in lines],
        "answers_chart": _answers_chart(lines),
        "followers_chart": _followers_chart(usable, now),
        "best": _best(workspace, now),
        "last_look": queries.last_retrospective(workspace),
        "has_numbers": any(line.posts for line in lines),
    }


def draft_of_look_back(workspace: Workspace, from_on: date, to_on: date, now: datetime) -> dict[str, str]:
    """What Vitrino can write down already: the goals, and what was seen."""
    goals = [goal.title for goal in strategy.active_goals(workspace)]
    seen = [words(queries.learnt(one).message) for one in queries.findings_of(workspace)[:3]]
    out = queries.known_posts(workspace).filter(at__date__gte=from_on, at__date__lte=to_on).count()
    posted = words(say("{n} posts went out.", n=out))
    return {"wanted": "\n".join(goals), "happened": "\n".join([posted, *seen]), "decisions": ""}


def _line(channel: Channel, now: datetime) -> Line:
    posts = list(queries.recent_posts(channel, now).filter(at__gt=now - MONTH)[:500])
    answers = [total for post in posts if (total := answers_of(post)) is not None]
    readings = queries.account_readings(channel, now - MONTH)
    followers = next((one.values["follows"] for one in reversed(readings) if "follows" in one.values), None)
    return Line(
        channel=channel,
        platform=channels.manifest_of(channel).name,
        posts=len(posts),
        median_answers=median(answers) if answers else None,
        followers=followers,
    )


def answers_of(post: KnownPost) -> int | None:
    """Likes, comments, shares, saves and clicks of a post, as far as its platform tells."""
    return engagement(post.latest, channels.manifest_of(post.channel).metrics).total


def _row(line: Line) -> list[str]:
    return [line.platform, number(line.posts), number(line.median_answers, 1), number(line.followers)]


def _answers_chart(lines: list[Line]) -> Markup:
    bars = [
        Bar(line.platform, line.median_answers, _("from %(n)s posts") % {"n": line.posts})
        for line in lines
        if line.posts
    ]
    return bar_chart(_("Answers to a typical post, last four weeks"), bars, head=_("Channel")) if bars else Markup("")


def _followers_chart(usable: list[Channel], now: datetime) -> Markup:
    """At most four channels, one value a week; a week without a reading is a gap."""
    mondays = [(now - timedelta(weeks=n)).date() for n in range(WEEKS_SHOWN - 1, -1, -1)]
    series = [_followers(channel, mondays, now) for channel in usable]
    known = [one for one in series if any(value is not None for value in one.values)]
    known.sort(key=lambda one: -max(value or 0 for value in one.values))
    if not known:
        return Markup("")
    labels = [formats.date_format(day, "j.m.") for day in mondays]
    return line_chart(_("Followers, last twelve weeks"), labels, known[:4])


def _followers(channel: Channel, days: list[date], now: datetime) -> Series:
    readings = queries.account_readings(channel, now - timedelta(weeks=WEEKS_SHOWN + 1))
    values: list[float | None] = []
    for day in days:
        week = [one for one in readings if day - timedelta(days=7) < one.at.date() <= day and "follows" in one.values]
        values.append(float(week[-1].values["follows"]) if week else None)
    return Series(channels.manifest_of(channel).name, values)


def _best(workspace: Workspace, now: datetime) -> list[tuple[KnownPost, int, str]]:
    """The posts of the last four weeks with most answers."""
    posts = queries.known_posts(workspace).filter(at__gt=now - MONTH)[:500]
    counted = [(post, total) for post in posts if (total := answers_of(post)) is not None]
    counted.sort(key=lambda one: -one[1])
    return [(post, total, channels.manifest_of(post.channel).name) for post, total in counted[:BEST_SHOWN]]


def sentence(findings: list[tuple[Any, queries.Learnt]]) -> Message:
    """The page in one sentence."""
    solid = next((learnt for _row, learnt in findings if learnt.is_enough), None)
    if solid is not None:
        return solid.message
    if findings:
        return say("Nothing solid yet: there is not enough data to tell luck from what works.")
    return say("As soon as posts are out and measured, you read here what works.")
