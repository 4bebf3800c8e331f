"""No order is lost or doubled, however often whoever reads the shop dies, while the shop goes on selling."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
KILLS = int(os.environ.get("VITRINO_SHOP_KILLS", "8"))
pytestmark = [pytest.mark.slow, pytest.mark.skipif(sys.platform == "win32", reason="signals of Unix")]


def killed(*options: str) -> dict[str, Any]:
    done = subprocess.run([sys.executable, "-m", "tests.kill.shops", "--kills", str(KILLS), *options], cwd=ROOT,
                          capture_output=True, text=True, timeout=400 + 10 * KILLS, check=False)  # fmt: skip
    assert done.returncode == 0, done.stderr[-3000:]
    told: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return told


@pytest.mark.parametrize("system", ["woocommerce", "prestashop"])
def test_no_order_is_lost_or_doubled_by_kills(system: str) -> None:
    told = killed("--system", system)
    assert told["orders"] > 1_500
    assert told["kills"] >= KILLS // 2, "they were to be killed while they read"
    assert {name: told[name] for name in ("missing", "twice", "out of date")} == {
        "missing": 0, "twice": 0, "out of date": 0,
    }, told  # fmt: skip


def test_a_reader_that_keeps_its_place_too_early_is_found_out() -> None:
    assert killed("--careless")["missing"] > 0
