"""Changes to the strategy and the pillars; those of goals are in `vitrino.strategy.goals`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from vitrino.domain.message import say
from vitrino.domain.problem import Problem
from vitrino.strategy.goals import Standing as Standing
from vitrino.strategy.goals import close_goal as close_goal
from vitrino.strategy.goals import learn_from_goal as learn_from_goal
from vitrino.strategy.goals import note_baseline as note_baseline
from vitrino.strategy.goals import note_standing as note_standing
from vitrino.strategy.goals import note_values as note_values
from vitrino.strategy.goals import serve_goal as serve_goal
from vitrino.strategy.goals import set_goal as set_goal
from vitrino.strategy.models import Acknowledgement, Pillar, Strategy
from vitrino.strategy.models import Goal as Goal
from vitrino.workspace.actions import record
from vitrino.workspace.models import Person, Workspace

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
