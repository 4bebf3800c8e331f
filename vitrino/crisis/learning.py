"""Looking back on a crisis: what happened and why, and lessons that change the plan or the playbook."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from django.db import transaction

from vitrino.crisis import incidents, plans, queries
from vitrino.crisis.models import Incident, Lesson, PlanVersion
from vitrino.domain.crisis import IncidentState
from vitrino.domain.message import say
from vitrino.domain.problem import Problem
from vitrino.ui.words import words
from vitrino.workspace.actions import record
from vitrino.workspace.models import Person

LONGEST = 8000


@transaction.atomic
def save_review(*, incident: Incident, told: Mapping[str, str], by: Person, now: datetime) -> Incident:
    """What the people say about it. Raises Problem before it is over."""
    row = incidents.locked(incident)
    _check_over(row)
    for name in ("happened", "went_well", "went_badly", "cause"):
        setattr(row, name, told.get(name, "").strip()[:LONGEST])
    row.save(update_fields=["happened", "went_well", "went_badly", "cause"])
    return row


@transaction.atomic
def add_lesson(*, incident: Incident, text: str, goes: str, by: Person, now: datetime) -> Lesson:
    """One line that shall change something. Raises Problem."""
    row = incidents.locked(incident)
    _check_over(row)
    if not text.strip() or goes not in Lesson.Goes.values:
        raise Problem(say("Write in one line what you do differently from now on."), "text")
    return Lesson.objects.create(incident=row, text=text.strip()[:200], goes=goes, at=now, by=by)


@transaction.atomic
def decide_lesson(*, lesson: Lesson, accept: bool, by: Person, now: datetime) -> Lesson:
    """Accepted, it makes a new version of the plan, with the crisis as its reason.

    What the playbook for complaints says to customers is in words a person chooses there.
    """
    row = Lesson.objects.select_for_update(of=("self",)).select_related("incident__workspace").get(pk=lesson.pk)
    if row.state != Lesson.State.OPEN:
        return row
    if accept and row.goes != Lesson.Goes.PLAYBOOK:
        row.plan = _into_plan(row, by, now)
    row.state = Lesson.State.ACCEPTED if accept else Lesson.State.REFUSED
    row.save()
    record("crisis.lesson-decided", workspace=row.incident.workspace, by=by, now=now, about=row, state=row.state)
    return row


def _into_plan(row: Lesson, by: Person, now: datetime) -> PlanVersion:
    workspace = row.incident.workspace
    reason = words(say("Lesson of “{title}”: {text}", title=row.incident.title, text=row.text))[:300]
    before = queries.plan_in_force(workspace)
    plan = before.told if before else plans.proposal(workspace)
    if row.goes == Lesson.Goes.STEPS:
        plan = replace(plan, steps=(*plan.steps, row.text))
    else:
        plan = replace(plan, guidelines=f"{plan.guidelines}\n{row.text}".strip())
    return plans.save_plan(workspace=workspace, plan=plan, reason=reason, by=by, now=now)


def _check_over(row: Incident) -> None:
    if row.state != IncidentState.CLOSED:
        raise Problem(say("One looks back when it is over."))
