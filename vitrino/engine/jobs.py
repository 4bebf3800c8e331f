"""The engine's own rows: tasks of the outbox, and sweeps."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from django.db.models import QuerySet

from vitrino.engine.models import Schedule, Task
from vitrino.engine.work import SCHEDULES, TASKS, all_rows, work

logger = logging.getLogger(__name__)

MAX_ATTEMPTS = 12


def waiting_tasks() -> QuerySet[Task]:
    return Task.objects.filter(state=Task.State.WAITING)


@work("engine.task", waiting_tasks, lease_s=120)
def run_task(row: Task, now: datetime) -> datetime | None:
    """Run one task; after a failure come back later and later, after twelve of them leave it for a person."""
    try:
        TASKS[row.kind](row.payload, now)
    except Exception as error:
        return _failed(row, error, now)
    Task.objects.filter(pk=row.pk).update(state=Task.State.DONE, attempts=row.attempts + 1, last_error="")
    return None


@work("engine.schedule", all_rows(Schedule), lease_s=300)
def run_schedule(row: Schedule, now: datetime) -> datetime | None:
    """Run one sweep; a failure is written down and does not stop the next round. Rung meanwhile: run again at once."""
    mine = Schedule.objects.filter(pk=row.pk)
    mine.update(is_rung=False)
    error = ""
    try:
        SCHEDULES[row.name].run(now)
    except Exception as failure:
        logger.exception("sweep %s failed", row.name)
        error = repr(failure)[:500]
    mine.update(last_run_at=now, last_error=error)
    return now if mine.filter(is_rung=True).exists() else now + timedelta(seconds=row.every_s)


def _failed(row: Task, error: Exception, now: datetime) -> datetime | None:
    attempts = row.attempts + 1
    is_dead = attempts >= MAX_ATTEMPTS
    logger.warning("task %s failed (%s of %s): %s", row.kind, attempts, MAX_ATTEMPTS, type(error).__name__)
    state = Task.State.DEAD if is_dead else Task.State.WAITING
    Task.objects.filter(pk=row.pk).update(attempts=attempts, last_error=repr(error)[:500], state=state)
    return None if is_dead else now + timedelta(seconds=min(3600, 5 * 2**attempts))
