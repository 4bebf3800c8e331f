"""Telling people, and keeping proof of it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Literal

from django.db import transaction

from vitrino.domain.message import Message
from vitrino.engine import actions as engine
from vitrino.notify.kinds import KINDS
from vitrino.notify.models import Alert, Delivery, Preference
from vitrino.workspace import queries as workspaces
from vitrino.workspace.access import may
from vitrino.workspace.models import Membership, Person, Workspace

Urgency = Literal["low", "normal", "high"]


@transaction.atomic
def alert(
    *,
    workspace: Workspace,
    kind: str,
    key: str,
    message: Message,
    url: str,
    now: datetime,
    urgency: Urgency = "normal",
    people: Iterable[Person] | None = None,
) -> list[Alert]:
    """Tell everybody whose role it concerns (or `people`), once for each `key`; who wants e-mail gets one.

    url: path of the page that helps. Gives the alerts that are new.
    """
    told = [
        made
        for person in (people if people is not None else audience(workspace, kind))
        if (made := _tell(person, workspace, kind, key, message, url, now, urgency)) is not None
    ]
    if told:
        engine.ring()
    return told


def audience(workspace: Workspace, kind: str) -> list[Person]:
    """The members whose role a kind of alert concerns."""
    return [member.person for member in workspaces.members(workspace) if may(member, KINDS[kind].permission)]


def mark_read(*, member: Membership, now: datetime, alert_id: int | None = None) -> int:
    """Mark one alert or all as read; how many were new."""
    mine = Alert.objects.filter(person=member.person_id, workspace=member.workspace_id, read_at=None)
    return (mine if alert_id is None else mine.filter(pk=alert_id)).update(read_at=now)


@transaction.atomic
def choose(*, member: Membership, by_email: Iterable[str]) -> None:
    """Which kinds this person wants by e-mail; all others then only show in the page."""
    wanted = set(by_email)
    for kind in KINDS:
        Preference.objects.update_or_create(
            workspace_id=member.workspace_id,
            person_id=member.person_id,
            kind=kind,
            defaults={"by_email": kind in wanted},
        )


def _tell(person: Person, workspace: Workspace, kind: str, key: str, message: Message, url: str, now: datetime,
          urgency: Urgency) -> Alert | None:  # fmt: skip
    made, is_new = Alert.objects.get_or_create(
        person=person,
        key=f"{workspace.pk}:{key}",
        defaults={
            "workspace": workspace, "kind": kind, "urgency": urgency, "template": message.template,
            "values": message.stored(), "url": url, "at": now,
        },
    )  # fmt: skip
    if not is_new:
        return None
    if not workspace.is_sample and _wants_email(person, workspace, kind):
        Delivery.objects.create(alert=made, due_at=now)
    return made


def _wants_email(person: Person, workspace: Workspace, kind: str) -> bool:
    chosen = Preference.objects.filter(person=person, workspace=workspace, kind=kind).first()
    return chosen.by_email if chosen else KINDS[kind].by_email
