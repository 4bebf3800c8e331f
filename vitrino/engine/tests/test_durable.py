"""What the disk has, not what the program believes: a flush is played by a copy of the files, made while it runs."""

from __future__ import annotations

import os
import shutil
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from django.db import OperationalError
from django.db.utils import ConnectionHandler
from django.utils.connection import ConnectionProxy
from pytest_django import DjangoDbBlocker

from vitrino.engine import durable

pytestmark = pytest.mark.skipif(not hasattr(os, "fdatasync"), reason="plays the flush that this system calls")
FULL = {"init_command": "PRAGMA synchronous=FULL", "transaction_mode": "IMMEDIATE", "timeout": 20}


class Disk:
    """Of what was written, the part a power cut leaves: the files as they were when the last flush began."""

    def __init__(self, database: Path, folder: Path) -> None:
        self._database, self._folder = database, folder
        self.flushes = 0
        self.is_failing = False
        self.holds_up: threading.Event | None = None
        self.has_begun = threading.Event()

    def flush(self, file: int) -> None:
        if self.is_failing:
            raise OSError(5, "Input/output error")
        for name in (self._database.name, f"{self._database.name}-wal"):
            shutil.copy(self._database.parent / name, self._folder / name)
        self.flushes += 1
        self.has_begun.set()
        if self.holds_up is not None:
            self.holds_up.wait(5)

    def after_a_power_cut(self) -> set[str]:
        """What the disk has then; nothing before its first flush."""
        if not self.flushes:
            return set()
        with closing(sqlite3.connect(self._folder / self._database.name)) as found:
            return {row[0] for row in found.execute("SELECT word FROM words")}


@pytest.fixture
def connections(tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
                django_db_blocker: DjangoDbBlocker) -> Iterator[ConnectionHandler]:  # fmt: skip
    """Django's connections to a database in a file, one for each thread."""
    file = tmp_path / "vitrino.sqlite3"
    with closing(sqlite3.connect(file, isolation_level=None)) as made:
        made.execute("PRAGMA journal_mode=WAL")
        made.execute("CREATE TABLE words (word TEXT)")
    engine = {"ENGINE": "django.db.backends.sqlite3", "NAME": str(file), "OPTIONS": FULL}
    handler = ConnectionHandler({"default": engine})
    monkeypatch.setattr(durable, "connection", ConnectionProxy(handler, "default"))
    with django_db_blocker.unblock():
        yield handler
        handler.close_all()


@pytest.fixture
def disk(connections: ConnectionHandler, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Disk:
    (tmp_path / "disk").mkdir()
    made = Disk(tmp_path / "vitrino.sqlite3", tmp_path / "disk")
    monkeypatch.setattr(os, "fdatasync", made.flush)
    return made


def _write(connections: ConnectionHandler, word: str) -> None:
    with connections["default"].cursor() as cursor:
        cursor.execute("INSERT INTO words VALUES (%s)", [word])


def _level(connections: ConnectionHandler) -> int:
    with connections["default"].cursor() as cursor:
        return int(cursor.execute("PRAGMA synchronous").fetchone()[0])


def test_what_was_waited_for_survives_a_power_cut(connections: ConnectionHandler, disk: Disk) -> None:
    with durable.shared_waits():
        _write(connections, "attempt")
        assert disk.after_a_power_cut() == set()
        durable.wait()
        assert disk.after_a_power_cut() == {"attempt"}
        _write(connections, "answer")
    assert disk.after_a_power_cut() == {"attempt", "answer"}


def test_outside_every_commit_waits_for_the_disk_itself(connections: ConnectionHandler, disk: Disk) -> None:
    full = _level(connections)
    with durable.shared_waits():
        assert _level(connections) < full
    assert _level(connections) == full
    flushes = disk.flushes
    durable.wait()
    assert disk.flushes == flushes


def test_an_error_inside_gives_the_strict_commits_back(connections: ConnectionHandler, disk: Disk) -> None:
    full = _level(connections)
    with pytest.raises(ZeroDivisionError), durable.shared_waits():
        raise ZeroDivisionError
    assert _level(connections) == full


def test_threads_that_wait_at_the_same_time_share_a_flush(connections: ConnectionHandler, disk: Disk) -> None:
    disk.holds_up = threading.Event()
    begun = threading.Barrier(9, timeout=10)

    def work(number: int) -> None:
        with durable.shared_waits():
            _write(connections, str(number))
            begun.wait()
        connections.close_all()

    threads = [threading.Thread(target=work, args=[number]) for number in range(8)]
    for thread in threads:
        thread.start()
    begun.wait()
    assert disk.has_begun.wait(5)
    disk.holds_up.set()
    for thread in threads:
        thread.join()
    assert disk.after_a_power_cut() == {str(number) for number in range(8)}
    assert disk.flushes < 8


def test_who_writes_while_a_flush_runs_waits_for_the_next_one(connections: ConnectionHandler, disk: Disk) -> None:
    disk.holds_up = threading.Event()

    def first() -> None:
        with durable.shared_waits():
            _write(connections, "first")
        connections.close_all()

    thread = threading.Thread(target=first)
    thread.start()
    assert disk.has_begun.wait(5)
    with durable.shared_waits():
        _write(connections, "second")
        disk.holds_up.set()
        durable.wait()
        assert disk.after_a_power_cut() == {"first", "second"}
    thread.join()


def test_after_a_failed_flush_nobody_is_told_that_all_is_well(connections: ConnectionHandler, disk: Disk) -> None:
    disk.is_failing = True
    with pytest.raises(OperationalError, match="did not take"), durable.shared_waits():
        _write(connections, "lost")
    disk.is_failing = False  # the system may have dropped the pages, so a later success proves nothing
    with pytest.raises(OperationalError, match="did not take"), durable.shared_waits():
        _write(connections, "lost too")


def test_without_a_log_there_is_nothing_to_wait_for(connections: ConnectionHandler, disk: Disk) -> None:
    with durable.shared_waits():
        _write(connections, "word")
        connections.close_all()  # the last one takes the log along, once its content is in the database
        durable.wait()
        assert disk.flushes == 0
