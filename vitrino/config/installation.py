"""What an installation needs before it can start: folder, keys, database, texts. Safe to repeat."""

from __future__ import annotations

import os
import secrets
import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from vitrino.config import texts
from vitrino.config.environment import Environment, key_file, read
from vitrino.domain.message import say
from vitrino.domain.problem import Problem

KEYS = ("sessions", "tokens")
BACKUPS_KEPT = 5


def prepare() -> Iterator[str]:
    """Make what is missing; gives a line for each thing done. Raises Problem with what to do about it."""
    env = read()
    yield from _folders(env)
    yield from _keys(env)
    compiled = texts.compile_stale()
    if compiled:
        yield f"Texts: {compiled} catalogues compiled."
    yield from _database(env)


def setup_link(env: Environment) -> str:
    """The one-time link that lets the first person in, "" when somebody is already there."""
    from vitrino.workspace import start

    token = start.token()
    return f"{env.base_url}/start/{token}/" if token else ""


def _folders(env: Environment) -> Iterator[str]:
    try:
        for folder in (env.data, env.data / "keys", env.data / "media", env.data / "backups"):
            if not folder.exists():
                folder.mkdir(mode=0o700, parents=True)
                yield f"Folder: {folder.name} made."
    except OSError as error:
        raise Problem(
            say("The data folder {path} can't be made ({why}). Set VITRINO_DATA to a folder you may write to.",
                path=str(env.data), why=error.strerror or str(error))
        ) from error  # fmt: skip


def _keys(env: Environment) -> Iterator[str]:
    for name in KEYS:
        path = key_file(env, name)
        if not path.exists():
            _write_private(path, secrets.token_urlsafe(48))
            yield f"Key: {name} made. Keep a copy of it apart from your backups."


def _write_private(path: Path, text: str) -> None:
    """Readable by the owner from the first moment on, and complete or not there at all."""
    draft = path.with_suffix(".new")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)


def _database(env: Environment) -> Iterator[str]:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vitrino.config.settings")
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import OperationalError, connection
    from django.db.migrations.executor import MigrationExecutor

    try:
        executor = MigrationExecutor(connection)
        pending = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except OperationalError as error:
        raise Problem(say("The database does not answer: {why}", why=str(error).strip())) from error
    if not pending:
        return
    if executor.loader.applied_migrations and connection.vendor == "sqlite":
        yield f"Backup: {_backup(env).name} made before the update."
    call_command("migrate", verbosity=0, interactive=False)
    yield f"Database: {len(pending)} steps brought it up to date."


def _backup(env: Environment) -> Path:
    """A checked copy of the SQLite database; the newest few are kept."""
    folder = env.data / "backups"
    target = folder / f"before-update-{datetime.now(UTC):%Y%m%d-%H%M%S}.sqlite3"
    with sqlite3.connect(env.data / "vitrino.sqlite3") as source, sqlite3.connect(target) as copy:
        source.backup(copy)
        verdict = copy.execute("PRAGMA quick_check").fetchone()[0]
    if verdict != "ok":
        raise Problem(say("The backup before the update is damaged ({why}), so nothing was updated.", why=verdict))
    for old in sorted(folder.glob("before-update-*.sqlite3"))[:-BACKUPS_KEPT]:
        old.unlink()
    return target
