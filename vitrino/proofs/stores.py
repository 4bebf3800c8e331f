"""Where the rows of a proof lie: files, or databases on a PostgreSQL server; nobody else uses them."""

from __future__ import annotations

import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Protocol
from urllib.parse import urlsplit, urlunsplit

if TYPE_CHECKING:
    import psycopg
    from psycopg import sql

FILE = "vitrino.sqlite3"
SIDE_FILES = ("-wal", "-shm")


class Store(Protocol):
    """Each installation is a folder with a database; root is the first one, which holds tables and nothing else.

    label: product and version, for people. is_server: are there connections that can be cut? url: of the first
    database, as `DATABASE_URL`.
    """

    root: Path
    label: str
    is_server: bool

    @property
    def url(self) -> str: ...

    def name(self, folder: Path) -> str:
        """What Django calls the database of the installation in that folder."""

    def copy(self, source: Path, target: Path) -> None:
        """What is in `source` at this moment, while others go on writing, instead of all that `target` has."""

    def drop(self, folder: Path) -> None:
        """Nobody needs it any more."""

    def cut(self, folder: Path) -> int:
        """End half of the connections to it, whatever they are doing; how many."""


class Files:
    """SQLite: one file in each folder."""

    is_server = False

    @property
    def url(self) -> str:
        return ""

    def __init__(self, root: Path) -> None:
        self.root, self.label = root, f"SQLite {sqlite3.sqlite_version}"

    def name(self, folder: Path) -> str:
        return str(folder / FILE)

    def copy(self, source: Path, target: Path) -> None:
        self.drop(target)
        with closing(sqlite3.connect(self.name(source))) as old, closing(sqlite3.connect(self.name(target))) as new:
            old.backup(new)

    def drop(self, folder: Path) -> None:
        for ending in ("", *SIDE_FILES):
            Path(f"{self.name(folder)}{ending}").unlink(missing_ok=True)

    def cut(self, folder: Path) -> int:
        return 0


class Server:
    """PostgreSQL: a database for each folder, beside the one whose address is known."""

    is_server = True

    def __init__(self, root: Path, url: str) -> None:
        self.root, self._url, self._prefix = root, url, f"vitrino_proof_{secrets.token_hex(4)}"
        with self._connect() as connection:
            self.label = f"PostgreSQL {connection.info.server_version // 10_000}.{connection.info.server_version % 100}"

    def name(self, folder: Path) -> str:
        return "_".join((self._prefix, *folder.relative_to(self.root).parts))

    @property
    def url(self) -> str:
        return self._address(self.root)

    def _address(self, folder: Path) -> str:
        return urlunsplit(urlsplit(self._url)._replace(path=f"/{self.name(folder)}"))

    def create(self) -> None:
        """The first database, still without tables."""
        self._order(f"CREATE DATABASE {self.name(self.root)}")

    def copy(self, source: Path, target: Path) -> None:
        """As one snapshot, into a new database or over the rows of one that is there; identity and tables stay."""
        if not self._names(self.name(target)):
            self._order(f"CREATE DATABASE {self.name(target)} TEMPLATE {self.name(self.root)}")
        if source != self.root:
            with self._connect(source) as old, self._connect(target) as new:
                _copy_rows(old, new)

    def drop(self, folder: Path) -> None:
        self._order(f"DROP DATABASE IF EXISTS {self.name(folder)} WITH (FORCE)")

    def drop_all(self) -> None:
        for name in self._names(f"{self._prefix}%"):
            self._order(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")

    def cut(self, folder: Path) -> int:
        words = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s AND random() < 0.5"
        with self._connect() as connection:
            return len(connection.execute(words, [self.name(folder)]).fetchall())

    def _names(self, like: str) -> list[str]:
        with self._connect() as connection:
            found = connection.execute("SELECT datname FROM pg_database WHERE datname LIKE %s", [like]).fetchall()
        return [row[0] for row in found]

    def _order(self, words: str) -> None:
        with self._connect() as connection:
            connection.execute(words.encode())

    def _connect(self, folder: Path | None = None) -> psycopg.Connection:
        import psycopg

        return psycopg.connect(self._address(folder) if folder else self._url, autocommit=folder is None)


def _copy_rows(old: psycopg.Connection, new: psycopg.Connection) -> None:
    """All rows of all tables as they were at one moment, and the numbers that come next. Foreign keys wait for the
    end of the transaction, so the order does not matter."""
    from psycopg import IsolationLevel, sql

    old.isolation_level, old.read_only = IsolationLevel.REPEATABLE_READ, True
    for table in _filled(new):
        new.execute(sql.SQL("DELETE FROM {}").format(table))
    for table in _filled(old):
        out, into = (sql.SQL(words).format(table) for words in ("COPY {} TO STDOUT", "COPY {} FROM STDIN"))
        with old.cursor().copy(out) as rows, new.cursor().copy(into) as kept:
            for block in rows:
                kept.write(block)
    counters = "SELECT sequencename, last_value FROM pg_sequences WHERE schemaname = 'public'"
    for name, last in old.execute(f"{counters} AND last_value IS NOT NULL".encode()).fetchall():
        new.execute("SELECT setval(%s::regclass, %s)", [f'"{name}"', last])


def _filled(connection: psycopg.Connection) -> list[sql.Identifier]:
    """The tables in which there is anything; most are empty."""
    from psycopg import sql

    found = connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1").fetchall()
    tables = [sql.Identifier(name) for (name,) in found]
    asked = sql.SQL(", ").join(sql.SQL("EXISTS (SELECT FROM {})").format(table) for table in tables)
    row = connection.execute(sql.SQL("SELECT {}").format(asked)).fetchone() or ()
    return [table for table, is_filled in zip(tables, row, strict=True) if is_filled]


@contextmanager
def store(root: Path, server_url: str = "") -> Iterator[Store]:
    """Files below that folder, or databases on that server; they are gone afterwards. What is there is not touched."""
    if not server_url:
        yield Files(root)
        for ending in ("", *SIDE_FILES):
            Path(f"{root / FILE}{ending}").unlink(missing_ok=True)
        return
    server = Server(root, server_url)
    server.create()
    try:
        yield server
    finally:
        server.drop_all()
