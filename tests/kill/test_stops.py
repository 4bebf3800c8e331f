"""The stop reaches every post in one commit, however many are due and however often workers die; nothing is lost."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.peers.tools import find_postgres

ROOT = Path(__file__).resolve().parents[2]
POSTS, KILLS = os.environ.get("VITRINO_STOP_POSTS", "240"), os.environ.get("VITRINO_STOP_KILLS", "12")
pytestmark = [pytest.mark.slow, pytest.mark.skipif(sys.platform == "win32", reason="workers are forked and killed")]


def stopped(*options: str) -> dict[str, int]:
    done = subprocess.run([sys.executable, "-m", "tests.kill.stops", *options], cwd=ROOT, capture_output=True,
                          text=True, timeout=420, check=False)  # fmt: skip
    assert done.returncode == 0, done.stderr[-3000:]
    told: dict[str, int] = json.loads(done.stdout.splitlines()[-1])
    return told


def assert_kept(told: dict[str, int]) -> None:
    assert told["out at the stop"] > 0, "a stop before anything goes out proves nothing"
    assert told["held"] > 0, "a stop when all is out proves nothing"
    wrong = ("out after the stop", "not reached", "twice", "lost", "false")
    assert {name: told[name] for name in wrong} == dict.fromkeys(wrong, 0), told


def test_under_load_and_kills_nothing_goes_out_after_the_stop_and_nothing_is_lost_by_it() -> None:
    assert_kept(stopped("--posts", POSTS, "--kills", KILLS))


def test_workers_that_do_not_ask_are_found_out() -> None:
    assert stopped("--posts", "200", "--kills", "2", "--careless")["out after the stop"] > 0


@pytest.mark.postgres
def test_several_workers_on_postgres_keep_it_as_well() -> None:
    if find_postgres() is None:
        pytest.skip("PostgreSQL is not here; python3 start.py peers installs it")
    from tests.peers.postgres import PostgresServer

    with PostgresServer(fsync=False) as server:
        assert_kept(stopped("--posts", POSTS, "--kills", KILLS, "--workers", "4", "--database", server.url()))
