"""Where the official test data of twitter-text and Unicode lie, and how to read them."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

_BESIDE_THE_REPOSITORY = Path(__file__).parents[4] / "shared"
CONFORMANCE = Path(os.environ.get("VITRINO_SHARED", _BESIDE_THE_REPOSITORY)) / "conformance"

needs_official_data = pytest.mark.skipif(
    not CONFORMANCE.is_dir(),
    reason=f"The official test data are not in {CONFORMANCE}; set VITRINO_SHARED to the folder that holds them.",
)


def official(name: str) -> str:
    return (CONFORMANCE / name).read_text(encoding="utf-8")


@cache
def groups(name: str) -> dict[str, list[dict[str, Any]]]:
    """The groups of cases in one file of twitter-text; empty when the data are absent."""
    if not CONFORMANCE.is_dir():
        return {}
    return dict(yaml.safe_load(official(f"twitter-text/{name}.yml"))["tests"])


def cases(name: str, *wanted: str) -> list[Any]:
    """One pytest parameter per case of the wanted groups (all if none is named)."""
    found = groups(name)
    return [
        pytest.param(group, case, id=f"{group}: {case['description']}")
        for group in wanted or found
        for case in found.get(group, [])
    ]


def lines(name: str) -> list[str]:
    """The lines of a Unicode data file without comments."""
    stripped = (line.partition("#")[0].strip() for line in official(f"unicode/{name}").splitlines())
    return [line for line in stripped if line]


def characters(codes: str) -> str:
    """ "1F469 200D" as a string."""
    return "".join(chr(int(code, 16)) for code in codes.split())
