"""`python -m tests.grid [--database postgresql] [platform …]`: run every cell, write the record and the page.

Without platforms the changes of the clocks are tried too. Exit status 1 on any untruth.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vitrino.config.settings")

import django

django.setup()

from tests.grid import page, record  # noqa: E402
from tests.grid.cells import Cell  # noqa: E402


def main() -> int:
    asked = argparse.ArgumentParser(prog="python -m tests.grid", description="Every fault at every step of sending.")
    asked.add_argument("platforms", nargs="*")
    asked.add_argument("--database", choices=[name.lower() for name in record.DATABASES], default="sqlite")
    wanted = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder, _database(wanted.database) as url:
        status = _run(wanted.platforms, folder, url)
        _write(Path(folder), next(name for name in record.DATABASES if name.lower() == wanted.database))
    return status


@contextmanager
def _database(kind: str) -> Iterator[str]:
    """The address of a server of our own; "" for SQLite."""
    if kind == "sqlite":
        yield ""
        return
    from tests.peers.postgres import PostgresServer

    with PostgresServer(fsync=False) as server:
        yield server.url()


def _run(platforms: list[str], folder: str, url: str) -> int:
    tests = f"no_fault and ({' or '.join(platforms)})" if platforms else "no_fault or changing_hour"
    command = [sys.executable, "-m", "pytest", "tests/grid", "-q", "-n", str(os.cpu_count() or 1), "-k", tests]
    return subprocess.call(command, env={**os.environ, "VITRINO_GRID": folder, "DATABASE_URL": url})


def _write(folder: Path, database: str) -> None:
    found = record.read()
    for file in sorted(folder.glob("runs.*.json")):
        found.runs[database][file.name.split(".")[1]] = _outcomes(file)
    changes = [record.Change(**json.loads(file.read_text(encoding="utf-8"))) for file in folder.glob("change.*.json")]
    found.changes = sorted(changes, key=lambda one: (one.zone, one.at)) or found.changes
    record.write(found)
    page.FILE.write_text(page.render(record.read()), encoding="utf-8")


def _outcomes(file: Path) -> dict[Cell, str]:
    rows: list[list[str]] = json.loads(file.read_text(encoding="utf-8"))
    return {Cell(prelude, point, fault, walk): outcome for prelude, point, fault, walk, outcome in rows}


if __name__ == "__main__":
    sys.exit(main())
