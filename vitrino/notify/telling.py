"""Alerts as they are made: one for each person and key, in the page with the commit, on their ways from there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction

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


@dataclass(frozen=True)
class Notice:
    """One thing to tell. key: it is told once; url: path of the page that helps; about: what it is about, "" for that
    page (see `actions.handled`)."""

    key: str
    message: Message
    url: str
    urgency: Urgency = "normal"
    about: str = ""


@transaction.atomic
def tell(
    notices: Sequence[Notice], *, workspace: Workspace, kind: str, now: datetime, people: Iterable[Person],
    without: Way | None = None,
) -> list[Alert]:  # fmt: skip
    """Make the alerts that are new, and plan their deliveries. without: a way that is of no use here."""
    people = list(people)
    keys = [key_of(workspace, one.key) for one in notices]
    known = set(Alert.objects.filter(person__in=people, key__in=keys).values_list("person_id", "key"))
    fresh = [
        _alert(workspace, kind, one, person, now)
        for one, key in zip(notices, keys, strict=True)
        for person in people
        if (person.pk, key) not in known
    ]
    told = _stored(fresh)
    planning.plan(told, now, without=without)
    if told:
        engine.ring()
    return told


def key_of(workspace: Workspace, key: str) -> str:
    return f"{workspace.pk}:{key}"


def _alert(workspace: Workspace, kind: str, one: Notice, person: Person, now: datetime) -> Alert:
    return Alert(
        person=person, key=key_of(workspace, one.key), workspace=workspace, kind=kind, urgency=one.urgency,
        template=one.message.template, values=one.message.stored(), url=one.url,
        about=one.about or one.url.partition("#")[0], at=now,
    )  # fmt: skip


def _stored(alerts: Sequence[Alert]) -> list[Alert]:
    """Those that are new. Somebody else may tell the same at this moment; then one after the other."""
    try:
        with transaction.atomic():
            return Alert.objects.bulk_create(alerts)
    except IntegrityError:
        return [one for one in alerts if _store(one)]


def _store(alert: Alert) -> bool:
    try:
        with transaction.atomic():
            alert.pk = None
            alert.save(force_insert=True)
    except IntegrityError:
        return False
    return True
