"""`vitrino triage` reads messages line by line, and says honestly how well."""

from __future__ import annotations

import io
import json
import sys
from typing import Any

import pytest

from vitrino.config.cli import run


def judged(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], *lines: str) -> list[dict[str, Any]]:
    monkeypatch.setattr(sys, "stdin", io.StringIO("\n".join(lines) + "\n"))
    assert run(["triage", "judge"]) == 0
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_a_message_is_read_with_the_words_that_say_so(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    text = "My daughter had an allergic reaction to your brownies"
    (answer,) = judged(monkeypatch, capsys, json.dumps({"id": "a", "text": text}))
    assert (answer["id"], answer["language"], answer["urgency"]) == ("a", "en", 3)
    start, end = answer["reasons"][0]["words"][0]
    assert text[start:end].startswith("allerg")


def test_a_line_that_can_not_be_read_stops_nothing(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    broken, stars, plain = judged(monkeypatch, capsys, "{oops", '{"text": "x", "rating": 9}', "Thanks!")
    assert "error" in broken
    assert "stars" in stars["error"]
    assert [one["intent"] for one in plain["intents"]] == ["courtesy"]


def test_what_nobody_can_tell_is_left_to_a_person(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (answer,) = judged(monkeypatch, capsys, "xyzzy plugh frobnicate")
    assert answer["unsure"] is True


def test_the_report_leaves_one_shop_out_and_shows_every_intent(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["triage", "report", "--shops", "3"]) == 0
    out = capsys.readouterr().out
    assert [name in out for name in ("bakery", "bicycles", "bookshop", "complaint", "eo: F1")] == [True] * 5
