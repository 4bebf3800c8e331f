"""Many wait for one commit; nobody is told before it, and a busy database lets the receiver go first."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Coroutine, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from django.db import OperationalError

from vitrino.intake import turnstile
from vitrino.intake.writer import Full, Parcel, Unstored, Writer
from vitrino.workspace.tests.cast import NOW


def parcels(count: int) -> list[Parcel]:
    return [Parcel(1, str(number), {}, b"", NOW) for number in range(count)]


class Slow:
    """A database that takes its time, and remembers what it stored with each commit."""

    def __init__(self, wait_s: float = 0.02) -> None:
        self.wait_s = wait_s
        self.batches: list[int] = []
        self.stored: set[str] = set()

    def __call__(self, batch: Sequence[Parcel]) -> None:
        time.sleep(self.wait_s)
        self.stored |= {one.delivery_id for one in batch}
        self.batches.append(len(batch))


@pytest.fixture(autouse=True)
def no_database(monkeypatch: pytest.MonkeyPatch) -> None:
    """The store is ours, so nothing of the real one is touched."""
    monkeypatch.setattr("vitrino.intake.writer.close_old_connections", lambda: None)
    monkeypatch.setattr("vitrino.intake.writer._be_impatient", lambda: None)


def done(work: Coroutine[Any, Any, Any]) -> Any:
    """What it returns. In a thread of its own, because a browser of another test may keep a loop in this one."""
    with ThreadPoolExecutor(1) as one:
        return one.submit(asyncio.run, work).result()


async def put_all(writer: Writer, waiting: Sequence[Parcel], slow: Slow) -> list[bool]:
    async def put(one: Parcel) -> bool:
        await writer.put(one)
        return one.delivery_id in slow.stored

    return await asyncio.gather(*(put(one) for one in waiting))


def test_many_share_one_commit_and_each_is_told_after_it() -> None:
    slow = Slow()
    told = done(put_all(Writer(slow), parcels(100), slow))
    assert all(told)
    assert len(slow.batches) <= 5
    assert sum(slow.batches) == 100


def test_more_than_can_wait_is_turned_away_at_once() -> None:
    slow = Slow(0.3)
    writer = Writer(slow, most_waiting=10)

    async def flood() -> list[BaseException | None]:
        return await asyncio.gather(*(writer.put(one) for one in parcels(40)), return_exceptions=True)

    told = done(flood())
    assert sum(isinstance(one, Full) for one in told) >= 25
    assert sum(one is None for one in told) == len(slow.stored)


def test_a_database_that_fails_is_told_to_everybody_who_waits() -> None:
    def fail(_batch: Sequence[Parcel]) -> None:
        raise OperationalError("disk I/O error")

    with pytest.raises(Unstored):
        done(Writer(fail).put(parcels(1)[0]))


def test_a_locked_database_is_asked_again_at_once() -> None:
    asked: list[float] = []

    def locked_at_first(_batch: Sequence[Parcel]) -> None:
        asked.append(time.monotonic())
        if len(asked) < 4:
            raise OperationalError("database is locked")

    done(Writer(locked_at_first).put(parcels(1)[0]))
    assert len(asked) == 4


def test_while_the_turnstile_is_shut_nobody_else_begins(tmp_path: Path) -> None:
    fcntl = pytest.importorskip("fcntl")
    passed = threading.Event()

    class Connection:
        vendor = "sqlite"
        settings_dict = {"NAME": str(tmp_path / "db")}

        def _start_transaction_under_autocommit(self) -> None:
            passed.set()

    other = Connection()
    turnstile._stand_before(None, other)
    shut = turnstile._lock(str(tmp_path / "db-turn"))
    fcntl.flock(shut, fcntl.LOCK_EX)
    thread = threading.Thread(target=other._start_transaction_under_autocommit, daemon=True)
    thread.start()
    assert not passed.wait(0.2)
    fcntl.flock(shut, fcntl.LOCK_UN)
    assert passed.wait(5)
