"""A fleet of Celery workers on a real Redis: kills, lost and doubled messages double and lose no post."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.postgres
@pytest.mark.slow
def test_killed_workers_and_a_bad_broker_lose_and_double_nothing(postgres_url: str, redis_url: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.fleet", "--kills", "6", "--posts", "40", "--broker", redis_url], cwd=ROOT,
        env={**os.environ, "DATABASE_URL": postgres_url}, capture_output=True, text=True, timeout=600, check=False,
    )  # fmt: skip
    sys.stdout.write(done.stdout)
    assert done.returncode == 0, done.stdout + done.stderr[-3000:]
    assert int(done.stdout.splitlines()[-1].split()[3]) >= 20, "a fleet that publishes nothing doubles nothing"
