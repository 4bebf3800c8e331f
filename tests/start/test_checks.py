"""`start.py check` and `start.py test`: everything runs, the exit code is honest, what was left out is said."""

import sys
from pathlib import Path

import pytest

from scripts.start import checks
from scripts.start.checks import Check
from scripts.start.environment import Environment

GOOD = Check("contented tool", ("-c", "print('all is well')"))
BAD = Check("strict tool", ("-c", "print('line 7 is crooked'); raise SystemExit(1)"))


@pytest.fixture
def environment(tmp_path: Path) -> Environment:
    """An environment that borrows the Python of this test."""
    environment = Environment(tmp_path)
    environment.python.parent.mkdir(parents=True)
    environment.python.write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n')
    environment.python.chmod(0o755)
    return environment


def test_all_tools_run_even_when_the_first_fails(
    environment: Environment, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(checks, "FAST", (BAD, GOOD))
    assert checks.run_fast(environment, started=0) == 1
    said = capsys.readouterr().out
    assert "line 7 is crooked" in said
    assert "contented tool" in said
    assert "all is well" not in said
    assert "1 of 2 checks failed" in said


def test_nothing_failed_is_exit_code_zero(environment: Environment, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checks, "FAST", (GOOD,))
    assert checks.run_fast(environment, started=0) == 0


def test_tests_that_fail_make_the_whole_fail(
    environment: Environment, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(checks, "FAST", (GOOD,))
    monkeypatch.setattr(checks, "prepare_peers", lambda environment, wanted: {"Chromium": "not for this machine"})
    monkeypatch.setattr(checks, "run_tests", lambda environment, options: False)
    assert checks.run_all(environment, ["-k", "inbox"], started=0) == 1
    said = capsys.readouterr().out
    assert "Chromium: not for this machine" in said
    assert "1 of 2 checks failed" in said


def test_the_reasons_of_skipped_tests_are_counted(tmp_path: Path) -> None:
    report = tmp_path / "tests.xml"
    one = '<testcase><skipped type="pytest.skip" message="no Node here"/></testcase>'
    report.write_text(f"<testsuites><testsuite>{one * 3}<testcase/></testsuite></testsuites>")
    assert checks.skipped(report) == {"no Node here": 3}
    assert checks.skipped(tmp_path / "absent.xml") == {}
