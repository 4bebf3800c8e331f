"""The rhythm of each channel, as the rules about what comes see it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from vitrino.channels import queries as channels
from vitrino.domain.cadence import Cadence
from vitrino.plan import queries as plan
from vitrino.planner import gaps
from vitrino.workspace.models import Workspace


@dataclass(frozen=True)
class Rhythm:
    """One channel: what is wanted, when posts went out and when some are to come. since: connected."""

    channel_id: int
    platform_name: str
    handle: str
    cadence: Cadence
    published_at: tuple[datetime, ...]
    planned_at: tuple[datetime, ...]
    since: datetime


@dataclass(frozen=True)
class Facts:
    rhythms: tuple[Rhythm, ...]
    now: datetime


def load(workspace: Workspace, now: datetime) -> Facts:
    """Every usable channel with a target; a handful of queries."""
    targets = plan.cadences_of(workspace)
    wanted = [one for one in channels.usable(workspace) if one.pk in targets and targets[one.pk].high_per_week > 0]
    times = gaps.times_of(workspace, now)
    return Facts(
        tuple(
            Rhythm(one.pk, channels.manifest_of(one).name, one.handle,
                   Cadence(targets[one.pk].low_per_week, targets[one.pk].high_per_week),
                   tuple(times.out[one.pk]), tuple(times.coming[one.pk]), one.connected_at)
            for one in wanted
        ),
        now,
    )  # fmt: skip


def plain(per_week: float) -> int | float:
    """A number of posts as people write it: 3, not 3.0."""
    rounded = round(float(per_week), 1)
    return int(rounded) if rounded.is_integer() else rounded
