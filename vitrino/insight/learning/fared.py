"""How the product's own advice fared: what was promised a month ago against what the posts since then got."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from statistics import fmean, variance
from typing import Any

from vitrino.channels.queries import Channel
from vitrino.domain.insight.posts import Post
from vitrino.domain.stats.spread import t_quantile
from vitrino.insight.learning.material import Slot
from vitrino.insight.models import LearningRun

A_MONTH, TOO_OLD = timedelta(days=28), timedelta(days=70)
RIPE_H = 48
# Fewer posts on either side and their luck is all one would see.
FEWEST = 3


@dataclass(frozen=True)
class Fared:
    """promised, realised: posts at the advised times against the others; low, high: realised lies there in nine of ten.

    slots: the times that were advised. followed, others: posts since then. ids: of those that followed. None: too few.
    """

    since: str
    slots: tuple[Slot, ...]
    ids: tuple[str, ...]
    others: int
    promised: float | None = None
    realised: float | None = None
    low: float | None = None
    high: float | None = None

    @property
    def kept(self) -> dict[str, Any]:
        return asdict(self)


def judge(channel: Channel, posts: Sequence[Post], now: datetime) -> Fared | None:
    """The newest advice that is at least a month old, judged by the posts since; None when there is none."""
    old = LearningRun.objects.filter(channel=channel, at__lte=now - A_MONTH, at__gt=now - TOO_OLD)
    run = old.order_by("-at", "-pk").first()
    advised = _advised(run) if run else ()
    return compare(run, advised, posts) if run and advised else None


def compare(run: LearningRun, advised: tuple[Slot, ...], posts: Sequence[Post]) -> Fared:
    """Posts at the advised times against the posts at other times, growth and seasons taken off."""
    from vitrino.domain.insight.ignored import relative_scores

    ripe = [one for one in posts if one.engagement is not None and one.age_h >= RIPE_H]
    scored = [(post, float(score)) for post, score in zip(ripe, relative_scores(ripe), strict=True) if post.at > run.at]
    followed = [(post, score) for post, score in scored if (post.at.weekday(), post.at.hour) in advised]
    others = [(post, score) for post, score in scored if (post.at.weekday(), post.at.hour) not in advised]
    ids = tuple(post.id for post, _score in followed)
    since = run.at.date().isoformat()
    if min(len(followed), len(others)) < FEWEST:
        return Fared(since, advised, ids, len(others))
    low, mid, high = _ratio([score for _post, score in followed], [score for _post, score in others])
    promised = math.exp(_promise(run, [post for post, _s in followed]) - _promise(run, [post for post, _s in others]))
    return Fared(since, advised, ids, len(others), round(promised, 3), mid, low, high)


def _advised(run: LearningRun) -> tuple[Slot, ...]:
    return tuple((one["weekday"], one["hour"]) for one in run.decision.get("slots", ()) if not one["is_test"])


def _promise(run: LearningRun, posts: Sequence[Post]) -> float:
    """The mean log of what the run said about the times of these posts."""
    said = {(int(weekday), int(hour)): mid for weekday, hour, _low, mid, _high in run.answer.get("grid", ())}
    return fmean(math.log(max(said.get((post.at.weekday(), post.at.hour), 1.0), 1e-6)) for post in posts)


def _ratio(ours: Sequence[float], theirs: Sequence[float]) -> tuple[float, float, float]:
    """low, mid, high of the ratio of two groups of logs, by Welch's interval of 90 %."""
    parts = [variance(group) / len(group) for group in (ours, theirs)]
    error = math.sqrt(sum(parts))
    mid = fmean(ours) - fmean(theirs)
    weights = [part**2 / (len(group) - 1) for part, group in zip(parts, (ours, theirs), strict=True)]
    freedom = max(2, int(sum(parts) ** 2 / sum(weights))) if sum(weights) else len(ours) + len(theirs) - 2
    reach = t_quantile(0.95, freedom) * error
    return round(math.exp(mid - reach), 3), round(math.exp(mid), 3), round(math.exp(mid + reach), 3)
