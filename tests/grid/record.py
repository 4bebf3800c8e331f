"""What the last complete run found: one letter for each cell, kept beside the tests so that the page can be checked."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from tests.grid.cells import Cell
from tests.grid.faults import FAULTS

FILE = Path(__file__).with_name("outcomes.json")
LETTERS = {"once": "o", "asked": "a", "held": "h", "failed": "f", "cancelled": "c",
           "duplicated": "D", "lost": "L", "untrue": "U"}  # fmt: skip
WORDS = {letter: word for word, letter in LETTERS.items()}
NAMES = tuple(fault.name for fault in FAULTS)

Outcomes = Mapping[Cell, str]


def read() -> dict[str, dict[Cell, str]]:
    """Platform -> cell -> outcome."""
    stored = json.loads(FILE.read_text(encoding="utf-8")) if FILE.exists() else {}
    return {platform: dict(_cells(paths)) for platform, paths in stored.items()}


def write(found: Mapping[str, Outcomes]) -> None:
    stored = {platform: _lines(outcomes) for platform, outcomes in sorted(found.items())}
    FILE.write_text(json.dumps(stored, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _lines(outcomes: Outcomes) -> dict[str, dict[str, str]]:
    """Prelude -> point -> a letter for each fault in order, "." where it can't strike."""
    lines: dict[str, dict[str, list[str]]] = {}
    for cell, outcome in outcomes.items():
        line = lines.setdefault(cell.prelude, {}).setdefault(cell.point, ["."] * len(NAMES))
        line[NAMES.index(cell.fault)] = LETTERS[outcome]
    return {prelude: {point: "".join(line) for point, line in points.items()} for prelude, points in lines.items()}


def _cells(paths: Mapping[str, Mapping[str, str]]) -> Iterator[tuple[Cell, str]]:
    for prelude, points in paths.items():
        for point, line in points.items():
            for name, letter in zip(NAMES, line, strict=True):
                if letter != ".":
                    yield Cell(prelude, point, name), WORDS[letter]
