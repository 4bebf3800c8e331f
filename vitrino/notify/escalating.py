"""When nobody reacts: others hear of it, or the same people by other ways, at most five times.

It stops when anybody has opened one of the alerts of the same key, or the thing was handled.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef

from vitrino.notify import planning
from vitrino.notify.kinds import KINDS
from vitrino.notify.models import Alert, Chain, Delivery, Escalation, Step
from vitrino.workspace import queries as workspaces
from vitrino.workspace.models import Membership, Person, Workspace

MOST_STEPS = 5


@dataclass(frozen=True)
class Rung:
    """A step as a plain value. who: a word of Step.Who; person: for "person"; via "": by all their ways."""

    after_minutes: int
    who: str
    person: Person | None = None
    via: str = ""


# What happens in a shop that has chosen nothing: urgent alerts only.
USUAL = (Rung(15, Step.Who.EVERYBODY), Rung(60, Step.Who.OWNERS))


def chain(workspace: Workspace) -> tuple[str, Sequence[Rung]]:
    """Which alerts climb, and how."""
    chosen = Chain.objects.filter(workspace=workspace).first()
    if chosen is None:
        return Chain.Covers.HIGH, USUAL
    steps = Step.objects.filter(workspace=workspace).select_related("person").order_by("position")
    return chosen.covers, [Rung(step.after_minutes, step.who, step.person, step.via) for step in steps]


def begin(alerts: Sequence[Alert], now: datetime) -> None:
    """Wait for a reaction to these (of one kind and workspace, each of another key), if alerts like them climb here."""
    told = [one for one in alerts if one.urgency != Alert.Urgency.LOW and KINDS[one.kind].waits_for_people]
    if not told or told[0].workspace.is_sample:
        return
    covers, rungs = chain(told[0].workspace)
    for alert in told:
        is_covered = covers == Chain.Covers.ALL or (covers == Chain.Covers.HIGH and alert.urgency == Alert.Urgency.HIGH)
        if is_covered and rungs:
            due_at = now + timedelta(minutes=rungs[0].after_minutes)
            Escalation.objects.get_or_create(
                workspace=alert.workspace, key=alert.key, defaults={"started_at": now, "due_at": due_at}
            )


@transaction.atomic
def climb(row: Escalation, now: datetime) -> datetime | None:
    """One step, unless somebody reacted; when the next one is due."""
    alerts = list(Alert.objects.filter(key=row.key, workspace=row.workspace).select_related("workspace", "person"))
    if not alerts or any(alert.read_at or alert.handled_at for alert in alerts):
        return _end(row, Escalation.State.OPENED, now)
    _covers, rungs = chain(row.workspace)
    if row.level >= min(len(rungs), MOST_STEPS):
        return _end(row, Escalation.State.UNANSWERED, now)
    _tell(alerts, rungs[row.level], row.level + 1, now)
    Escalation.objects.filter(pk=row.pk).update(level=row.level + 1)
    rest = rungs[row.level + 1 : MOST_STEPS]
    if not rest:  # the last step gets as long to be heard as the one before it
        return now + timedelta(minutes=rungs[row.level].after_minutes)
    return max(now, row.started_at + timedelta(minutes=rest[0].after_minutes))


def _tell(alerts: Sequence[Alert], rung: Rung, level: int, now: datetime) -> None:
    """Everybody of this step has the alert in the page, and gets a message by the ways of this step."""
    first = alerts[0]
    mine = {alert.person_id: alert for alert in alerts}
    people = _people(alerts, rung)
    known = planning.habits(first.workspace, people, first.kind, now)
    for person in people:
        alert = mine.get(person.pk) or _copy(first, person, now)
        theirs = known[person.pk]
        ways = [way for way in theirs.ways if way.kind == rung.via] or theirs.ways
        held_until = theirs.held_until(alert, now)
        for way in ways:
            made = planning.hand_over(way, [alert], Delivery.Form.REMINDER, now, level=level)
            if held_until is not None:
                Delivery.objects.filter(pk=made.pk).update(due_at=held_until)


def _people(alerts: Sequence[Alert], rung: Rung) -> list[Person]:
    """Who hears of it in this step. Somebody who has left the shop is stood in for by the owners."""
    workspace = alerts[0].workspace
    if rung.who == Step.Who.PERSON and rung.person and workspaces.is_member(rung.person.pk, workspace.pk):
        return [rung.person]
    if rung.who == Step.Who.EVERYBODY:
        return [alert.person for alert in alerts]
    return [one.person for one in workspaces.members(workspace) if one.role == Membership.Role.OWNER]


def _copy(alert: Alert, person: Person, now: datetime) -> Alert:
    return Alert.objects.create(
        workspace=alert.workspace, person=person, key=alert.key, kind=alert.kind, urgency=alert.urgency,
        template=alert.template, values=alert.values, url=alert.url, about=alert.about, at=now,
    )  # fmt: skip


def _end(row: Escalation, state: Escalation.State, now: datetime) -> datetime | None:
    Escalation.objects.filter(pk=row.pk).update(state=state, ended_at=now)
    return None


def unanswered(workspace: Workspace) -> int:
    """How many alerts nobody has looked at to this day, though everybody of the chain was told."""
    mine = Escalation.objects.filter(workspace=workspace, state=Escalation.State.UNANSWERED)
    seen = Alert.objects.filter(key=OuterRef("key"), read_at__isnull=False)
    return mine.filter(~Exists(seen)).count()


@transaction.atomic
def choose(*, workspace: Workspace, covers: str, rungs: Sequence[Rung]) -> Chain:
    """The owner's chain instead of the one before; at most five steps, in the order of time."""
    Step.objects.filter(workspace=workspace).delete()
    ordered = sorted(rungs, key=lambda rung: rung.after_minutes)[:MOST_STEPS]
    Step.objects.bulk_create(
        Step(workspace=workspace, position=number, after_minutes=rung.after_minutes, who=rung.who,
             person=rung.person, via=rung.via) for number, rung in enumerate(ordered, 1)
    )  # fmt: skip
    made, _is_new = Chain.objects.update_or_create(workspace=workspace, defaults={"covers": covers})
    return made
