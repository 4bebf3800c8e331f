"""One button that stops everything that goes out of a shop, and one that lets it go on."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, connection, transaction

from vitrino.channels.models import Stop
from vitrino.domain.message import say
from vitrino.domain.problem import Problem
from vitrino.engine import actions as engine
from vitrino.workspace.actions import record
from vitrino.workspace.models import Person, Workspace


def stop_of(workspace_id: int) -> Stop | None:
    """The stop that is in force."""
    return Stop.objects.filter(workspace_id=workspace_id, ended_at=None).select_related("by").first()


def is_stopped(workspace_id: int) -> bool:
    """Asked three times for each post; put in plain SQL, for a tenth of what a queryset takes to say the same."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT 1 FROM {Stop._meta.db_table} WHERE workspace_id = %s AND ended_at IS NULL",
                       [workspace_id])  # fmt: skip
        return cursor.fetchone() is not None


def stop_everything(*, workspace: Workspace, by: Person, now: datetime) -> Stop:
    """Nothing goes out until somebody ends it: posts, answers, changes. What is being sent this moment can't be called
    back. Stopping twice is the same as once."""
    try:
        with transaction.atomic():
            made = Stop.objects.create(workspace=workspace, at=now, by=by)
            record("workspace.stopped", workspace=workspace, by=by, now=now, about=made)
    except IntegrityError:  # somebody else was quicker
        found = stop_of(workspace.pk)
        if found is None:
            raise
        return found
    return made


@transaction.atomic
def go_on(*, workspace: Workspace, by: Person, now: datetime) -> None:
    """What is due from now on goes out again; what was held back meanwhile waits to be looked through."""
    ended = Stop.objects.filter(workspace=workspace, ended_at=None).update(ended_at=now, ended_by=by)
    if ended == 0:
        raise Problem(say("Nothing is stopped. Please load the page again."))
    record("workspace.went-on", workspace=workspace, by=by, now=now)
    engine.ring()
