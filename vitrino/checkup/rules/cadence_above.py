"""Far more posts than are wanted: who is flooded stops following."""

from __future__ import annotations

import math
from collections import Counter
from datetime import datetime

from vitrino.checkup.rhythm import Facts, Rhythm, load, plain
from vitrino.checkup.rule import Evidence, Noticed, Rule, Way
from vitrino.checkup.saying import day
from vitrino.domain.cadence import WEEK, Cadence
from vitrino.domain.message import say

# One post too many is nobody's trouble; half as many again, and three at least, is another rhythm than the wanted one.
CLEARLY = 1.5
FEWEST_ABOVE = 3


def judge(facts: Facts) -> list[Noticed]:
    """Judged by the week that has passed and by the week ahead, each by itself."""
    return [_noticed(one, facts.now) for one in facts.rhythms if _is_flooding(one, facts.now)]


def most(cadence: Cadence) -> int:
    """So many posts in a week are clearly too many."""
    return math.ceil(max(cadence.high_per_week * CLEARLY, cadence.high_per_week + FEWEST_ABOVE))


def _is_flooding(one: Rhythm, now: datetime) -> bool:
    return max(len(_passed(one, now)), len(_ahead(one, now))) >= most(one.cadence)


def _passed(one: Rhythm, now: datetime) -> list[datetime]:
    return [at for at in one.published_at if now - WEEK < at <= now]


def _ahead(one: Rhythm, now: datetime) -> list[datetime]:
    return [at for at in one.planned_at if now < at <= now + WEEK]


def _noticed(one: Rhythm, now: datetime) -> Noticed:
    out, ahead = _passed(one, now), _ahead(one, now)
    busiest, count = Counter(day(at) for at in [*out, *ahead]).most_common(1)[0]
    return Noticed(
        say("{platform} ({handle}) gets far more posts than you want.", platform=one.platform_name, handle=one.handle),
        (Evidence(say("Posts in the last seven days: {n}. Planned for the next seven: {planned}. Wanted: at most "
                      "{high}.", n=len(out), planned=len(ahead),
                      high=plain(one.cadence.high_per_week)), "planner:week"),
         Evidence(say("The busiest day: {day}, with {n} posts.", day=busiest, n=count), "publishing:list")),
        (Way(say("Spread the week"), "planner:week"), Way(say("Want more posts there"), "planner:rhythm")),
        key=f"channel:{one.channel_id}",
        about=f"{one.cadence.high_per_week}",
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
