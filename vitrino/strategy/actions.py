"""Changes to the pillars; those of goals are in `vitrino.strategy.goals`, of the page in `vitrino.strategy.writing`."""

from __future__ import annotations

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
from vitrino.strategy.models import Goal as Goal
from vitrino.strategy.models import Pillar
from vitrino.strategy.parts import TEXTS as TEXTS
from vitrino.strategy.parts import VoiceWords as VoiceWords
from vitrino.strategy.reminding import ask_to_read as ask_to_read
from vitrino.strategy.writing import REVIEW_AFTER as REVIEW_AFTER
from vitrino.strategy.writing import acknowledge as acknowledge
from vitrino.strategy.writing import adopt_strategy as adopt_strategy
from vitrino.strategy.writing import confirm as confirm
from vitrino.workspace.actions import record
from vitrino.workspace.models import Person, Workspace


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
