"""`python -m tests.grid [platform …]`: run every cell, write the record and the page. Exit status 1 on any untruth."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.grid import page, record
from tests.grid.cells import Cell


def main(platforms: list[str]) -> int:
    with tempfile.TemporaryDirectory() as folder:
        status = _run(platforms, folder)
        found = record.read() | {file.stem: _outcomes(file) for file in sorted(Path(folder).glob("*.json"))}
    record.write(found)
    page.FILE.write_text(page.render(found), encoding="utf-8")
    return status


def _run(platforms: list[str], folder: str) -> int:
    command = [sys.executable, "-m", "pytest", "tests/grid/test_grid.py", "-q", "-n", str(os.cpu_count() or 1),
               "-k", "no_fault" + (f" and ({' or '.join(platforms)})" if platforms else "")]  # fmt: skip
    return subprocess.call(command, env={**os.environ, "VITRINO_GRID": folder})


def _outcomes(file: Path) -> dict[Cell, str]:
    rows: list[list[str]] = json.loads(file.read_text(encoding="utf-8"))
    return {Cell(prelude, point, fault): outcome for prelude, point, fault, outcome in rows}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
