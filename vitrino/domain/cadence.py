"""How often to post: what is short this week, what is too much, and the pause that is coming.

The defaults (MISSION M5) live in each platform's manifest; here are the rules they are used with.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise

from vitrino.domain.message import say
from vitrino.domain.problem import Problem

WEEK = timedelta(days=7)
MOST_PER_WEEK = 200
# A pause is long when it is twice what regular posting would leave: followers notice the second missing post.
_LONG_PAUSE = 2.0
_SHORTEST_LONG_PAUSE = timedelta(days=1)
# Time enough to write something between two customers.
LEAD = timedelta(days=2)
_LEAST_PER_WEEK = 7 / 365
_ROUNDING = 1e-9


@dataclass(frozen=True, slots=True)
class Cadence:
    """Posts a week, from `low_per_week` to `high_per_week`. Raises Problem for a range that is none."""

    low_per_week: float
    high_per_week: float

    def __post_init__(self) -> None:
        if not 0 <= self.low_per_week <= self.high_per_week <= MOST_PER_WEEK or self.high_per_week == 0:
            raise Problem(
                say("Give two numbers of posts a week, from 0 to {most}, the smaller one first.", most=MOST_PER_WEEK)
            )

    @classmethod
    def per_day(cls, low: float, high: float) -> Cadence:
        """The same said by the day: 1–2 a day are 7–14 a week."""
        return cls(low * 7, high * 7)

    @property
    def usual_pause(self) -> timedelta | None:
        """The pause regular posting at the low end leaves; None when less than a post a year is asked for."""
        return WEEK / self.low_per_week if self.low_per_week >= _LEAST_PER_WEEK else None

    @property
    def long_pause(self) -> timedelta | None:
        """From when on a pause is a gap; None when no posts are asked for."""
        pause = self.usual_pause
        return max(_SHORTEST_LONG_PAUSE, pause * _LONG_PAUSE) if pause else None


@dataclass(frozen=True, slots=True)
class Gap:
    """A pause that is too long. `until` is None when nothing is planned after it; `post_by` still prevents it."""

    after: datetime
    until: datetime | None
    days: float
    post_by: datetime


@dataclass(frozen=True, slots=True)
class Standing:
    """How a channel stands against its cadence.

    published, missed, above: in the window that has passed. planned, short: in the window that comes.
    """

    published: int
    missed: int
    above: int
    planned: int
    short: int
    gap: Gap | None

    @property
    def gap_days(self) -> float:
        """The length of the coming gap in days; 0 without one."""
        return self.gap.days if self.gap else 0.0


def posts_short(posts: int, cadence: Cadence, window: timedelta) -> int:
    """Posts still missing to reach the low end; 0 when on track. Raises ValueError for an empty window."""
    return max(0, math.ceil(_expected(cadence.low_per_week, window) - _ROUNDING) - posts)


def posts_above(posts: int, cadence: Cadence, window: timedelta) -> int:
    """Posts beyond the high end, rounded in the shop's favour; 0 when within. Raises ValueError for an empty window."""
    return max(0, posts - math.ceil(_expected(cadence.high_per_week, window) - _ROUNDING))


def _expected(per_week: float, window: timedelta) -> float:
    if window <= timedelta(0):
        raise ValueError("The window must be longer than zero days.")
    return per_week * (window / WEEK)


def standing(
    published_at: Iterable[datetime],
    planned_at: Iterable[datetime],
    cadence: Cadence,
    now: datetime,
    window: timedelta = WEEK,
    since: datetime | None = None,
) -> Standing:
    """The window before `now` and the one after it, against the cadence.

    since: when the channel was connected; a week it wasn't there for is not held against it.
    """
    published = sorted(at for at in published_at if at <= now)
    planned = sorted(at for at in planned_at if now < at)
    recent = sum(at > now - window for at in published)
    coming = sum(at <= now + window for at in planned)
    was_there = since is None or since <= now - window
    return Standing(
        published=recent,
        missed=posts_short(recent, cadence, window) if was_there else 0,
        above=posts_above(recent, cadence, window),
        planned=coming,
        short=posts_short(coming, cadence, window),
        gap=gap_ahead(published, planned, cadence, now, window, since),
    )


def gap_ahead(
    published_at: Iterable[datetime],
    planned_at: Iterable[datetime],
    cadence: Cadence,
    now: datetime,
    horizon: timedelta = WEEK,
    since: datetime | None = None,
) -> Gap | None:
    """The first pause between now and the horizon that is too long, in time to fill it; None when there is none.

    It begins with the last post, or, where there was none yet, with `since` or now.
    """
    allowed = cadence.long_pause
    if allowed is None:
        return None
    last = max((at for at in published_at if at <= now), default=since or now)
    coming = sorted(at for at in planned_at if now < at <= now + horizon)
    for earlier, later in pairwise([last, *coming]):
        if later - earlier > allowed:
            return Gap(earlier, later, (later - earlier) / timedelta(days=1), earlier + allowed)
    earlier, end = ([last, *coming])[-1], now + horizon
    if end - earlier > allowed:
        return Gap(earlier, None, (end - earlier) / timedelta(days=1), earlier + allowed)
    return None


def is_near(gap: Gap, now: datetime, lead: timedelta = LEAD) -> bool:
    """True when the gap is close enough to be told, and not so far that it is forgotten again.

    A pause that is too long already is near for as long as it lasts.
    """
    return gap.post_by - now <= lead
