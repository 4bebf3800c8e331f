"""One button that stops everything that goes out of a shop, and one that lets it go on."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db import IntegrityError, connection, transaction

from vitrino.channels.models import LetThrough, Stop
from vitrino.domain.message import say
from vitrino.domain.problem import Problem
from vitrino.engine import actions as engine
from vitrino.workspace.actions import record
from vitrino.workspace.models import Person, Workspace


def stop_of(workspace_id: int) -> Stop | None:
    """The stop that is in force."""
    return Stop.objects.filter(workspace_id=workspace_id, ended_at=None).select_related("by").first()


def is_stopped(workspace_id: int, but_for: str = "") -> bool:
    """Asked three times for each post; put in plain SQL, for a tenth of what a queryset takes to say the same.

    but_for: key of a write; not stopped for it when a person let exactly this one through.
    """
    stop, through = Stop._meta.db_table, LetThrough._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT 1 FROM {stop} WHERE workspace_id = %s AND ended_at IS NULL AND NOT EXISTS"
                       f" (SELECT 1 FROM {through} WHERE stop_id = {stop}.id AND key = %s)",
                       [workspace_id, but_for])  # fmt: skip
        return cursor.fetchone() is not None


def stop_everything(*, workspace: Workspace, by: Person, now: datetime, page: str = "") -> Stop:
    """Nothing goes out until somebody ends it: posts, answers, changes. What is being sent this moment can't be called
    back. Stopping twice is the same as once. page: where each post is looked at first, if it takes more than a press.
    """
    try:
        with transaction.atomic():
            made = Stop.objects.create(workspace=workspace, at=now, by=by, page=page)
            record("workspace.stopped", workspace=workspace, by=by, now=now, about=made)
    except IntegrityError:  # somebody else was quicker
        found = stop_of(workspace.pk)
        if found is None:
            raise
        if page and not found.page:
            Stop.objects.filter(pk=found.pk).update(page=page)
            found.page = page
        return found
    return made


@transaction.atomic
def let_through(*, workspace: Workspace, keys: Collection[str], by: Person, now: datetime) -> Stop:
    """These writes, and nothing else, go out although everything is stopped. Raises Problem while nothing is."""
    stop = _in_force(workspace)
    LetThrough.objects.bulk_create(
        [LetThrough(stop=stop, key=key, by=by, at=now) for key in keys], ignore_conflicts=True
    )
    record("workspace.let-through", workspace=workspace, by=by, now=now, about=stop, count=len(keys))
    engine.ring()
    return stop


@transaction.atomic
def hold_again(*, workspace: Workspace, keys: Collection[str], by: Person, now: datetime) -> None:
    """They wait like everything else."""
    LetThrough.objects.filter(stop=_in_force(workspace), key__in=keys).delete()
    record("workspace.held-again", workspace=workspace, by=by, now=now, count=len(keys))


@transaction.atomic
def go_on(*, workspace: Workspace, by: Person, now: datetime, has_looked: bool = False) -> None:
    """What is due from now on goes out again; what was held back meanwhile waits to be looked through.

    has_looked: somebody has looked at each post where that was demanded; else such a stop stays, and Problem is raised.
    """
    open_one = Stop.objects.filter(workspace=workspace, ended_at=None)
    if not has_looked and open_one.exclude(page="").exists():
        raise Problem(say("This stop belongs to a crisis. Look at each post there before things go out again."))
    ended = open_one.update(ended_at=now, ended_by=by)
    if ended == 0:
        raise Problem(say("Nothing is stopped. Please load the page again."))
    record("workspace.went-on", workspace=workspace, by=by, now=now)
    engine.ring()


def _in_force(workspace: Workspace) -> Stop:
    stop = stop_of(workspace.pk)
    if stop is None:
        raise Problem(say("Nothing is stopped. Please load the page again."))
    return stop
