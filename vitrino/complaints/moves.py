"""One step of a case: the rules decide, the row is kept, the history grows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from vitrino.complaints import telling
from vitrino.complaints.models import Answer, Case, Step
from vitrino.domain import cases
from vitrino.domain.cases import CASE, CLOSED, CaseEvent, CaseState, Situation
from vitrino.domain.hours import Calendar, from_json
from vitrino.domain.slots import zone
from vitrino.engine import actions as engine
from vitrino.workspace.actions import record
from vitrino.workspace.models import Person, Workspace

_LINES = 500
# How long after an answer was written its fate is asked for: soon at first, then ever more seldom.
_FIRST_LOOK, _LAST_LOOK = timedelta(seconds=5), timedelta(minutes=10)


def calendar_of(workspace: Workspace) -> Calendar:
    """The opening hours by which steps and reminders are counted."""
    return Calendar(from_json(workspace.hours), zone(workspace.time_zone))


def locked(case: Case) -> Case:
    """The row as it is now, ours until the transaction ends."""
    rows = Case.objects.select_for_update(of=("self",)).select_related("workspace", "playbook", "conversation")
    return rows.get(pk=case.pk)


def take(case: Case, event: CaseEvent, *, by: Person | None, now: datetime, message_id: str = "",
         dues: Sequence[datetime] = (), text: str = "", contact: str = "") -> Step:  # fmt: skip
    """Move a locked case. by None: the customer or Vitrino itself. Raises Problem when the rules refuse it."""
    situation = Situation(
        case.known, now, case.playbook.playbook, person=str(by.pk) if by else "", message_id=message_id,
        dues=tuple(dues), text=text[:_LINES], contact=contact,
    )  # fmt: skip
    keep(case, CASE.advance(event, situation), now)
    if by is not None:
        telling.dealt_with(case, now)
    record("case.step", workspace=case.workspace_id, by=by, now=now, about=case, event=event.value)
    return Step.objects.create(
        case=case, event=event.value, at=now, by=by, message_id=message_id, text=text[:_LINES], contact=contact,
        dues=[{"due_at": due.isoformat(), "words": ""} for due in dues],
    )  # fmt: skip


def keep(case: Case, facts: cases.Case, now: datetime) -> None:
    """Store the facts, and what is read from them."""
    case.facts, case.state = cases.to_json(facts), facts.state.value
    case.promise_due_at = facts.promise.due_at if facts.promise else None
    case.remedy_at = facts.remedy_said.at if facts.remedy_said else None
    case.closed_at = (case.closed_at or now) if facts.state in CLOSED else None
    case.ended_at = now if facts.state is CaseState.LESSON_RECORDED else None
    look_again(case, now)


def look_again(case: Case, now: datetime) -> None:
    """Store when the next step is due and when Vitrino looks next. Whoever holds a lease on the row lets go of it."""
    calendar = calendar_of(case.workspace)
    due = cases.next_step(case.known, case.playbook.playbook, calendar) if case.ended_at is None else None
    case.step_due_at = due.due_at if due else None
    case.due_at = min(_looks(case, calendar, now), default=None)
    case.lease_until, case.lease_token = None, ""
    case.save()
    engine.ring()


def _looks(case: Case, calendar: Calendar, now: datetime) -> list[datetime]:
    """Every moment at which something may have to be done."""
    found: list[datetime] = []
    oldest = Answer.objects.filter(case_id=case.pk, settled_at=None).order_by("pk").first()
    if oldest is not None:
        found.append(now + min(max((now - oldest.at) / 10, _FIRST_LOOK), _LAST_LOOK))
    promise = case.known.promise
    if promise is not None:
        reminder = cases.next_reminder(promise, calendar, now)
        found += [reminder.at] if reminder else [max(now, promise.due_at)]
    elif case.step_due_at is not None and case.step_due_at > now:
        found.append(case.step_due_at)
    return found


def is_declared(state: CaseState, event: CaseEvent) -> bool:
    """Whether there is such a step at all where the case stands."""
    return any(row.state is state and row.event is event for row in CASE.rows)
