"""Words to the people of the shop about a case. The key makes each be told once."""

from __future__ import annotations

from datetime import datetime

from django.urls import reverse

from vitrino.complaints.models import Case
from vitrino.complaints.wording import NAMES
from vitrino.domain.cases import CaseEvent, Due, Promise, Reminder
from vitrino.domain.message import Message, say
from vitrino.notify import actions as notify
from vitrino.notify.actions import Urgency

# The next person looks at these first.
_PRESSING = frozenset({CaseEvent.ACKNOWLEDGE, CaseEvent.PROMISE})
_NEARLY = 0.8


def remind(case: Case, promise: Promise, reminder: Reminder, now: datetime) -> None:
    """Half, most or all of the promised time is over."""
    # The number of the promise, so that a renewed one is spoken of anew.
    key = f"case:{case.pk}:promise:{len(case.known.promises)}:{reminder.share}"
    urgency: Urgency = "high" if reminder.share >= _NEARLY else "normal"
    message = say("Promise to {name}: {words}", name=name_of(case), words=reminder.words)
    _tell(case, "promise", key, message, urgency, now)


def step_due(case: Case, due: Due, now: datetime) -> None:
    """A step of the playbook should have been taken by now."""
    assert due.due_at is not None
    key = f"case:{case.pk}:{case.known.rounds}:{due.event.value}:{due.due_at:%Y%m%d%H%M}"
    message = say("Complaint of {name}: “{step}” is due now.", name=name_of(case), step=NAMES[due.event])
    _tell(case, "case", key, message, "high" if due.event in _PRESSING else "normal", now)


def closed_unconfirmed(case: Case, now: datetime) -> None:
    """Asked and reminded, the customer did not answer."""
    key = f"case:{case.pk}:{case.known.rounds}:unconfirmed"
    _tell(case, "case", key, say("{name} did not answer whether all is well. The case is closed as unconfirmed.",
                                 name=name_of(case)), "low", now)  # fmt: skip


def dealt_with(case: Case, now: datetime) -> None:
    """Somebody took a step: nothing of this case needs to climb any more."""
    notify.handled(workspace=case.workspace, about=_place(case), now=now)


def name_of(case: Case) -> str | Message:
    """The customer's name, or a word for somebody without one."""
    return case.conversation.contact.name or say("somebody")


def _tell(case: Case, kind: str, key: str, message: Message, urgency: Urgency, now: datetime) -> None:
    notify.alert(workspace=case.workspace, kind=kind, key=key, message=message, url=_place(case), now=now,
                 urgency=urgency)  # fmt: skip


def _place(case: Case) -> str:
    return reverse("complaints:case", kwargs={"slug": case.workspace.slug, "pk": case.pk})
