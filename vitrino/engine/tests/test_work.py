"""Tasks of the outbox, sweeps, and what happens when they fail."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from vitrino.engine import actions, queries, ticker, work
from vitrino.engine.jobs import MAX_ATTEMPTS, run_task
from vitrino.engine.models import Schedule, Task

NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
pytestmark = pytest.mark.django_db


@pytest.fixture
def seen() -> Iterator[list[Any]]:
    """What the task kind "test.note" was given; "test.fail" always fails."""
    notes: list[Any] = []
    work.TASKS["test.note"] = lambda payload, now: notes.append(payload)
    work.TASKS["test.fail"] = _fail
    yield notes
    del work.TASKS["test.note"], work.TASKS["test.fail"]


def _fail(payload: dict[str, Any], now: datetime) -> None:
    raise OSError("no route")


def test_a_task_with_the_same_key_is_taken_once(seen: list[Any]) -> None:
    for _time in range(3):
        actions.enqueue("test.note", key="note-1", payload={"n": 1}, now=NOW)
    ticker.run_until_idle(NOW)
    assert seen == [{"n": 1}]
    assert Task.objects.get(key="note-1").state == Task.State.DONE


def test_a_failed_task_comes_back_later_and_later(seen: list[Any]) -> None:
    row = actions.enqueue("test.fail", key="f", payload={}, now=NOW)
    first = run_task(row, NOW)
    row.refresh_from_db()
    second = run_task(row, NOW)
    assert first is not None
    assert second is not None
    assert NOW < first < second


def test_after_many_failures_a_task_waits_for_a_person(seen: list[Any]) -> None:
    row = actions.enqueue("test.fail", key="f", payload={}, now=NOW)
    Task.objects.filter(pk=row.pk).update(attempts=MAX_ATTEMPTS - 1)
    row.refresh_from_db()
    assert run_task(row, NOW) is None
    row.refresh_from_db()
    assert row.state == Task.State.DEAD
    assert "no route" in row.last_error


def test_a_broken_sweep_is_written_down_and_comes_round_again() -> None:
    work.every("test.sweep", 60)(lambda now: _fail({}, now))
    try:
        ticker.run_until_idle(NOW)
        row = Schedule.objects.get(name="test.sweep")
    finally:
        del work.SCHEDULES["test.sweep"]
    assert row.due_at == NOW + timedelta(seconds=60)
    assert "no route" in row.last_error


def test_a_sweep_that_no_longer_exists_is_forgotten() -> None:
    Schedule.objects.create(name="gone", every_s=5, due_at=NOW)
    ticker.ensure_schedules(NOW)
    assert not Schedule.objects.filter(name="gone").exists()


def test_an_allowance_runs_out_and_comes_back() -> None:
    def take(at: datetime) -> datetime | None:
        return actions.take_allowance("account-1", calls=2, window_s=60, now=at)

    assert take(NOW) is None
    assert take(NOW) is None
    assert take(NOW + timedelta(seconds=1)) == NOW + timedelta(seconds=60)
    assert take(NOW + timedelta(seconds=60)) is None


def test_a_silent_scheduler_is_noticed() -> None:
    assert queries.is_scheduler_stale(NOW)
    actions.beat("scheduler", now=NOW)
    assert not queries.is_scheduler_stale(NOW + timedelta(seconds=29))
    assert queries.is_scheduler_stale(NOW + timedelta(seconds=31))


def test_a_rung_sweep_runs_now_and_once_more_when_rung_while_it_ran() -> None:
    runs: list[datetime] = []

    @work.every("test.sweep", 60, bell="test")
    def sweep(now: datetime) -> None:
        runs.append(now)
        if len(runs) == 1:
            actions.ring_bell("test", now=now)

    try:
        ticker.run_until_idle(NOW)
    finally:
        del work.SCHEDULES["test.sweep"]
    assert len(runs) == 2
