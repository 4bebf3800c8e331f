"""Who writes next into SQLite: whoever receives and reads deliveries, before all who only work.

SQLite knows no order among those who wait for its one writer, so many short transactions of busy workers keep a single
receiver out for seconds. Here every transaction first passes a turnstile, a file lock beside the database; the receiver
holds it shut while it waits and commits, so at most what has begun already goes before it. PostgreSQL needs none of it.
"""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection
from django.db.backends.signals import connection_created

try:
    import fcntl
except ImportError:  # Windows: there everybody waits alike
    fcntl = None  # type: ignore[assignment]

# Left open this long between two receptions, so that the workers come through as well.
PAUSE_S = 0.001
_MINE = threading.local()


def install() -> None:
    """From now on every connection of this process passes the turnstile."""
    connection_created.connect(_stand_before, dispatch_uid="intake.turnstile")


@contextmanager
def shut() -> Iterator[None]:
    """Inside, nobody else begins a transaction."""
    path = _path(connection.settings_dict)
    if connection.vendor != "sqlite" or not path:
        yield
        return
    lock, _MINE.is_first = _lock(path), True
    fcntl.flock(lock, fcntl.LOCK_EX)
    try:
        yield
    finally:
        fcntl.flock(lock, fcntl.LOCK_UN)
        _MINE.is_first = False
        time.sleep(PAUSE_S)


def _stand_before(sender: object, connection: Any, **_more: object) -> None:
    path = _path(connection.settings_dict)
    if connection.vendor != "sqlite" or not path or "_start_transaction_under_autocommit" in vars(connection):
        return
    begin = connection._start_transaction_under_autocommit

    def begin_in_turn() -> None:
        if not getattr(_MINE, "is_first", False):
            lock = _lock(path)
            fcntl.flock(lock, fcntl.LOCK_SH)
            fcntl.flock(lock, fcntl.LOCK_UN)
        begin()

    connection._start_transaction_under_autocommit = begin_in_turn


def _path(settings: dict[str, Any]) -> str:
    """The lock beside the database file; "" where there is no file."""
    name = str(settings["NAME"])
    return "" if fcntl is None or "memory" in name else f"{name}-turn"


def _lock(path: str) -> int:
    """This thread's own handle: handles shared by threads would share the lock too."""
    kept = getattr(_MINE, "handles", None)
    if kept is None or kept[0] != (os.getpid(), path):
        _MINE.handles = kept = ((os.getpid(), path), os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600))
    return int(kept[1])
