"""What a reading of a post's numbers adds to what was known before: the newest, the gain, the answers at set ages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from vitrino.domain.stats import engagement
from vitrino.domain.stats.acts import ACTS
from vitrino.domain.text import hashtags, urls

METRICS = ("views", "reach", "likes", "comments", "shares", "saves", "clicks", "follows", "watch_time_s")
# Posts are compared at these ages; a reading counts for the first only while it is near it (INSIGHT.md 3.1).
EARLY_H, EARLY_UNTIL_H, WHOLE_H = 48.0, 96.0, 168.0
_QUESTION_MARKS = ("?", "？", "؟")


@dataclass(frozen=True, slots=True)
class Standing:
    """What is known of a post. latest: the newest known value of each metric; a metric that is absent is unknown.

    engagement: answers at the newest reading, engagement_age_h hours after publishing. engagement_48h, engagement_7d:
    answers at those ages; None when nobody looked then. For a post first read later, 7d is what it had by then.
    """

    latest: Mapping[str, int] = field(default_factory=dict)
    measured_at: datetime | None = None
    engagement: int | None = None
    engagement_age_h: float | None = None
    engagement_48h: int | None = None
    engagement_7d: int | None = None


@dataclass(frozen=True, slots=True)
class Gain:
    """So many more than known before. is_first: nothing was known, so it counts for the day the post went out."""

    metric: str
    amount: int
    is_first: bool


@dataclass(frozen=True, slots=True)
class Traits:
    """What a text is like, as far as it can be seen without judging. length: in characters."""

    length: int
    hashtag_count: int
    has_question: bool
    has_link: bool


def known(values: Mapping[str, int | float | None]) -> dict[str, int]:
    """The canonical metrics among the values, as whole numbers; what is unknown, foreign or below 0 is left out."""
    return {name: int(value) for name in METRICS if (value := values.get(name)) is not None and value >= 0}


def take(before: Standing, values: Mapping[str, int], *, published_at: datetime, at: datetime
         ) -> tuple[Standing, tuple[Gain, ...]]:  # fmt: skip
    """What is known after a reading, and what it added. values: as `known` gives them.

    A reading older than the newest one fills only what was unknown; what is no longer told keeps its last value.
    """
    is_older = before.measured_at is not None and at < before.measured_at
    new = {name: value for name, value in values.items() if not (is_older and name in before.latest)}
    gains = tuple(
        Gain(name, value - before.latest.get(name, 0), name not in before.latest)
        for name, value in new.items()
        if value != before.latest.get(name)
    )
    if not new:
        return before, ()
    latest = {**before.latest, **new}
    if is_older:
        return replace(before, latest=latest), gains
    return _aged(before, latest, published_at, at), gains


def _aged(before: Standing, latest: Mapping[str, int], published_at: datetime, at: datetime) -> Standing:
    """With the answers at set ages. One that counted fewer kinds of answers than are known now is counted again."""
    total, age_h = engagement(latest).total, (at - published_at) / timedelta(hours=1)
    tells_more = _acts(latest) > _acts(before.latest)
    early, whole = before.engagement_48h, before.engagement_7d
    if EARLY_H <= age_h < EARLY_UNTIL_H and (early is None or tells_more):
        early = total
    if age_h >= WHOLE_H and (whole is None or tells_more):
        whole = total
    return Standing(latest, at, total, age_h, early, whole)


def _acts(values: Mapping[str, int]) -> int:
    return sum(name in values for name in ACTS)


def traits(text: str) -> Traits:
    """Length, hashtags, question, link."""
    return Traits(
        length=len(text),
        hashtag_count=min(len(hashtags(text)), 999),
        has_question=any(mark in text for mark in _QUESTION_MARKS),
        has_link=bool(urls(text)),
    )
