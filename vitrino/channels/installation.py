"""Is this database still the one this installation worked with?

A restored backup does not know what went out since; a copy would post beside the original. Both are noticed by a
counter that runs in the database and, mirrored, in the key folder. Until a person decides, nothing leaves the house.
"""

from __future__ import annotations

import hashlib
import json
import logging
import os
import platform
import secrets
import threading
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Literal

from django.conf import settings
from django.db import connection, transaction

from vitrino.channels.clock import moment
from vitrino.channels.models import Installation
from vitrino.domain.message import Message, say
from vitrino.domain.problem import Problem
from vitrino.workspace import keyring
from vitrino.workspace.models import Person

logger = logging.getLogger(__name__)

_CHECKED: set[tuple[int, str]] = set()
_CHECKING = threading.RLock()


@dataclass(frozen=True)
class Mirror:
    """What the key folder remembers. place: the machine and folder (or database server) it was written on.
    file_number: of the file itself; a copy of the folder has another one."""

    instance_id: str
    incarnation: int
    place: str
    file_number: int = 0


def held_since(now: datetime) -> datetime | None:
    """Since when nothing goes out, None when all is well. The first call of a process looks at the mirror."""
    _check_once(now)
    return _stored("held_at")


def restored_at() -> datetime | None:
    """When this database was last found to be restored or copied, released since or not."""
    _check_once(moment())
    return _stored("last_held_at")


def _check_once(now: datetime) -> None:
    """Nobody in this process goes on before somebody in it has looked at the mirror, to the end."""
    if _name() in _CHECKED or connection.in_atomic_block:
        return
    with _CHECKING:
        if _name() not in _CHECKED:
            check(now)


def _name() -> tuple[int, str]:
    return os.getpid(), str(_path())


def _stored(column: Literal["held_at", "last_held_at"]) -> datetime | None:
    """A time out of the only row. Asked half a dozen times for each post, and nearly always there is none: that answer
    is had for a tenth of what the same question costs through a queryset."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT 1 FROM {Installation._meta.db_table} WHERE {column} IS NOT NULL")
        if cursor.fetchone() is None:
            return None
    return Installation.objects.values_list(column, flat=True).first()


def check(now: datetime) -> None:
    """Compare database and mirror, hold everything when they don't fit, count both on when they do."""
    with _CHECKING:  # a second look between commit and mirror would take the database for a stranger
        mirror = _read()  # before the row: whatever is counted on meanwhile, the database is never behind it
        with transaction.atomic():
            found = Installation.objects.select_for_update().first()
            # Another process may have made both just now; it writes the mirror of a new row before it commits.
            row = _judged(found, mirror or (_read() if found else None), now)
            row.save()
            if found is None:
                _write(row.instance_id, row.incarnation)
        if row.held_at is None:  # after the commit: after a crash in between the database is ahead, which is harmless
            _write(row.instance_id, row.incarnation)
        _CHECKED.add(_name())


@transaction.atomic
def let_go(*, by: Person, now: datetime) -> Installation:
    """A person says that this database is the one to go on with. Raises Problem when nothing is held."""
    mirror = _read()
    row = Installation.objects.select_for_update().filter(held_at__isnull=False).first()
    if row is None:
        raise Problem(say("Nothing is held back. Please load the page again."))
    row.incarnation = max(row.incarnation, mirror.incarnation if mirror else 0) + 1
    row.held_at, row.released_at, row.released_by = None, now, by
    row.save()
    transaction.on_commit(lambda: _write(row.instance_id, row.incarnation))
    return row


def warning(now: datetime) -> Message | None:
    """The banner while everything is held back."""
    if held_since(now) is None:
        return None
    return say("This database was restored or copied, so Vitrino publishes and fetches nothing until you confirm it.")


def _judged(row: Installation | None, mirror: Mirror | None, now: datetime) -> Installation:
    """The row counted on, or held; a new database takes its name from the keys that are there."""
    if row is None:
        known = mirror or Mirror(secrets.token_hex(16), 0, "")
        row = Installation(instance_id=known.instance_id, incarnation=known.incarnation)
    elif row.held_at is None and _is_other(row, mirror):
        logger.critical("the database was restored or copied: nothing goes out until a person releases it")
        row.held_at = row.last_held_at = now
    if row.held_at is None:
        row.incarnation += 1
    return row


def _is_other(row: Installation, mirror: Mirror | None) -> bool:
    """Is the database not the one the mirror saw last? One that is behind is a backup."""
    if mirror is None:
        return connection.vendor == "sqlite"
    if mirror.instance_id != row.instance_id or row.incarnation < mirror.incarnation:
        return True
    if connection.vendor != "sqlite":  # several machines may share a server, and each may have a copy of the keys
        return mirror.place != _place()
    return mirror.place != _place() and mirror.file_number != _file_number(_path())


def _path() -> Path:
    return keyring.folder() / "installation.json"


def _place() -> str:
    """Where we are: this machine and folder, or the database on its server."""
    is_file = connection.vendor == "sqlite"
    parts = [platform.node(), str(settings.VITRINO_DATA)] if is_file else _on_server()
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]


def _on_server() -> list[str]:
    """What is the server's and the database's own: a copy on another machine may have the same address and name.

    Where the server does not tell its number to everybody, the address has to do.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT oid, has_function_privilege('pg_control_system()', 'execute') FROM pg_database"
                       " WHERE datname = current_database()")  # fmt: skip
        number, is_told = cursor.fetchone()
        if is_told:
            cursor.execute("SELECT system_identifier FROM pg_control_system()")
            return [str(number), str(cursor.fetchone()[0])]
    database = settings.DATABASES["default"]
    return [str(number), *(str(database.get(name, "")) for name in ("HOST", "PORT", "NAME"))]


def _file_number(path: Path) -> int:
    return path.stat().st_ino


def _read() -> Mirror | None:
    try:
        return Mirror(**json.loads(_path().read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def _write(instance_id: str, incarnation: int) -> None:
    """The file's own number is part of it, so it is written twice: a copy carries the number of the original."""
    path, place = _path(), _place()
    if not path.exists():
        keyring.write_private(path, json.dumps(asdict(Mirror(instance_id, incarnation, place))))
    mirror = Mirror(instance_id, incarnation, place, _file_number(path))
    with path.open("r+", encoding="utf-8") as file:
        file.write(json.dumps(asdict(mirror)))
        file.truncate()
