"""Waiting for the disk together: on SQLite the commits of many threads share one wait (group commit).

A commit of SQLite waits by itself until the disk has it, one after the other; each takes a disk some milliseconds.
Inside `shared_waits()` commits only reach the write-ahead log, and `wait()` returns when the disk has everything this
thread has committed: one flush of the log serves all who wait. What nobody has waited for yet, a power cut may take
back; so nothing leaves the house before `wait()` has returned. The end of a process takes nothing back.

SQLite allows it: in WAL mode with synchronous=NORMAL the database stays whole whatever happens, and a checkpoint waits
for the log before it copies from it (sqlite.org/pragma.html#pragma_synchronous). PostgreSQL shares its waits itself.
"""

from __future__ import annotations

import os
import threading
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import OperationalError, connection


class _Group:
    """The threads that wait for one file. Whoever comes while a flush runs may have written after it began, so it
    waits for the next one."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._begun = self._done = 0
        self._is_broken = False

    def wait(self, log: str) -> None:
        with self._changed:
            wanted = self._begun + 1
            while self._done < wanted:
                if self._is_broken:
                    raise OperationalError("The disk did not take what was written. Vitrino has to be started again.")
                if self._begun > self._done:
                    self._changed.wait()
                else:
                    self._flush(log)

    def _flush(self, log: str) -> None:
        """For everybody. After one that failed, the system may call lost pages clean: no later one proves anything."""
        self._begun += 1
        self._changed.release()
        try:
            _flush_file(log)
        except OSError:
            self._is_broken = True
        finally:
            self._changed.acquire()
        if not self._is_broken:
            self._done = self._begun
        self._changed.notify_all()


_GROUPS: defaultdict[str, _Group] = defaultdict(_Group)
_LOG = threading.local()


@contextmanager
def shared_waits() -> Iterator[None]:
    """Inside, this thread's commits wait for the disk only at `wait()`, and at the end."""
    if not _can_share():
        yield
        return
    _wait_at_commit("NORMAL")
    _LOG.path = f"{connection.settings_dict['NAME']}-wal"
    try:
        yield
        wait()
    finally:
        _LOG.path = ""
        _wait_at_commit("FULL")


def wait() -> None:
    """Return when the disk has whatever this thread has committed. Raises OperationalError when the disk refused it."""
    path = getattr(_LOG, "path", "")
    if path:
        _GROUPS[path].wait(path)


def _can_share() -> bool:
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        return False
    return not connection.is_in_memory_db()  # type: ignore[attr-defined]  # of SQLite's wrapper


def _wait_at_commit(level: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA synchronous={level}")


def _flush_file(path: str) -> None:
    """No log: the last connection has closed it, and its content is in the database already, on the disk."""
    try:
        file = os.open(path, os.O_RDWR)
    except FileNotFoundError:
        return
    try:
        getattr(os, "fdatasync", os.fsync)(file)
    finally:
        os.close(file)
