"""A full disk or a locked database: nothing is sent without a stored attempt, and what was sent is found again."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="limits of a process are a thing of Unix")


@pytest.fixture(scope="module")
def told() -> dict[str, Any]:
    """What became of a post in each case."""
    done = subprocess.run([sys.executable, "-m", "tests.kill.starved"], cwd=ROOT, capture_output=True, text=True,
                          timeout=240, check=False)  # fmt: skip
    assert done.returncode == 0, done.stderr[-3000:]
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


@pytest.mark.parametrize("trouble", ["full", "locked"])
def test_without_a_stored_attempt_nothing_is_sent(told: dict[str, Any], trouble: str) -> None:
    case = told[f"{trouble} before"]
    assert case["failed"] == {"out": 0, "state": "ready", "attempts": 0}
    assert case["mended"] == {"out": 1, "state": "published", "attempts": 1}


@pytest.mark.parametrize("trouble", ["full", "locked"])
def test_an_answer_that_could_not_be_stored_is_found_again(told: dict[str, Any], trouble: str) -> None:
    case = told[f"{trouble} after"]
    assert case["failed"] == {"out": 1, "state": "sending", "attempts": 1}
    assert case["mended"] == {"out": 1, "state": "published", "attempts": 1}


@pytest.mark.skipif(not hasattr(os, "fdatasync"), reason="plays the flush that this system calls")
def test_a_power_cut_during_the_write_leaves_its_attempt_on_the_disk(told: dict[str, Any]) -> None:
    assert told["power cut"] == {"left": ["sending", 1], "state": "published"}
