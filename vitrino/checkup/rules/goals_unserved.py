"""A goal for which nobody does anything: no channel, no post, no talk serves it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Q

from vitrino.checkup.rule import Evidence, Noticed, Rule, Way
from vitrino.domain.message import say
from vitrino.domain.slots import zone
from vitrino.publishing import queries as publishing
from vitrino.strategy import queries as strategy
from vitrino.workspace.models import Workspace

PATIENCE = timedelta(days=7)
LOOKED_AT = timedelta(days=14)


@dataclass(frozen=True)
class Goal:
    """is_said: somebody said what serves it. out, planned: posts of two weeks each that do."""

    pk: int
    title: str
    begun_on: date
    is_said: bool
    out: int
    planned: int


@dataclass(frozen=True)
class Facts:
    goals: tuple[Goal, ...]
    today: date


def judge(facts: Facts) -> list[Noticed]:
    return [_noticed(one) for one in facts.goals
            if facts.today - one.begun_on >= PATIENCE and not (one.out or one.planned)]  # fmt: skip


def _noticed(goal: Goal) -> Noticed:
    see = Way(say("Say what serves it"), "goals:one", {"pk": goal.pk})
    write = Way(say("Write a post for it"), "posts:new")
    if not goal.is_said:
        evidence = Evidence(say("No channel, kind of content or form of post is said to serve it."), "goals:one",
                            {"pk": goal.pk})  # fmt: skip
        return Noticed(say("Nothing serves “{goal}”: no channel and no post.", goal=goal.title), (evidence,),
                       (see, write), key=f"goal:{goal.pk}", about="unsaid")  # fmt: skip
    evidence = Evidence(say("Posts that serve it, last two weeks: {out}. Planned for the next two: {planned}.",
                            out=goal.out, planned=goal.planned), "goals:one", {"pk": goal.pk})  # fmt: skip
    return Noticed(say("No post serves “{goal}”, and none is planned.", goal=goal.title), (evidence,), (write, see),
                   key=f"goal:{goal.pk}", about="unposted")  # fmt: skip


def load(workspace: Workspace, now: datetime) -> Facts:
    active = strategy.active_goals(workspace).prefetch_related("channels", "pillars")
    return Facts(tuple(_fact(one, now) for one in active), now.astimezone(zone(workspace.time_zone)).date())


def _fact(goal: strategy.Goal, now: datetime) -> Goal:
    on, about = [one.pk for one in goal.channels.all()], [one.pk for one in goal.pillars.all()]
    is_said = bool(on or about or goal.formats or goal.accounts)
    served = publishing.posts(goal.workspace)
    if on or about:
        served = served.filter(Q(channel__in=on) | Q(variant__post__pillar__in=about))
    out = served.filter(published_at__gt=now - LOOKED_AT, published_at__lte=now).count() if is_said else 0
    planned = served.filter(state="ready", publish_at__gt=now, publish_at__lt=now + LOOKED_AT)
    return Goal(goal.pk, goal.title, goal.starts_on, is_said, out, planned.count() if is_said else 0)


RULE = Rule(
    id="goals.unserved",
    mistake="M1",
    severity="low",
    notices=say("A week after it was set nothing serves a goal: nobody said what does, or no post went out or is "
                "planned within two weeks."),
    load=load,
    judge=judge,
)  # fmt: skip
