"""Where the official machine-readable contracts lie; they are not ours, so they stay outside the repository."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

_BESIDE_THE_REPOSITORY = Path(__file__).parents[2].parent / "shared"
SHARED = Path(os.environ.get("VITRINO_SHARED", _BESIDE_THE_REPOSITORY))


def official(name: str, folder: str = "contracts") -> Path:
    """The contract (or test data) of that name; the test is skipped where it is not to be had."""
    path = SHARED / folder / name
    if not path.exists():
        pytest.skip(f"{name} is not in {SHARED / folder}; set VITRINO_SHARED to the folder that holds {folder}")
    return path
