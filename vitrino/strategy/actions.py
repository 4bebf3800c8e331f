"""Changes to goals, the strategy and the pillars."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from vitrino.domain.message import say
from vitrino.domain.problem import Problem
from vitrino.strategy.models import Acknowledgement, Goal, Pillar, Strategy
from vitrino.workspace.actions import record
from vitrino.workspace.models import Person, Workspace

if TYPE_CHECKING:
    from vitrino.channels.models import Channel

TEXTS = ("audience", "competitors", "content", "care", "tracking", "dos", "donts")


@dataclass(frozen=True)
class Start:
    """A pillar every shop can begin with."""

    name: str
    description: str
    is_promotional: bool


# Three that give, one that asks, one that sells: one promotional pillar in five (MISSION M10).
START_PILLARS = (
    Start(gettext_noop("Behind the counter"), gettext_noop("How things are made, and by whom"), False),
    Start(gettext_noop("Good to know"), gettext_noop("Tips, answers, how to choose and how to care"), False),
    Start(
        gettext_noop("Customers and neighbours"),
        gettext_noop("Their stories, their photos, other people's work"),
        False,
    ),
    Start(gettext_noop("Questions"), gettext_noop("Polls, quizzes, “what would you choose?”"), False),
    Start(gettext_noop("What we sell"), gettext_noop("Products, offers, news from the shop"), True),
)


@transaction.atomic
def set_goal(
    *,
    workspace: Workspace,
    title: str,
    metric: str,
    baseline: int,
    target: int,
    deadline: date,
    by: Person,
    now: datetime,
    channels: Iterable[Channel] = (),
) -> Goal:
    """A number to reach by a date. Raises Problem, with a proposal, when it can't be measured or is over already."""
    if deadline <= now.date():
        raise Problem(say("The date has to lie ahead; three months give a goal time to work."), "deadline")
    if target <= baseline:
        proposal = max(baseline + 1, round(baseline * 1.2))
        raise Problem(
            say("A goal is more than today. You have {today} now; {proposal} would be a fifth more.",
                today=baseline, proposal=proposal), "target"
        )  # fmt: skip
    goal = Goal.objects.create(
        workspace=workspace, title=title.strip() or _default_title(metric, target), metric=metric, baseline=baseline,
        target=target, starts_on=now.date(), deadline=deadline, created_at=now,
    )  # fmt: skip
    goal.channels.set(channels)
    record("goal.set", workspace=workspace, by=by, now=now, about=goal, metric=metric, target=target)
    return goal


@transaction.atomic
def close_goal(*, goal: Goal, state: str, by: Person, now: datetime) -> Goal:
    """A goal is over: reached, missed or given up."""
    if goal.state != Goal.State.ACTIVE:
        raise Problem(say("This goal is closed already."))
    goal.state, goal.closed_at = state, now
    goal.save(update_fields=["state", "closed_at"])
    record("goal.closed", workspace=goal.workspace_id, by=by, now=now, about=goal, state=state)
    return goal


@transaction.atomic
def adopt_strategy(
    *, workspace: Workspace, texts: Mapping[str, str], reason: str, by: Person, now: datetime
) -> Strategy:
    """A new version comes into force; whoever wrote it has read it. Raises Problem for an empty or unchanged page."""
    newest = Strategy.objects.filter(workspace=workspace).order_by("-version").first()
    given = {name: texts.get(name, "").strip() for name in TEXTS}
    if not any(given.values()):
        raise Problem(say("Write at least one answer; one honest sentence is a beginning."))
    if newest and given == {name: getattr(newest, name) for name in TEXTS}:
        raise Problem(say("Nothing has changed, so the version in force stays."))
    if newest and not reason.strip():
        raise Problem(say("Say in a few words what changed and why; your helpers will see it."), "reason")
    last = Strategy.objects.filter(workspace=workspace).aggregate(last=Max("version"))["last"] or 0
    made = Strategy.objects.create(
        workspace=workspace, version=last + 1, reason=reason.strip(), in_force_from=now, by=by, **given
    )
    Acknowledgement.objects.create(strategy=made, person=by, at=now)
    record("strategy.adopted", workspace=workspace, by=by, now=now, about=made, version=made.version)
    return made


@transaction.atomic
def acknowledge(*, strategy: Strategy, by: Person, now: datetime) -> Acknowledgement:
    """A helper has read this version."""
    made, is_new = Acknowledgement.objects.get_or_create(strategy=strategy, person=by, defaults={"at": now})
    if is_new:
        record("strategy.read", workspace=strategy.workspace_id, by=by, now=now, about=strategy)
    return made


@transaction.atomic
def start_with_default_pillars(*, workspace: Workspace, by: Person, now: datetime) -> list[Pillar]:
    """Five pillars to begin with, in the language of whoever asks; nothing when there are some already."""
    if Pillar.objects.filter(workspace=workspace).exists():
        return []
    return [
        add_pillar(workspace=workspace, name=_(start.name), description=_(start.description),
                   is_promotional=start.is_promotional, by=by, now=now)
        for start in START_PILLARS
    ]  # fmt: skip


@transaction.atomic
def add_pillar(
    *, workspace: Workspace, name: str, description: str, is_promotional: bool, by: Person, now: datetime
) -> Pillar:
    """One more kind of content; one that was archived comes back. Raises Problem for a name in use."""
    name = " ".join(name.split())
    found = Pillar.objects.filter(workspace=workspace, name=name).first()
    if found and found.archived_at is None:
        raise Problem(say("There is a pillar called “{name}” already.", name=name), "name")
    last = Pillar.objects.filter(workspace=workspace).aggregate(last=Max("position"))["last"]
    made, _is_new = Pillar.objects.update_or_create(
        workspace=workspace, name=name,
        defaults={"description": description, "is_promotional": is_promotional, "archived_at": None,
                  "position": 0 if last is None else last + 1},
    )  # fmt: skip
    record("pillar.added", workspace=workspace, by=by, now=now, about=made)
    return made


@transaction.atomic
def archive_pillar(*, pillar: Pillar, by: Person, now: datetime) -> Pillar:
    """No longer offered for new posts; old posts keep it."""
    pillar.archived_at = now
    pillar.save(update_fields=["archived_at"])
    record("pillar.archived", workspace=pillar.workspace_id, by=by, now=now, about=pillar)
    return pillar


def _default_title(metric: str, target: int) -> str:
    return f"{target:,} {_(METRIC_NAMES[metric])}".replace(",", " ")


METRIC_NAMES = {
    "follows": gettext_noop("Followers"),
    "views": gettext_noop("Views"),
    "reach": gettext_noop("People reached"),
    "likes": gettext_noop("Likes"),
    "comments": gettext_noop("Comments"),
    "shares": gettext_noop("Shares"),
    "saves": gettext_noop("Saves"),
    "clicks": gettext_noop("Clicks"),
    "orders": gettext_noop("Orders"),
}
