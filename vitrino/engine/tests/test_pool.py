"""Threads that keep their connection, and a ticker that keeps them busy."""

from __future__ import annotations

import operator
import threading
import time
from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.utils import timezone

from vitrino.engine import leases, pool, ticker
from vitrino.engine.models import Task
from vitrino.engine.work import WORKS, Work


@pytest.fixture
def two() -> Iterator[pool.Pool]:
    made = pool.Pool(2)
    yield made
    made.close()


def _wait_at(barrier: threading.Barrier) -> None:
    barrier.wait()


def test_jobs_run_side_by_side_up_to_the_number_of_threads(two: pool.Pool) -> None:
    both = threading.Barrier(2, timeout=5)
    for future in [two.submit(lambda: _wait_at(both)) for _job in range(2)]:
        future.result(timeout=5)
    assert len(two._threads) == 2


def test_a_thread_that_is_free_takes_the_next_job(two: pool.Pool) -> None:
    names = []
    for _job in range(5):
        two.submit(lambda: names.append(threading.current_thread().name)).result(timeout=5)
        time.sleep(0.02)
    assert names == ["work-0"] * 5


def test_a_failing_job_ends_neither_the_thread_nor_the_waiting(two: pool.Pool) -> None:
    with pytest.raises(ZeroDivisionError):
        two.submit(lambda: operator.truediv(1, 0) and None).result(timeout=5)
    two.submit(lambda: None).result(timeout=5)


def test_closing_finishes_what_was_handed_over() -> None:
    made, done = pool.Pool(1), []
    for number in range(20):
        made.submit(lambda number=number: done.append(number))  # type: ignore[misc]
    made.close()
    assert done == list(range(20))


@pytest.mark.django_db(transaction=True)
def test_the_connection_is_kept_for_the_next_row_and_given_back_when_idle(monkeypatch: pytest.MonkeyPatch) -> None:
    if getattr(connection, "is_in_memory_db", lambda: False)():
        pytest.skip("a database in memory can't be closed without losing it; PostgreSQL's round shows it")
    monkeypatch.setattr(pool, "IDLE_S", 0.2)
    made, seen = pool.Pool(1), []

    def look() -> None:
        seen.append(connection.connection)
        connection.ensure_connection()

    for _job in range(2):
        made.submit(look).result(timeout=5)
    time.sleep(0.5)
    made.submit(look).result(timeout=5)
    made.close()
    assert seen[1] is not None
    assert seen[2] is None


@pytest.mark.django_db
def test_a_row_whose_lease_ran_out_before_its_turn_is_left_alone() -> None:
    ran: list[int] = []

    def run(row: Task, now: datetime) -> None:
        ran.append(row.pk)

    row = Task.objects.create(key="one", kind="test", due_at=timezone.now(), created_at=timezone.now())
    [held] = leases.claim(Task.objects.all(), now=timezone.now(), lease_s=60, limit=1)
    held.lease_until = timezone.now() - timedelta(seconds=1)
    ticker.run_row(Work("test", Task.objects.all, run, 60), held)
    assert ran == []
    row.refresh_from_db()
    assert row.lease_token == held.lease_token


@pytest.mark.django_db(transaction=True)
def test_a_flood_of_one_kind_keeps_no_other_kind_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    now, go_on = timezone.now(), threading.Event()
    begun: list[str] = []

    def slow(row: Task, at: datetime) -> None:
        begun.append(row.kind)
        go_on.wait(5)

    for number in range(50):
        kind = "rare" if number == 49 else "flood"
        Task.objects.create(key=str(number), kind=kind, due_at=now, created_at=now)
    kinds = {kind: Work(kind, lambda kind=kind: Task.objects.filter(kind=kind), slow, 60)  # type: ignore[misc]
             for kind in ("flood", "rare")}  # fmt: skip
    made = ticker.Ticker(4)
    monkeypatch.setattr(ticker, "WORKS", kinds)
    made._beaten_at = now
    made.tick(now)
    until = time.monotonic() + 5
    while "rare" not in begun and time.monotonic() < until:
        time.sleep(0.01)
    go_on.set()
    made.drain()
    made._pool.close()
    assert begun.count("flood") < 50
    assert "rare" in begun
    assert WORKS
