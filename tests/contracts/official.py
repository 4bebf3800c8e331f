"""Where the official machine-readable contracts lie; they are not ours, so they stay outside the repository."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

_BESIDE_THE_REPOSITORY = Path(__file__).parents[2].parent / "shared"
CONTRACTS = Path(os.environ.get("VITRINO_SHARED", _BESIDE_THE_REPOSITORY)) / "contracts"


def official(name: str) -> Path:
    """The contract of that name; the test is skipped where it is not to be had."""
    path = CONTRACTS / name
    if not path.exists():
        pytest.skip(f"{name} is not in {CONTRACTS}; set VITRINO_SHARED to the folder that holds the contracts")
    return path
