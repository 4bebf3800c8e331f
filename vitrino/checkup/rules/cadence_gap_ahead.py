"""A channel that kept up until now runs dry: nothing is planned for the days ahead."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from vitrino.channels import queries as channels
from vitrino.checkup.rule import Evidence, Noticed, Rule, Way
from vitrino.checkup.saying import day
from vitrino.domain.cadence import Cadence, Gap, is_near, standing
from vitrino.domain.message import say
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


def judge(facts: Facts) -> list[Noticed]:
    """Silent where the last week was short already: `cadence.below` says so, with what is planned."""
    judged = [(one, _gap(one, facts.now)) for one in facts.rhythms]
    return [_noticed(one, gap, facts.now) for one, gap in judged if gap is not None]


def _gap(one: Rhythm, now: datetime) -> Gap | None:
    """The gap, when it is near and the channel is well until then."""
    stands = standing(one.published_at, one.planned_at, one.cadence, now, since=one.since)
    is_new = not any(at <= now for at in one.published_at) and not one.planned_at
    if stands.gap is None or stands.missed or not stands.short or is_new:
        return None
    return stands.gap if is_near(stands.gap, now) else None


def _noticed(one: Rhythm, gap: Gap, now: datetime) -> Noticed:
    low = round(float(one.cadence.low_per_week), 1)
    planned = sum(now < at for at in one.planned_at)
    return Noticed(
        say("{platform} ({handle}) runs dry: without a post by {day} there is a gap of {days} days.",
            platform=one.platform_name, handle=one.handle, day=day(max(gap.post_by, now)), days=round(gap.days)),
        (Evidence(say("The last post there, or the last one planned: {day}.", day=day(gap.after)), "planner:week"),
         Evidence(say("Planned for the next seven days: {n}. Wanted: at least {low}.", n=planned,
                      low=int(low) if low.is_integer() else low), "planner:rhythm")),
        (Way(say("Fill the gap"), "planner:fill"), Way(say("Want fewer posts there"), "planner:rhythm")),
        key=f"channel:{one.channel_id}",
        about=day(gap.after),
    )  # fmt: skip


def load(workspace: Workspace, now: datetime) -> Facts:
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


RULE = Rule(
    id="cadence.gap-ahead",
    mistake="M5",
    severity="medium",
    notices=say("A channel that got its posts until now has so little planned that a gap begins within two days."),
    load=load,
    judge=judge,
)
