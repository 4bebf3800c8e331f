"""An account's rhythm, formats and typical answers: the same few numbers for competitors and for us."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median

from vitrino.channels import queries as channels
from vitrino.channels.queries import Channel
from vitrino.competitors import queries
from vitrino.competitors.actions import NUMBERS
from vitrino.competitors.models import Competitor, CompetitorDay
from vitrino.insight import queries as insight
from vitrino.workspace.models import Workspace

FEWEST = 5
RHYTHM = timedelta(days=28)
_SHORTEST_RHYTHM = timedelta(days=7)
_RIPE = timedelta(hours=48)
# Every network lets an account grow slowly or not; a month shows it.
GROWTH = timedelta(days=30)
MOST_OWN = 500
_A_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Seen:
    """A post as it is compared. answers: likes, comments and shares, None when nothing is told."""

    at: datetime
    format: str
    answers: int | None


@dataclass(frozen=True)
class Standing:
    """What an account does and gets.

    a_week: posts; None when too little of its past is known. typical: answers to the middle one of `sample` posts that
    are at least two days old, None below five. per_thousand: the same for 1000 followers. formats: each with its share
    of `posts`, most frequent first. gained: followers in the last `gained_days` days, None when unknown.
    """

    followers: int | None
    a_week: float | None
    typical: float | None
    per_thousand: float | None
    formats: tuple[tuple[str, float], ...]
    posts: int
    sample: int
    gained: int | None = None
    gained_days: int = 0


def standing(posts: Sequence[Seen], followers: int | None, now: datetime) -> Standing:
    """posts: of the last three months, in any order."""
    settled = [post.answers for post in posts if post.answers is not None and now - post.at >= _RIPE]
    typical = float(median(settled)) if len(settled) >= FEWEST else None
    per_thousand = 1000 * typical / followers if typical is not None and followers else None
    counts = Counter(post.format for post in posts if post.format)
    formats = tuple((name, count / counts.total()) for name, count in counts.most_common())
    return Standing(followers, _a_week(posts, now), typical, per_thousand, formats, len(posts), len(settled))


def of_competitors(workspace: Workspace, now: datetime) -> list[tuple[Competitor, Standing]]:
    """All of them in three queries."""
    posts: dict[int, list[Seen]] = defaultdict(list)
    rows = queries.recent_posts(workspace, now).values_list("competitor_id", "at", "format", "answers")
    for competitor_id, at, kind, answers in rows:
        posts[competitor_id].append(Seen(at, kind, answers))
    gains = _gains(workspace, now)
    return [(one, with_gain(standing(posts[one.pk], one.followers, now), gains.get(one.pk)))
            for one in queries.competitors_of(workspace)]  # fmt: skip


def with_gain(one: Standing, gain: tuple[int, int] | None) -> Standing:
    if gain is None:
        return one
    return Standing(one.followers, one.a_week, one.typical, one.per_thousand, one.formats, one.posts, one.sample,
                    gain[0], gain[1])  # fmt: skip


def ours(workspace: Workspace, platforms: Iterable[str], now: datetime) -> list[tuple[Channel, Standing]]:
    """Our own channels where competitors are, counted in the same way."""
    found = channels.usable(workspace).filter(platform__in=set(platforms)).order_by("platform", "is_rehearsal", "pk")
    return [(channel, _own(channel, now)) for channel in found]


def _own(channel: Channel, now: datetime) -> Standing:
    recent = insight.known_posts(channel.workspace).filter(channel=channel, at__gt=now - queries.COMPARED, at__lte=now)
    posts = [Seen(at, kind, _answers(latest))
             for at, kind, latest in recent.values_list("at", "format", "latest")[:MOST_OWN]]  # fmt: skip
    return standing(posts, insight.followers_on(channel, now.date()), now)


def _answers(latest: dict[str, int]) -> int | None:
    known = [latest[name] for name in NUMBERS if latest.get(name) is not None]
    return sum(known) if known else None


def _a_week(posts: Sequence[Seen], now: datetime) -> float | None:
    """Over the last four weeks, or since the oldest post we know."""
    if not posts:
        return None
    span = min(RHYTHM, now - min(post.at for post in posts))
    if span < _SHORTEST_RHYTHM:
        return None
    return sum(now - post.at <= span for post in posts) / (span / timedelta(weeks=1))


def _gains(workspace: Workspace, now: datetime) -> dict[int, tuple[int, int]]:
    """Followers gained since the first reading of the last thirty days, and in how many days; by competitor."""
    rows = CompetitorDay.objects.filter(competitor__workspace=workspace, followers__isnull=False,
                                        day__gte=(now - GROWTH).date()).order_by("day")  # fmt: skip
    by_one: dict[int, list[CompetitorDay]] = defaultdict(list)
    for row in rows:
        by_one[row.competitor_id].append(row)
    return {
        pk: ((found[-1].followers or 0) - (found[0].followers or 0), (found[-1].day - found[0].day) // _A_DAY)
        for pk, found in by_one.items()
        if len(found) > 1
    }
