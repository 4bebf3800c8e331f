"""What the last complete runs found: a letter for each cell, kept beside the tests so that the page can be checked."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from tests.grid.cells import Cell
from tests.grid.faults import FAULTS

FILE = Path(__file__).with_name("outcomes.json")
LETTERS = {"once": "o", "asked": "a", "held": "h", "failed": "f", "cancelled": "c",
           "duplicated": "D", "lost": "L", "untrue": "U"}  # fmt: skip
WORDS = {letter: word for word, letter in LETTERS.items()}
NAMES = tuple(fault.name for fault in FAULTS)
DATABASES = ("SQLite", "PostgreSQL")

Outcomes = Mapping[Cell, str]


@dataclass(frozen=True)
class Change:
    """A change of the clocks, with a post in the hour that is skipped or doubled.

    at: when it comes (UTC). by: how far clocks go forward, "-1:00:00" back. wall: the time the owner chose there.
    planned: the time it became. out: when it went out (UTC). times: how often it stands on the platform next day.
    """

    zone: str
    at: str
    by: str
    wall: str
    planned: str
    out: str
    times: int


@dataclass
class Found:
    """runs: database -> platform -> cell -> outcome. changes: what was tried with the clocks of the world."""

    runs: dict[str, dict[str, Outcomes]] = field(default_factory=lambda: {name: {} for name in DATABASES})
    changes: list[Change] = field(default_factory=list)

    @property
    def each(self) -> Iterator[tuple[str, str, Cell, str]]:
        """Database, platform, cell, outcome."""
        for database, platforms in self.runs.items():
            for platform, outcomes in platforms.items():
                for cell, outcome in outcomes.items():
                    yield database, platform, cell, outcome


def read() -> Found:
    stored = json.loads(FILE.read_text(encoding="utf-8"))
    runs: dict[str, dict[str, Outcomes]] = {
        database: {platform: dict(_cells(walks)) for platform, walks in stored["runs"].get(database, {}).items()}
        for database in DATABASES
    }
    return Found(runs, [Change(**fields) for fields in stored["changes"]])


def write(found: Found) -> None:
    runs = {
        database: {platform: _lines(outcomes) for platform, outcomes in sorted(platforms.items())}
        for database, platforms in found.runs.items()
    }
    stored = {"runs": runs, "changes": [asdict(change) for change in found.changes]}
    FILE.write_text(json.dumps(stored, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _lines(outcomes: Outcomes) -> dict[str, Any]:
    """Walk -> prelude -> point -> a letter for each fault in order, "." where it can't strike."""
    lines: dict[str, Any] = {}
    for cell, outcome in outcomes.items():
        path = lines.setdefault(cell.walk, {}).setdefault(cell.prelude, {})
        line = path.get(cell.point, "." * len(NAMES))
        at = NAMES.index(cell.fault)
        path[cell.point] = line[:at] + LETTERS[outcome] + line[at + 1 :]
    return lines


def _cells(walks: Mapping[str, Any]) -> Iterator[tuple[Cell, str]]:
    for walk, preludes in walks.items():
        for prelude, points in preludes.items():
            for point, line in points.items():
                for name, letter in zip(NAMES, line, strict=True):
                    if letter != ".":
                        yield Cell(prelude, point, name, walk), WORDS[letter]
