"""Whatever was acknowledged is there, however often the server dies between two bytes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
KILLS = int(os.environ.get("VITRINO_WEBHOOK_KILLS", "20"))
pytestmark = [pytest.mark.slow, pytest.mark.skipif(sys.platform == "win32", reason="signals of Unix")]


def killed(*options: str) -> dict[str, Any]:
    done = subprocess.run([sys.executable, "-m", "tests.kill.webhooks", *options], cwd=ROOT, capture_output=True,
                          text=True, timeout=60 + 30 * KILLS, check=False)  # fmt: skip
    assert done.returncode == 0, done.stderr[-3000:]
    told: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return told


def test_no_acknowledged_webhook_is_missing_after_kills() -> None:
    told = killed("--kills", str(KILLS))
    assert told["acknowledged"] > KILLS * 5
    assert told["called again"] > 0
    assert {name: told[name] for name in ("missing", "not read", "twice", "dead")} == {
        "missing": 0, "not read": 0, "twice": 0, "dead": 0,
    }, told  # fmt: skip


def test_a_server_that_answers_before_it_stores_is_found_out() -> None:
    assert killed("--kills", str(max(5, KILLS // 4)), "--careless")["missing"] > 0
