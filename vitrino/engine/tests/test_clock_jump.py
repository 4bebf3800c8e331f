"""After a jump of the clock one round is left out, and nobody takes a row from hands that still hold it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from vitrino.engine import ticker
from vitrino.engine.models import Schedule, Task
from vitrino.engine.work import Work

NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def boot(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Seconds since the machine started, as a list of one to be changed."""
    seconds = [0.0]
    monkeypatch.setattr(ticker, "boot_s", lambda: seconds[0])
    return seconds


@pytest.fixture
def held() -> Iterator[threading.Event]:
    go_on = threading.Event()
    yield go_on
    go_on.set()


def at_work(monkeypatch: pytest.MonkeyPatch, go_on: threading.Event | None = None) -> tuple[ticker.Ticker, list[int]]:
    begun: list[int] = []

    def run(row: Task, now: datetime) -> None:
        begun.append(row.pk)
        if go_on is not None:
            go_on.wait(5)

    monkeypatch.setattr(ticker, "WORKS", {"test": Work("test", Task.objects.all, run, 90)})
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)
    made = ticker.Ticker(2)
    made._beaten_at = NOW
    return made, begun


def due(at: datetime) -> Task:
    return Task.objects.create(key=f"{at}", kind="test", due_at=at, created_at=NOW)


@pytest.mark.parametrize("jump", [timedelta(hours=1), timedelta(hours=-1), timedelta(days=3652)])
def test_one_round_is_left_out(monkeypatch: pytest.MonkeyPatch, boot: list[float], jump: timedelta) -> None:
    made, _begun = at_work(monkeypatch)
    assert made.tick(NOW) == 0
    due(NOW - timedelta(days=1))
    boot[0] = 1.0
    after = NOW + jump + timedelta(seconds=1)
    assert made.tick(after) == 0
    if jump > timedelta(0):
        assert made.tick(after) == 1
    made.drain()
    made._pool.close()


def test_a_machine_that_slept_goes_on_at_once(monkeypatch: pytest.MonkeyPatch, boot: list[float]) -> None:
    made, begun = at_work(monkeypatch)
    made.tick(NOW)
    row = due(NOW)
    boot[0] = 8 * 3600.0
    assert made.tick(NOW + timedelta(hours=8)) == 1
    made.drain()
    made._pool.close()
    assert begun == [row.pk]


def test_a_row_in_hand_is_not_taken_twice(
    monkeypatch: pytest.MonkeyPatch, boot: list[float], held: threading.Event
) -> None:
    made, begun = at_work(monkeypatch, held)
    made.tick(NOW)
    row = due(NOW)
    made.tick(NOW)
    boot[0] = 1.0
    for _round in range(3):  # its lease would be over by the clock on the wall
        made.tick(NOW + timedelta(hours=1, seconds=1))
    held.set()
    made.drain()
    made._pool.close()
    assert begun == [row.pk]


def test_sweeps_come_round_by_the_new_clock(monkeypatch: pytest.MonkeyPatch, boot: list[float]) -> None:
    made, _begun = at_work(monkeypatch)
    made.tick(NOW)
    ticker.ensure_schedules(NOW)
    Schedule.objects.update(due_at=NOW + timedelta(seconds=60))
    long_ago = NOW - timedelta(days=3652)
    made.tick(long_ago)
    made._pool.close()
    assert {row.due_at for row in Schedule.objects.all()} == {long_ago}
