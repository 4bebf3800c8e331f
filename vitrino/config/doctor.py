"""The examination behind `vitrino doctor`: each check is a function that gives a verdict and a remedy."""

from __future__ import annotations

import os
import platform
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from pydantic import ValidationError

from vitrino.config import texts
from vitrino.config.environment import Environment, key_file, read, read_key

Level = Literal["good", "warn", "bad"]
ENOUGH_BYTES = 500 * 1024 * 1024


@dataclass(frozen=True)
class Check:
    """One verdict. remedy: what to do, empty when all is well."""

    level: Level
    name: str
    text: str
    remedy: str = ""


def examine() -> Iterator[Check]:
    """All verdicts, those that the others stand on first."""
    yield _python()
    try:
        env = read()
    except ValidationError as error:
        yield from _bad_settings(error)
        return
    for check in CHECKS:
        yield check(env)


def _bad_settings(error: ValidationError) -> Iterator[Check]:
    for fault in error.errors():
        name = "VITRINO_" + str(fault["loc"][0]).upper()
        yield Check("bad", "Settings", f"{name} is not usable: {fault['msg']}", f"Correct or remove {name}.")


def _python() -> Check:
    return Check("good", "Python", platform.python_version())


def _data(env: Environment) -> Check:
    if not env.data.is_dir():
        return Check("bad", "Data folder", f"{env.data} is missing.", "Run: vitrino setup")
    if not os.access(env.data, os.W_OK):
        return Check(
            "bad", "Data folder", f"{env.data} can't be written to.", "Give yourself the right to write there."
        )
    if os.name == "posix" and env.data.stat().st_mode & 0o077:
        return Check("warn", "Data folder", f"{env.data} can be read by others.", f"Run: chmod 700 {env.data}")
    return Check("good", "Data folder", str(env.data))


def _disk(env: Environment) -> Check:
    place = env.data if env.data.exists() else env.data.parent
    free = shutil.disk_usage(place).free if place.exists() else 0
    text = f"{free // 1024**2:,} MB free"
    if free < ENOUGH_BYTES:
        return Check("bad", "Disk", text, "Make room: with a full disk nothing can be published or received.")
    return Check("good", "Disk", text)


def _keys(env: Environment) -> Check:
    for name in ("sessions", "tokens"):
        try:
            text = read_key(env, name)
        except PermissionError as error:
            return Check("bad", "Keys", str(error).partition(". Run")[0] + ".", f"Run: chmod 600 {key_file(env, name)}")
        if not text:
            return Check("bad", "Keys", f"The key “{name}” is missing.", "Run: vitrino setup, or bring back your copy.")
        if len(text) < 32:
            return Check(
                "bad", "Keys", f"The key “{name}” is too short to be safe.", "Remove it and run: vitrino setup"
            )
    return Check("good", "Keys", "present, readable by you only")


def _database(env: Environment) -> Check:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vitrino.config.settings")
    import django

    django.setup()
    from django.db import DatabaseError, connection
    from django.db.migrations.executor import MigrationExecutor

    try:
        executor = MigrationExecutor(connection)
        pending = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError as error:
        return Check("bad", "Database", str(error).strip(), "Check DATABASE_URL and that the server runs.")
    if pending:
        return Check("bad", "Database", f"Updates are waiting: {len(pending)}.", "Run: vitrino setup")
    return Check("good", "Database", f"{connection.vendor}, up to date")


def _scheduler(env: Environment) -> Check:
    from django.db import DatabaseError
    from django.utils import timezone

    from vitrino.engine import queries

    try:
        age = queries.scheduler_age(timezone.now())
    except DatabaseError:
        return Check("bad", "Scheduler", "unknown, because the database does not answer.")
    if age is None:
        return Check("warn", "Scheduler", "has never run.", "Start Vitrino: python3 start.py")
    if age > queries.STALE_AFTER:
        return Check(
            "bad", "Scheduler", f"silent for {int(age.total_seconds())} s; nothing goes out.", "Start Vitrino again."
        )
    return Check("good", "Scheduler", "ticking")


def _private(env: Environment) -> Check:
    if env.allow_private:
        text = "VITRINO_ALLOW_PRIVATE is on: whoever can name an address reaches your private network through Vitrino."
        return Check("bad", "Outside addresses", text, "Unset VITRINO_ALLOW_PRIVATE; it is for tests only.")
    return Check("good", "Outside addresses", "private networks are closed to fetching")


def _address(env: Environment) -> Check:
    if env.host not in ("127.0.0.1", "localhost", "::1") and not env.url:
        text = "Vitrino listens to the network, but VITRINO_URL is not set."
        return Check("bad", "Address", text, "Set VITRINO_URL to the address people use, e.g. https://shop.example.")
    if env.url.startswith("http://") and "localhost" not in env.url:
        text = f"{env.url} is not encrypted: passwords can be read on the way."
        return Check("bad", "Address", text, "Put a reverse proxy with TLS in front and use https://.")
    return Check("good", "Address", env.base_url)


def _mail(env: Environment) -> Check:
    if not env.mail_url:
        text = f"E-mails are only written to {env.data / 'mail'}."
        return Check("warn", "E-mail", text, "Set VITRINO_MAIL_URL, e.g. smtp://user:password@mail.example:587")
    return Check("good", "E-mail", "a mail server is set")


def _texts(env: Environment) -> Check:
    stale = [path for path in texts.PACKAGE.rglob("*.po") if not path.with_suffix(".mo").exists()]
    if stale:
        return Check("warn", "Languages", f"{len(stale)} catalogues are not compiled.", "Run: vitrino setup")
    return Check("good", "Languages", "English, Polish, Esperanto")


CHECKS: tuple[Callable[[Environment], Check], ...] = (
    _data, _disk, _keys, _database, _scheduler, _private, _address, _mail, _texts,
)  # fmt: skip
