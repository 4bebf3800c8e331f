"""An incident's way: suspected, declared with everything stopped, said, put right, closed."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import translation

from vitrino.channels import actions as channels
from vitrino.crisis import logbook, pausing, queries
from vitrino.crisis.models import Entry, Incident
from vitrino.crisis.wording import DONE
from vitrino.domain.crisis import INCIDENT, IncidentEvent, IncidentState, Situation
from vitrino.domain.message import Message, say
from vitrino.domain.problem import Problem
from vitrino.notify import actions as notify
from vitrino.surges import dismissing
from vitrino.ui.words import words
from vitrino.workspace.actions import record
from vitrino.workspace.models import Person, Workspace

if TYPE_CHECKING:
    from vitrino.surges.queries import Surge

E, S = IncidentEvent, IncidentState


@transaction.atomic
def suspect(*, surge: Surge, message: Message, now: datetime) -> Incident:
    """A wave was noticed: a suspicion, or a line in the log of the crisis that runs already. Idempotent."""
    found = queries.open_incident(surge.workspace)
    if found is None:
        found = _begin(surge.workspace, now, kind=Incident.Kind.OTHER, surge=surge, title=_title(surge))
        record("crisis.suspected", workspace=surge.workspace, by=None, now=now, about=found)
    logbook.write(found, Entry.Kind.WAVE, message, by=None, now=now, about=f"surge:{surge.pk}")
    return found


@transaction.atomic
def declare(*, workspace: Workspace, kind: str, title: str, severity: int, by: Person, now: datetime,
            incident: Incident | None = None) -> Incident:  # fmt: skip
    """It is a crisis: everything stops in this transaction, what was planned is listed, roles are given.

    incident: the suspicion it begins with. A second declaration is the same as the first. Raises Problem.
    """
    if kind not in Incident.Kind.values or severity not in Incident.Severity.values or not title.strip():
        raise Problem(say("Say what it is about, how bad it is, and give it a name."), "title")
    row = _locked(incident) if incident else queries.open_incident(workspace)
    if row is not None and row.state not in (S.SUSPECTED, S.DISMISSED):
        return row
    row = row or _locked(_begin(workspace, now, kind=kind, title=title))
    if row.state not in (S.SUSPECTED, S.DISMISSED):  # somebody else declared it at this moment
        return row
    plan = queries.plan_in_force(workspace)
    roles = {role: asdict(one) for role, one in plan.told.roles.items()} if plan else {}
    row.kind, row.severity, row.title, row.roles = kind, severity, title.strip()[:120], roles
    row.declared_at, row.declared_by = now, by
    _move(row, E.DECLARE, by=by, now=now)
    stop_all(incident=row, by=by, now=now)
    return row


@transaction.atomic
def stop_all(*, incident: Incident, by: Person, now: datetime) -> int:
    """Nothing goes out any more; what was planned is written down. How many that are."""
    incident.stop = channels.stop_everything(workspace=incident.workspace, by=by, now=now, page=place(incident))
    incident.save(update_fields=["stop"])
    count = pausing.write_down(incident)
    logbook.write(incident, Entry.Kind.PAUSE, say("Everything is stopped. Planned posts that wait: {n}.", n=count),
                  by=by, now=now)  # fmt: skip
    return count


@transaction.atomic
def advance(*, incident: Incident, event: str, by: Person, now: datetime, reason: str = "") -> Incident:
    """One step on the way. Raises Problem in words when it is not its time."""
    row = _locked(incident)
    if event in (E.DECLARE, E.SAY) or event not in set(E):
        raise Problem(say("This can't be done with it as it is now. Please load the page again."))
    if event == E.REOPEN and queries.open_incident(row.workspace) is not None:
        raise Problem(say("Another crisis runs. Close that one first, or write into its log."))
    if event == E.STAY_QUIET:
        row.said_at, row.quiet_reason = now, reason.strip()[:300]
    if event == E.CLOSE:
        row.closed_at = now
    if event == E.REVIEW:
        row.reviewed_at = now
    if event == E.REOPEN:
        row.closed_at, row.has_last_word = None, False
    moved = _move(row, E(event), by=by, now=now, reason=reason)
    if event == E.DISMISS and row.surge is not None and row.surge.dismissed_at is None:
        dismissing.dismiss(found=row.surge, reason=reason, by=by, now=now)
    return moved


@transaction.atomic
def take(*, incident: Incident, by: Person, now: datetime) -> Incident:
    """This person has it in hand from now on."""
    row = _locked(incident)
    row.taken_by, row.taken_at = by, now
    row.save(update_fields=["taken_by", "taken_at"])
    logbook.write(row, Entry.Kind.ROLE, say("{name} has it in hand.", name=str(by)), by=by, now=now)
    return handled(row, now)


@transaction.atomic
def judge(*, incident: Incident, severity: int, by: Person, now: datetime) -> Incident:
    """It is worse or better than was thought."""
    row = _locked(incident)
    if severity not in Incident.Severity.values:
        raise Problem(say("Please choose how bad it is."), "severity")
    row.severity = severity
    row.save(update_fields=["severity"])
    logbook.write(row, Entry.Kind.STATE, say("How bad it is: {level} of 3.", level=severity), by=by, now=now)
    return row


def step(row: Incident, event: IncidentEvent, *, by: Person, now: datetime, reason: str = "") -> Incident:
    """Move a locked row; for the actions beside this one."""
    return _move(row, event, by=by, now=now, reason=reason)


def locked(incident: Incident) -> Incident:
    """The row as it is in this transaction."""
    return _locked(incident)


def place(incident: Incident) -> str:
    """Path of its page."""
    return reverse("crisis:incident", kwargs={"slug": incident.workspace.slug, "pk": incident.pk})


def handled(row: Incident, now: datetime) -> Incident:
    """Somebody acted: nothing of it needs to climb any more."""
    notify.handled(workspace=row.workspace, about=place(row), now=now)
    return row


def _begin(workspace: Workspace, now: datetime, **fields: Any) -> Incident:
    fields["title"] = str(fields["title"]).strip()[:120]
    try:
        with transaction.atomic():
            return Incident.objects.create(workspace=workspace, state=S.SUSPECTED, state_at=now, began_at=now, **fields)
    except IntegrityError:  # somebody else was quicker
        found = queries.open_incident(workspace)
        if found is None:
            raise
        return found


def _title(surge: Surge) -> str:
    """A name until somebody gives it a better one, in the shop's language."""
    with translation.override(surge.workspace.language):
        return words(say("Many complain at once"))


def _locked(incident: Incident) -> Incident:
    related = ("workspace", "stop", "taken_by", "declared_by")
    return Incident.objects.select_for_update(of=("self",)).select_related(*related).get(pk=incident.pk)


def _move(row: Incident, event: IncidentEvent, *, by: Person, now: datetime, reason: str = "") -> Incident:
    facts = INCIDENT.advance(event, Situation(queries.facts_of(row), str(by.pk), reason))
    if facts.state.value != row.state:
        row.state, row.state_at = facts.state.value, now
    row.save()
    if event is not E.SAY:  # what was said stands in the log by itself
        logbook.write(row, Entry.Kind.STATE, DONE[event], by=by, now=now, text=reason.strip())
    record(f"crisis.{event.value.replace('_', '-')}", workspace=row.workspace, by=by, now=now, about=row)
    return handled(row, now)
