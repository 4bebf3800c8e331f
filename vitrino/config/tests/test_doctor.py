"""The doctor finds what is wrong and says what to do."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path


def doctor(data: Path, **settings: str) -> tuple[int, str]:
    """(exit status, what it says) in an installation with this data folder."""
    environment = {"PATH": os.environ["PATH"], "PYTHONUTF8": "1", "COLUMNS": "200", "VITRINO_DATA": str(data)}
    done = subprocess.run([sys.executable, "-m", "vitrino", "doctor"], capture_output=True, text=True, encoding="utf-8",
                          env=environment | settings, check=False)  # fmt: skip
    assert "Traceback" not in done.stderr
    return done.returncode, done.stdout


def prepared(folder: Path) -> Path:
    subprocess.run([sys.executable, "-m", "vitrino", "setup"], check=True, capture_output=True,
                   env=os.environ | {"VITRINO_DATA": str(folder), "DATABASE_URL": ""})  # fmt: skip
    return folder


def test_a_missing_installation_is_told_what_to_run(tmp_path: Path) -> None:
    status, said = doctor(tmp_path / "nowhere")
    assert status == 1
    assert "Run: vitrino setup" in said


def test_a_prepared_installation_has_nothing_red_but_what_tests_switch_on(tmp_path: Path) -> None:
    data = prepared(tmp_path / "data")
    status, said = doctor(data)
    assert (status, "✗" in said) == (0, False), said
    status, said = doctor(data, VITRINO_ALLOW_PRIVATE="1")
    assert status == 1
    assert "✗ Outside addresses" in said


def test_an_open_key_and_a_bad_setting_are_named(tmp_path: Path) -> None:
    data = prepared(tmp_path / "data")
    (data / "keys" / "tokens.key").chmod(0o644)
    assert "chmod 600" in doctor(data)[1]
    assert "VITRINO_PORT is not usable" in doctor(data, VITRINO_PORT="99999")[1]
