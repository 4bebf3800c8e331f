"""The rolling balance of a channel: the posts of two weeks, or the last ten, and whether too many of them sell.

Amber above 30 %, red above 50 % (INSIGHT.md 5: a convention no study stands behind, so the owner may move it). With
fewer posts than five nothing is said.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Literal

from vitrino.domain.balance.kinds import ABOUT_US, Kind

Tone = Literal["few", "good", "warn", "bad"]
WINDOW = timedelta(days=14)
AT_LEAST_POSTS = 10
# Older posts are out of everybody's mind, however few came after them.
OLDEST = timedelta(days=60)
FEWEST = 5
AMBER, RED = 0.3, 0.5
_ROUNDING = 1e-9


@dataclass(frozen=True, slots=True)
class Dated:
    """A post and what it is; kind None while nobody knows. key: to find it again."""

    at: datetime
    kind: Kind | None
    key: str = ""


@dataclass(frozen=True, slots=True)
class Limits:
    """Shares from which on a channel is a little and far too much about selling."""

    amber: float = AMBER
    red: float = RED

    @classmethod
    def of(cls, amber: float) -> Limits:
        """What the owner allows; red lies as far above it as usual."""
        return cls(amber, min(1.0, amber + RED - AMBER))


@dataclass(frozen=True)
class Standing:
    """How a channel stands. counts: posts of each kind; answers to people are no posts. unknown: posts nobody could
    place; they count for nothing. since: from when the posts are.
    """

    limits: Limits
    counts: Mapping[Kind, int] = field(default_factory=dict)
    unknown: int = 0
    since: datetime | None = None

    @property
    def sample(self) -> int:
        return sum(self.counts.values())

    @property
    def selling(self) -> int:
        return self.counts.get(Kind.SELLS, 0)

    @property
    def share(self) -> float | None:
        """Of selling posts, 0..1; None without posts."""
        return self.selling / self.sample if self.sample else None

    @property
    def about_us_share(self) -> float | None:
        return sum(self.counts.get(kind, 0) for kind in ABOUT_US) / self.sample if self.sample else None

    @property
    def missing(self) -> int:
        """Posts until anything can be said."""
        return max(0, FEWEST - self.sample)

    @property
    def tone(self) -> Tone:
        if self.missing or self.share is None:
            return "few"
        if self.share > self.limits.red + _ROUNDING:
            return "bad"
        return "warn" if self.share > self.limits.amber + _ROUNDING else "good"

    @property
    def others_needed(self) -> int:
        """Posts that sell nothing until the share is back at the limit; 0 when it is."""
        if self.tone not in ("warn", "bad"):
            return 0
        if not self.limits.amber:
            return AT_LEAST_POSTS
        return math.ceil(self.selling / self.limits.amber - _ROUNDING) - self.sample


def stand(posts: Iterable[Dated], at: datetime, limits: Limits = Limits()) -> Standing:
    """How a channel stands at a moment; later posts are left out."""
    seen = _window([one for one in posts if one.at <= at and one.kind is not Kind.ANSWERS], at)
    counts = Counter(one.kind for one in seen if one.kind is not None)
    return Standing(limits, counts, sum(one.kind is None for one in seen), min((one.at for one in seen), default=None))


def tips_at(out: Sequence[Dated], planned: Iterable[Dated], limits: Limits = Limits()) -> Dated | None:
    """The first planned post that sells and makes the balance worse than the limit; None when none does."""
    ahead = sorted(planned, key=lambda one: one.at)
    for place, one in enumerate(ahead):
        if one.kind is not Kind.SELLS:
            continue
        before = stand([*out, *ahead[:place]], one.at, limits)
        after = stand([*out, *ahead[: place + 1]], one.at, limits)
        if after.tone in ("warn", "bad") and (after.share or 0) >= (before.share or 0):
            return one
    return None


def _window(posts: list[Dated], at: datetime) -> list[Dated]:
    """Those of two weeks; fewer than ten are filled up with the ones before."""
    newest = sorted((one for one in posts if one.at > at - OLDEST), key=lambda one: one.at, reverse=True)
    lately = sum(one.at > at - WINDOW for one in newest)
    return newest[: max(lately, AT_LEAST_POSTS)]
