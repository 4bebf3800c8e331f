"""An installation made for one proof: a folder and a database that nobody else uses, thrown away afterwards."""

from __future__ import annotations

import logging
import os
import secrets
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

FILE = "vitrino.sqlite3"


def prepare(folder: Path, database_url: str = "") -> None:
    """Set Django up on an empty, migrated database: a file of SQLite in the folder, or the PostgreSQL that is named."""
    address = "https://zorza.invalid"  # platforms that fetch pictures want to be told where
    os.environ |= {"VITRINO_DATA": str(folder), "VITRINO_ALLOW_PRIVATE": "1", "VITRINO_URL": address,
                   "DATABASE_URL": database_url}  # fmt: skip
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vitrino.config.settings")
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command

    settings.ROOT_URLCONF = "vitrino.proofs.urls"
    logging.disable(logging.CRITICAL)
    call_command("migrate", verbosity=0, interactive=False)


@contextmanager
def own_database(server_url: str) -> Iterator[str]:
    """A new database on the PostgreSQL server of that address; dropped afterwards. The one named is not touched."""
    import psycopg

    name = f"vitrino_proof_{secrets.token_hex(4)}"
    with psycopg.connect(server_url, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}".encode())
    try:
        yield urlunsplit(urlsplit(server_url)._replace(path=f"/{name}"))
    finally:
        with psycopg.connect(server_url, autocommit=True) as connection:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())


def back_up(folder: Path, target: Path) -> None:
    """A copy of the database as it is at this moment, while others go on writing."""
    with closing(sqlite3.connect(folder / FILE)) as source, closing(sqlite3.connect(target)) as copy:
        source.backup(copy)


def put_back(backup: Path, folder: Path) -> None:
    """The old database instead of the new one; nobody else may be using it."""
    from django.db import connections

    connections.close_all()
    for ending in ("", "-wal", "-shm"):
        (folder / f"{FILE}{ending}").unlink(missing_ok=True)
    shutil.copyfile(backup, folder / FILE)


def clone(folder: Path, target: Path) -> None:
    """The whole installation once more, keys included, as a careless move to another machine would leave it."""
    target.mkdir(mode=0o700)
    shutil.copytree(folder / "keys", target / "keys")
    back_up(folder, target / FILE)


def move_to(folder: Path) -> None:
    """From now on this process works in another folder."""
    from django.conf import settings
    from django.db import connections

    connections.close_all()
    settings.VITRINO_DATA = folder
    connections.settings["default"]["NAME"] = str(folder / FILE)
    del connections["default"]
