"""Far more posts than are wanted: who is flooded stops following."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from vitrino.channels import queries as channels
from vitrino.checkup.rule import Evidence, Noticed, Rule, Way
from vitrino.checkup.saying import day
from vitrino.domain.cadence import WEEK, Cadence
from vitrino.domain.message import say
from vitrino.plan import queries as plan
from vitrino.planner import gaps
from vitrino.workspace.models import Workspace

# One post too many is nobody's trouble; half as many again, and three at least, is another rhythm than the wanted one.
CLEARLY = 1.5
FEWEST_ABOVE = 3


@dataclass(frozen=True)
class Flood:
    """One channel: what is wanted, when posts went out and when some are to come."""

    channel_id: int
    platform_name: str
    handle: str
    cadence: Cadence
    published_at: tuple[datetime, ...]
    planned_at: tuple[datetime, ...]


@dataclass(frozen=True)
class Facts:
    floods: tuple[Flood, ...]
    now: datetime


def judge(facts: Facts) -> list[Noticed]:
    """Judged by the week that has passed and by the week ahead, each by itself."""
    return [_noticed(one, facts.now) for one in facts.floods if _is_flooding(one, facts.now)]


def most(cadence: Cadence) -> int:
    """So many posts in a week are clearly too many."""
    return math.ceil(max(cadence.high_per_week * CLEARLY, cadence.high_per_week + FEWEST_ABOVE))


def _is_flooding(one: Flood, now: datetime) -> bool:
    return max(len(_passed(one, now)), len(_ahead(one, now))) >= most(one.cadence)


def _passed(one: Flood, now: datetime) -> list[datetime]:
    return [at for at in one.published_at if now - WEEK < at <= now]


def _ahead(one: Flood, now: datetime) -> list[datetime]:
    return [at for at in one.planned_at if now < at <= now + WEEK]


def _noticed(one: Flood, now: datetime) -> Noticed:
    out, ahead = _passed(one, now), _ahead(one, now)
    busiest, count = Counter(day(at) for at in [*out, *ahead]).most_common(1)[0]
    high = round(float(one.cadence.high_per_week), 1)
    return Noticed(
        say("{platform} ({handle}) gets far more posts than you want.", platform=one.platform_name, handle=one.handle),
        (Evidence(say("Posts in the last seven days: {n}. Planned for the next seven: {planned}. Wanted: at most "
                      "{high}.", n=len(out), planned=len(ahead),
                      high=int(high) if high.is_integer() else high), "planner:week"),
         Evidence(say("The busiest day: {day}, with {n} posts.", day=busiest, n=count), "publishing:list")),
        (Way(say("Spread the week"), "planner:week"), Way(say("Want more posts there"), "planner:rhythm")),
        key=f"channel:{one.channel_id}",
        about=f"{one.cadence.high_per_week}",
    )  # fmt: skip


def load(workspace: Workspace, now: datetime) -> Facts:
    targets = plan.cadences_of(workspace)
    wanted = [one for one in channels.usable(workspace) if one.pk in targets and targets[one.pk].high_per_week > 0]
    times = gaps.times_of(workspace, now)
    return Facts(
        tuple(
            Flood(one.pk, channels.manifest_of(one).name, one.handle,
                  Cadence(targets[one.pk].low_per_week, targets[one.pk].high_per_week),
                  tuple(times.out[one.pk]), tuple(times.coming[one.pk]))
            for one in wanted
        ),
        now,
    )  # fmt: skip


RULE = Rule(
    id="cadence.above",
    mistake="M5",
    severity="low",
    notices=say("In the last or the next seven days a channel gets half as many posts again as its target at most "
                "asks for, and at least three more."),
    load=load,
    judge=judge,
)  # fmt: skip
