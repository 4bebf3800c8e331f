"""A channel that kept up until now runs dry: nothing is planned for the days ahead."""

from __future__ import annotations

from datetime import datetime

from vitrino.checkup.rhythm import Facts, Rhythm, load, plain
from vitrino.checkup.rule import Evidence, Noticed, Rule, Way
from vitrino.checkup.saying import day
from vitrino.domain.cadence import Gap, is_near, standing
from vitrino.domain.message import say


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
    planned = sum(now < at for at in one.planned_at)
    return Noticed(
        say("{platform} ({handle}) runs dry: without a post by {day} there is a gap of {days} days.",
            platform=one.platform_name, handle=one.handle, day=day(max(gap.post_by, now)), days=round(gap.days)),
        (Evidence(say("The last post there, or the last one planned: {day}.", day=day(gap.after)), "planner:week"),
         Evidence(say("Planned for the next seven days: {n}. Wanted: at least {low}.", n=planned,
                      low=plain(one.cadence.low_per_week)), "planner:rhythm")),
        (Way(say("Fill the gap"), "planner:fill"), Way(say("Want fewer posts there"), "planner:rhythm")),
        key=f"channel:{one.channel_id}",
        about=day(gap.after),
    )  # fmt: skip


RULE = Rule(
    id="cadence.gap-ahead",
    mistake="M5",
    severity="medium",
    notices=say("A channel that got its posts until now has so little planned that a gap begins within two days."),
    load=load,
    judge=judge,
)
