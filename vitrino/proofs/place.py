"""The installations of one proof: folders with keys and a database that nobody else uses."""

from __future__ import annotations

import logging
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from vitrino.proofs.stores import Store


def prepare(folder: Path, database_url: str = "", *, at_once: bool = False) -> None:
    """Set Django up on an empty database with all tables: a file of SQLite in the folder, or the PostgreSQL named.

    at_once: the tables as the models want them, without the seconds that the steps since the first release take.
    """
    address = "https://zorza.invalid"  # platforms that fetch pictures want to be told where
    os.environ |= {"VITRINO_DATA": str(folder), "VITRINO_ALLOW_PRIVATE": "1", "VITRINO_URL": address,
                   "DATABASE_URL": database_url}  # fmt: skip
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vitrino.config.settings")
    import django

    django.setup()
    from django.apps import apps
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connections

    settings.ROOT_URLCONF = "vitrino.proofs.urls"
    logging.disable(logging.CRITICAL)
    if at_once:
        settings.MIGRATION_MODULES = dict.fromkeys(app.label for app in apps.get_app_configs())
    call_command("migrate", verbosity=0, interactive=False, run_syncdb=at_once)
    connections.close_all()


@contextmanager
def installation(store: Store, name: str) -> Iterator[Path]:
    """A new one, in which this process works from now on; with its copies it is thrown away afterwards."""
    folder = store.root / name
    folder.mkdir(mode=0o700)
    store.copy(store.root, folder)
    move_to(store, folder)
    try:
        yield folder
    finally:
        move_to(store, store.root)
        for one in (*(path for path in folder.iterdir() if path.is_dir()), folder):
            store.drop(one)
        shutil.rmtree(folder)


def copy_whole(store: Store, source: Path, target: Path, keys: Path) -> None:
    """Database and keys, as a careless move to another machine would leave them. keys: the folder they come from."""
    target.mkdir(mode=0o700)
    shutil.copytree(keys / "keys", target / "keys")
    store.copy(source, target)


def move_to(store: Store, folder: Path) -> None:
    """From now on this process works with another installation."""
    from django.conf import settings
    from django.db import connections

    connections["default"].close()
    del connections["default"]
    settings.VITRINO_DATA = folder
    connections.settings["default"]["NAME"] = store.name(folder)
