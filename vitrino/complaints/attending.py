"""What a case does by itself when its time has come: count answers, remind, break, ask, close."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from vitrino.complaints import telling
from vitrino.complaints.models import Case
from vitrino.complaints.moves import calendar_of, locked, look_again, take
from vitrino.complaints.settling import settle
from vitrino.domain import cases
from vitrino.domain.cases import CASE, CaseEvent, Situation


@transaction.atomic
def attend(*, case: Case, now: datetime) -> datetime | None:
    """Do what is due, tell whom it concerns, and say when to come back (None: not by itself)."""
    case = locked(case)
    settle(case, now)
    if case.ended_at is None:
        if case.known.promise is not None:
            _keep_the_promise(case, now)
        else:
            _next_step(case, now)
    look_again(case, now)
    return case.due_at


def _keep_the_promise(case: Case, now: datetime) -> None:
    """Remind of it; once its time is over it is broken, and that can't be undone."""
    promise = case.known.promise
    assert promise is not None
    over = [one for one in cases.reminders(promise, calendar_of(case.workspace)) if one.at <= now]
    if over:
        telling.remind(case, promise, over[-1], now)
    if now >= promise.due_at:
        take(case, CaseEvent.PROMISE_PASSED, by=None, now=now)


def _next_step(case: Case, now: datetime) -> None:
    due = cases.next_step(case.known, case.playbook.playbook, calendar_of(case.workspace))
    if due is None or due.due_at is None or due.due_at > now:
        return
    situation = Situation(case.known, now, case.playbook.playbook)
    if due.event is CaseEvent.CLOSE_UNCONFIRMED and CASE.allows(due.event, situation):
        take(case, due.event, by=None, now=now)
        telling.closed_unconfirmed(case, now)
    elif due.event is not CaseEvent.PROMISE_ANEW:  # a broken promise was told when it broke
        telling.step_due(case, due, now)
