"""A new database, made from the models at once, is the one that all migrations lead to."""

from __future__ import annotations

import re
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

# Both databases are made once, and not once a process.
pytestmark = pytest.mark.xdist_group("new database")

DJANGO_WAY = (
    "import django, sys; django.setup()\n"
    "from django.core.management.commands.migrate import Command\n"
    "from django.core.management import call_command\n"
    "call_command(Command(), verbosity=0, interactive=False)\n"
)
OUR_WAY = (
    "import django; django.setup()\n"
    "from django.core.management import call_command\n"
    "call_command('migrate', verbosity=0, interactive=False)\n"
)


def made(tmp_path: Path, name: str, code: str) -> sqlite3.Connection:
    file = tmp_path / f"{name}.sqlite3"
    settings = (
        "from vitrino.config import settings\n"
        f"settings.DATABASES['default']['NAME'] = {str(file)!r}\n"
        "import os; os.environ['DJANGO_SETTINGS_MODULE'] = 'vitrino.config.settings'\n"
    )
    subprocess.run([sys.executable, "-c", settings + code], check=True, capture_output=True, timeout=300)
    return sqlite3.connect(file)


def described(database: sqlite3.Connection) -> dict[str, object]:
    """Tables with their columns, keys and rules, indexes and triggers; in no order."""
    told: dict[str, object] = {}
    rows = database.execute("SELECT type, name, tbl_name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'")
    for kind, name, table, sql in rows.fetchall():
        if kind == "table":
            columns = database.execute(f'PRAGMA table_info("{name}")').fetchall()
            keys = database.execute(f'PRAGMA foreign_key_list("{name}")').fetchall()
            told[name] = (
                {tuple(column[1:]) for column in columns},
                {tuple(key[2:]) for key in keys},
                set(re.findall(r'CONSTRAINT "(\w+)" (?:CHECK|UNIQUE)', sql)),
                sql.count(" CHECK "),
            )
        else:
            told[f"{kind} {name}"] = (table, " ".join((sql or "").split()))
    return told


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> tuple[sqlite3.Connection, sqlite3.Connection]:
    folder = tmp_path_factory.mktemp("databases")
    return made(folder, "walked", DJANGO_WAY), made(folder, "made", OUR_WAY)


def test_both_ways_end_in_the_same_tables(both: tuple[sqlite3.Connection, sqlite3.Connection]) -> None:
    walked, fresh = (described(one) for one in both)
    assert fresh.keys() == walked.keys()
    assert {name for name in walked if walked[name] != fresh[name]} == set()


def test_both_ways_count_the_same_migrations_as_done(both: tuple[sqlite3.Connection, sqlite3.Connection]) -> None:
    walked, fresh = (set(one.execute("SELECT app, name FROM django_migrations").fetchall()) for one in both)
    assert fresh == walked


def test_the_log_of_a_new_database_can_not_be_changed(both: tuple[sqlite3.Connection, sqlite3.Connection]) -> None:
    triggers = both[1].execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall()
    assert {name for (name,) in triggers} >= {"event_no_update", "event_no_delete"}
