"""When so many notices of one kind come that they are told together: nothing is dropped, but nobody is drowned.

A leaky bucket: each notice fills it by one, and it empties by `MOST` in `WITHIN`. Above `MOST` it is a storm, which is
over when the bucket is half empty, so that a steady drizzle does not switch to and fro.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

MOST = 20
WITHIN = timedelta(minutes=5)
# From the first notice of a group to its message; each following group of the same storm waits longer.
PAUSES = (timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=15))


@dataclass(frozen=True)
class Flow:
    """How full the bucket is. told: groups told since the storm began; since: when it began, None while there is none;
    in_storm: how many notices came since then."""

    level: float = 0.0
    at: datetime | None = None
    since: datetime | None = None
    in_storm: int = 0
    told: int = 0

    @property
    def is_storm(self) -> bool:
        return self.since is not None


def after_one_more(flow: Flow, at: datetime) -> Flow:
    """The flow when one more notice comes. A clock that was put back empties nothing."""
    gone_s = max(0.0, (at - flow.at).total_seconds()) if flow.at else 0.0
    level = max(0.0, flow.level - gone_s * MOST / WITHIN.total_seconds()) + 1
    if level > MOST:
        return Flow(min(level, 2.0 * MOST), at, flow.since or at, flow.in_storm + 1, flow.told)
    if flow.is_storm and level > MOST / 2:
        return Flow(level, at, flow.since, flow.in_storm + 1, flow.told)
    return Flow(level, at)


def pause(told: int) -> timedelta:
    """How long the next group collects, after so many were told in this storm."""
    return PAUSES[min(told, len(PAUSES) - 1)]
