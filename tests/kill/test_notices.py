"""Every alert reaches its person, however often ways fail and workers die."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="workers are forked and killed as on Unix")


def prove(*arguments: str) -> tuple[int, str]:
    """The command as a person runs it; its exit status and what it said."""
    done = subprocess.run(
        [sys.executable, "-m", "vitrino", "notify", "prove", *arguments], cwd=ROOT, env={**os.environ},
        capture_output=True, text=True, timeout=600, check=False,
    )  # fmt: skip
    said = done.stdout + done.stderr[-3000:]
    sys.stdout.write(said)
    return done.returncode, said


def test_three_hundred_alerts_a_fifth_spoilt_and_eight_kills_leave_nobody_unnoticed() -> None:
    status, said = prove("--items", "300", "--kills", "8", "--seed", "5")
    assert status == 0, said
    assert "unnoticed 0, missing 0, unfinished 0" in said
    assert "8 kills" in said
    spoilt = re.search(r"\((\d+\.\d)%\)", said)
    assert spoilt, said
    assert float(spoilt[1]) > 10, "a world without failures proves nothing"


@pytest.mark.slow
def test_the_same_proof_catches_a_sender_that_believes_everything() -> None:
    status, said = prove("--items", "300", "--kills", "0", "--seed", "5", "--careless")
    assert status == 1, said
    assert re.search(r"unnoticed [1-9]", said), said
