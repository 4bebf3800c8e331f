"""Changes to the workspace, its people and its brand; and the log every app writes to."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Model

from vitrino.workspace.models import Event, Person, Workspace


def record(
    kind: str,
    *,
    workspace: Workspace | int | None,
    by: Person | None,
    now: datetime,
    about: Model | None = None,
    **values: Any,
) -> Event:
    """Write down what happened: "post.scheduled" ... `by` None: Vitrino itself. Ids and numbers, never texts or secrets."""
    return Event.objects.create(
        workspace_id=workspace.pk if isinstance(workspace, Workspace) else workspace,
        person=by,
        kind=kind,
        object_kind=about._meta.label_lower if about is not None else "",
        object_id=str(about.pk) if about is not None else "",
        values=values,
        at=now,
    )


def speak(*, person: Person, language: str) -> Person:
    """The language this person reads; it holds on every page and in every e-mail."""
    Person.objects.filter(pk=person.pk).update(language=language)
    person.language = language
    return person
