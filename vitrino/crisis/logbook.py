"""The log of an incident. Lines are only ever added."""

from __future__ import annotations

from datetime import datetime
from hashlib import sha256

from django.db import IntegrityError, transaction

from vitrino.crisis import queries
from vitrino.crisis.models import Entry, Incident
from vitrino.domain.message import Message, say
from vitrino.domain.problem import Problem
from vitrino.workspace.models import Person

LONGEST = 4000


def write(incident: Incident, kind: str, message: Message, *, by: Person | None, now: datetime, text: str = "",
          about: str = "") -> Entry | None:  # fmt: skip
    """A line of Vitrino's own; None when what it is about was told before."""
    if about and incident.entries.filter(about=about).exists():
        return None
    try:
        with transaction.atomic():
            return Entry.objects.create(incident=incident, kind=kind, at=now, by=by, text=text[:LONGEST],
                                        template=message.template, values=message.stored(), about=about)  # fmt: skip
    except IntegrityError:  # somebody else told it at this moment
        return None


def note(*, incident: Incident, text: str, by: Person, now: datetime) -> Entry:
    """What a person writes down. Raises Problem for nothing."""
    if not text.strip():
        raise Problem(say("Write what happened or what was decided."), "text")
    return Entry.objects.create(incident=incident, kind=Entry.Kind.NOTE, at=now, by=by, text=text.strip()[:LONGEST])


def tick(*, incident: Incident, number: int, by: Person, now: datetime) -> Entry | None:
    """A first step of the plan is done; None when it was already. Raises Problem for a step that is not in the plan."""
    plan = queries.plan_in_force(incident.workspace)
    if plan is None or not 0 <= number < len(plan.told.steps):
        raise Problem(say("The plan has changed meanwhile. Please load the page again."))
    step = plan.told.steps[number]
    return write(incident, Entry.Kind.NOTE, say("Done: {step}", step=step), by=by, now=now, about=step_key(step))


def step_key(step: str) -> str:
    """What makes a step told once, however the plan is changed around it."""
    return f"step:{sha256(step.encode()).hexdigest()[:24]}"
