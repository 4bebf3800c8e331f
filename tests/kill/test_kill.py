"""Nothing is out twice, nothing is lost, no status is untrue, however often the worker dies."""

from __future__ import annotations

import os
import random
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.kill.judge import judge, table

ROOT = Path(__file__).resolve().parents[2]
SUMS = re.compile(r"^\s*all\s+(.*)$", re.MULTILINE)


def run(*arguments: str, **environment: str) -> tuple[int, str]:
    """The command as a person would run it; its exit status and what it said."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.kill", *arguments], cwd=ROOT, env={**os.environ, **environment},
        capture_output=True, text=True, timeout=900, check=False,
    )  # fmt: skip
    return done.returncode, done.stdout + done.stderr[-3000:]


def sums(said: str) -> dict[str, int]:
    found = SUMS.search(said)
    assert found, said
    names = ("posts", "once", "duplicated", "lost", "false status", "asked", "was out", "told failed")
    return dict(zip(names, map(int, found[1].split()), strict=True))


@pytest.mark.slow
def test_five_hundred_kills_lose_and_double_nothing() -> None:
    seed = random.SystemRandom().randrange(10_000)
    status, said = run("--kills", "500", "--seed", str(seed))
    sys.stdout.write(said)
    assert status == 0, said
    assert sums(said)["once"] > 300
    interrupted = re.search(r"(\d+) came between", said)
    assert interrupted, said
    assert int(interrupted[1]) >= 20, "kills that hit nothing prove nothing"


@pytest.mark.slow
def test_the_same_test_catches_a_worker_that_resends_after_an_error() -> None:
    status, said = run("--kills", "10", "--posts", "100", "--seed", "1", "--careless")
    assert status == 1
    assert sums(said)["duplicated"] > 0, said


@pytest.mark.postgres
@pytest.mark.slow
def test_a_hundred_kills_on_postgres_lose_and_double_nothing(postgres_url: str) -> None:
    status, said = run("--kills", "100", DATABASE_URL=postgres_url)
    sys.stdout.write(said)
    assert status == 0, said


def test_the_judge_sees_every_kind_of_wrong() -> None:
    rows = [("Bread «1»", "published"), ("Bread «2»", "published"), ("Bread «3»", "failed"), ("Bread «4»", "sending"),
            ("Bread «5»", "published"), ("Bread «6»", "needs_decision"), ("Bread «7»", "failed")]  # fmt: skip
    verdict = judge(rows, ["«1»", "«3»", "«5» …", "«5»", "«6»"])
    assert (verdict.posts, verdict.once, verdict.asked, verdict.failed) == (7, 3, 1, 2)
    assert (verdict.duplicated, verdict.lost, verdict.false_status) == (1, 1, 2)
    assert not verdict.is_clean
    assert "duplicated" in table({"all of them": verdict})
