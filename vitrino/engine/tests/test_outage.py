"""A database that is away for a moment costs a row the rest of its lease, no more."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.db import OperationalError
from django.utils import timezone

from vitrino.engine import leases, ticker
from vitrino.engine.models import Task
from vitrino.engine.work import Work

pytestmark = pytest.mark.django_db


def claimed() -> Task:
    Task.objects.create(key="one", kind="test", due_at=timezone.now(), created_at=timezone.now())
    [held] = leases.claim(Task.objects.all(), now=timezone.now(), lease_s=60, limit=1)
    return held


def test_a_row_does_not_rest_an_hour_because_the_database_was_away(monkeypatch: pytest.MonkeyPatch) -> None:
    """A restarted server refuses one connection and takes the next: the second release must not mean an hour."""
    held, release, tries = claimed(), leases.release, []

    def away_once(row: Task, *, due_at: datetime | None) -> bool:
        tries.append(due_at)
        if len(tries) == 1:
            raise OperationalError("the database system is starting up")
        return release(row, due_at=due_at)

    monkeypatch.setattr(leases, "release", away_once)
    ticker.run_row(Work("test", Task.objects.all, lambda row, now: now, 60), held)
    later = timezone.now() + timedelta(seconds=61)
    assert [row.pk for row in leases.claim(Task.objects.all(), now=later, lease_s=60, limit=1)] == [held.pk]


def test_an_error_nobody_foresaw_rests_an_hour_so_that_nothing_loops() -> None:
    held = claimed()

    def fail(row: Task, now: datetime) -> None:
        raise ZeroDivisionError

    ticker.run_row(Work("test", Task.objects.all, fail, 60), held)
    held.refresh_from_db()
    assert held.due_at is not None
    assert held.due_at > timezone.now() + timedelta(minutes=59)
