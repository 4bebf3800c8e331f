"""`vitrino reply check` as a filter: JSON lines in, JSON lines out, whatever comes in."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from typing import Any

import pytest

from vitrino.config.cli import run

BLAMING = {"id": "a", "text": "😀 It is your own fault, Anna.", "language": "en"}


def answers(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], given: str, *args: str) -> list[Any]:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(given.encode("utf-8", "surrogateescape"))))
    assert run(["reply", "check", *args]) == 0
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_a_finding_has_place_reason_and_better_words(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    answer = answers(monkeypatch, capsys, json.dumps(BLAMING))[0]
    finding = next(one for one in answer["findings"] if one["rule"] == "blame")
    [[start, end]] = finding["spans"]
    assert (answer["id"], answer["verdict"]) == ("a", "block")
    assert BLAMING["text"][start:end] == finding["text"] == "your own fault"
    assert (finding["number"], finding["level"]) == (4, "block")
    assert all(finding[name] for name in ("reason", "remedy", "replacement"))


@pytest.mark.parametrize("language", ["pl", "eo"])
def test_reasons_speak_the_language_asked_for(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], language: str
) -> None:
    line = json.dumps(BLAMING)
    told = answers(monkeypatch, capsys, line, "--lang", language)[0]["findings"][0]
    english = answers(monkeypatch, capsys, line)[0]["findings"][0]
    assert told["reason"] != english["reason"]
    assert told["remedy"] != english["remedy"]
    assert told["replacement"] == english["replacement"]


def test_a_line_that_cannot_be_read_answers_an_error_and_the_rest_goes_on(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = [
        "no json",
        "[]",
        '{"id": 7}',
        "",
        '{"text": "a", "now": "soon"}',
        '{"text": "a\udc80"}',
        json.dumps(BLAMING),
    ]
    told = answers(monkeypatch, capsys, "\n".join(lines))
    assert [answer["id"] for answer in told] == [1, 2, 7, 5, 6, "a"]
    assert ["error" in answer for answer in told] == [True, True, True, True, False, False]


@pytest.mark.parametrize("line", ["[" * 100_000, '{"text": "' + "you are wrong. " * 5_000 + '"}', "123", '"a"', "null"])
def test_odd_lines_are_answered(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], line: str) -> None:
    assert len(answers(monkeypatch, capsys, line)) == 1


def test_the_filter_needs_no_django_and_no_installation() -> None:
    code = (
        "import sys; from vitrino.config.cli import run; run(['reply', 'check']); "
        "assert not [name for name in sys.modules if name.split('.')[0] in ('django', 'aiohttp', 'babel')]"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], input=json.dumps(BLAMING) + "\n", capture_output=True, text=True, check=False
    )
    assert (done.returncode, json.loads(done.stdout)["verdict"]) == (0, "block"), done.stderr
