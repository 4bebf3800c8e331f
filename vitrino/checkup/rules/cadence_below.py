"""Fewer posts than the shop itself wants: an irregular channel is forgotten."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from vitrino.channels import queries as channels
from vitrino.checkup.rule import Evidence, Noticed, Rule, Way
from vitrino.domain.cadence import WEEK, Cadence, Standing, standing
from vitrino.domain.message import say
from vitrino.insight import queries as insight
from vitrino.plan import queries as plan
from vitrino.publishing import queries as publishing
from vitrino.workspace.models import Workspace

# Those that still go out by themselves, or once somebody lets them.
_WAITING = ("ready", "held")


@dataclass(frozen=True)
class Rhythm:
    """One channel: what is wanted, what went out in the last week, what is planned for the next."""

    channel_id: int
    platform_name: str
    handle: str
    cadence: Cadence
    published_at: tuple[datetime, ...]
    planned_at: tuple[datetime, ...]
    since: datetime


@dataclass(frozen=True)
class Facts:
    """The rhythm of every channel that has a target."""

    rhythms: tuple[Rhythm, ...]
    now: datetime


def judge(facts: Facts) -> list[Noticed]:
    judged = [(one, _standing(one, facts.now)) for one in facts.rhythms]
    return [_noticed(one, at) for one, at in judged if at.missed]


def _standing(rhythm: Rhythm, now: datetime) -> Standing:
    """A week the channel was not there for counts as kept."""
    return standing(rhythm.published_at, rhythm.planned_at, rhythm.cadence, now, since=rhythm.since)


def _noticed(rhythm: Rhythm, at: Standing) -> Noticed:
    wanted = round(float(rhythm.cadence.low_per_week), 1)
    low = int(wanted) if wanted.is_integer() else wanted
    return Noticed(
        say("{platform} ({handle}) got fewer posts in the last seven days than you want.",
            platform=rhythm.platform_name, handle=rhythm.handle),
        (Evidence(say("Posts in the last seven days: {n}. Wanted: at least {low}.", n=at.published, low=low),
                  "planner:rhythm"),
         Evidence(say("Planned for the next seven days: {n}.", n=at.planned), "planner:week")),
        (Way(say("Plan the week"), "planner:week"), Way(say("Want fewer posts there"), "planner:rhythm")),
        key=f"channel:{rhythm.channel_id}",
        about=f"{rhythm.cadence.low_per_week}",
    )  # fmt: skip


def load(workspace: Workspace, now: datetime) -> Facts:
    targets = plan.cadences_of(workspace)
    published, planned = _published(workspace, now), _planned(workspace, now)
    return Facts(
        tuple(
            Rhythm(one.pk, channels.manifest_of(one).name, one.handle,
                   Cadence(targets[one.pk].low_per_week, targets[one.pk].high_per_week),
                   tuple(published[one.pk]), tuple(planned[one.pk]), one.connected_at)
            for one in channels.usable(workspace)
            if one.pk in targets and targets[one.pk].high_per_week > 0
        ),
        now,
    )  # fmt: skip


def _published(workspace: Workspace, now: datetime) -> dict[int, list[datetime]]:
    """Channel -> times of the last week's posts: ours, and those somebody wrote on the platform itself."""
    ours = publishing.posts(workspace).filter(parent=None, published_at__gt=now - WEEK, published_at__lte=now)
    theirs = insight.known_posts(workspace).filter(publication=None, at__gt=now - WEEK, at__lte=now)
    found: dict[int, list[datetime]] = defaultdict(list)
    for channel_id, at in [
        *ours.values_list("channel_id", "published_at"),
        *theirs.values_list("channel_id", "at"),
    ]:
        if at is not None:
            found[channel_id].append(at)
    return found


def _planned(workspace: Workspace, now: datetime) -> dict[int, list[datetime]]:
    coming = publishing.between(workspace, now, now + WEEK).filter(parent=None, state__in=_WAITING)
    found: dict[int, list[datetime]] = defaultdict(list)
    for channel_id, at in coming.values_list("channel_id", "publish_at"):
        found[channel_id].append(at)
    return found


RULE = Rule(
    id="cadence.below",
    mistake="M5",
    severity="medium",
    notices=say("A channel got fewer posts in the last seven days than its target asks for."),
    load=load,
    judge=judge,
)
