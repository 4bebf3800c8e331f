"""Alerts as they are made: one for each person and key, in the page with the commit, on their ways from there."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from vitrino.domain.message import Message
from vitrino.engine import actions as engine
from vitrino.notify import planning
from vitrino.notify.kinds import KINDS, Urgency
from vitrino.notify.models import Alert, Way
from vitrino.workspace import queries as workspaces
from vitrino.workspace.access import may
from vitrino.workspace.models import Person, Workspace


def audience(workspace: Workspace, kind: str) -> list[Person]:
    """The members whose role a kind of alert concerns."""
    return [member.person for member in workspaces.members(workspace) if may(member, KINDS[kind].permission)]


@transaction.atomic
def tell(
    *, workspace: Workspace, kind: str, key: str, message: Message, url: str, now: datetime, people: Iterable[Person],
    urgency: Urgency = "normal", about: str = "", without: Way | None = None,
) -> list[Alert]:  # fmt: skip
    """Make the alerts that are new, and plan their deliveries.

    about: what is dealt with when it is dealt with; "": the page of `url`. without: a way that is of no use here.
    """
    values = {
        "workspace": workspace, "kind": kind, "urgency": urgency, "template": message.template,
        "values": message.stored(), "url": url, "about": about or url.partition("#")[0], "at": now,
    }  # fmt: skip
    told = []
    for person in people:
        made, is_new = Alert.objects.get_or_create(person=person, key=key_of(workspace, key), defaults=values)
        if is_new:
            told.append(made)
    planning.plan(told, now, without=without)
    if told:
        engine.ring()
    return told


def key_of(workspace: Workspace, key: str) -> str:
    return f"{workspace.pk}:{key}"
