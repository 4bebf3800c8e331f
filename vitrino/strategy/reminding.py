"""Telling helpers what is new to them, and whoever decides when the strategy wants another look."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.urls import reverse

from vitrino.domain.message import say
from vitrino.notify import actions as notify
from vitrino.strategy.models import Strategy
from vitrino.strategy.reading import readers
from vitrino.workspace import queries as workspaces
from vitrino.workspace.access import may
from vitrino.workspace.actions import record
from vitrino.workspace.models import Person, Workspace

KIND = "strategy"


def remind(workspace: Workspace, now: datetime) -> None:
    """Each helper once for each version with news, those who manage once for each day on which a look is due."""
    in_force = Strategy.objects.filter(workspace=workspace).order_by("-version").first()
    if in_force is None:
        return
    _tell_unread(workspace, now, f"strategy-unread:{in_force.pk}")
    if in_force.review_on is not None and in_force.review_on <= now.date():
        _tell_due(in_force, now)


@transaction.atomic
def ask_to_read(*, workspace: Workspace, by: Person, now: datetime) -> int:
    """Remind everybody who has something left to read, at most once a day; how many that are."""
    asked = _tell_unread(workspace, now, f"strategy-asked:{workspace.pk}:{now:%Y-%m-%d}")
    record("strategy.reading-asked", workspace=workspace, by=by, now=now, n=asked)
    return asked


def _tell_unread(workspace: Workspace, now: datetime, key: str) -> int:
    left = [one for one in readers(workspace, workspaces.members(workspace)) if one.unread]
    for one in left:
        message = say("Parts of the strategy that concern you are new to you: {n}.", n=len(one.unread))
        notify.alert(workspace=workspace, kind=KIND, key=f"{key}:{one.member.person_id}", message=message,
                     url=_home(workspace), people=[one.member.person], now=now)  # fmt: skip
    return len(left)


def _tell_due(strategy: Strategy, now: datetime) -> None:
    workspace = strategy.workspace
    deciding = [one.person for one in workspaces.members(workspace) if may(one, "manage")]
    notify.alert(
        workspace=workspace, kind=KIND, key=f"strategy-due:{strategy.pk}:{strategy.review_on}", people=deciding,
        message=say("The strategy wants another look: does it still hold?"), url=_home(workspace), now=now,
        about=f"strategy-due:{strategy.pk}",
    )  # fmt: skip


def _home(workspace: Workspace) -> str:
    return reverse("strategy:home", kwargs={"slug": workspace.slug})
