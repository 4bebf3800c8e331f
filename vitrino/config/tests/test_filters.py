"""The filters run without an installation, answer line by line, and say what is wrong with a bad line."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest


def vitrino(*arguments: str, given: str = "", cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    """Run the command as a user would, away from any installation."""
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": os.getcwd(), "PYTHONUTF8": "1"}
    return subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "vitrino", *arguments], input=given, capture_output=True,
        text=True, encoding="utf-8", cwd=cwd, env=environment, check=False,
    )  # fmt: skip


def answers(done: subprocess.CompletedProcess[str]) -> list[Any]:
    assert done.returncode == 0, done.stderr[-500:]
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_a_text_is_counted_as_its_platform_counts(tmp_path: Path) -> None:
    done = vitrino("text", "count", "--platform", "x", given="👨‍👩‍👧‍👦 https://example.com/a/long/path", cwd=tmp_path)
    [answer] = answers(done)
    assert answer["platform"] == "x"
    assert answer["unit"] == "x_weighted"
    assert answer["length"] == 2 + 1 + 23
    assert answer["limit"] == 280
    assert answer["fits"] is True
    assert answer["parts"] == [{"text": "👨‍👩‍👧‍👦 https://example.com/a/long/path", "length": 26}]
    assert "django" not in done.stderr


def test_a_long_text_names_the_parts_it_needs(tmp_path: Path) -> None:
    [answer] = answers(vitrino("text", "count", "--platform", "bluesky", given="Word. " * 120, cwd=tmp_path))
    assert answer["fits"] is False
    assert len(answer["parts"]) > 1
    assert all(part["length"] <= 300 for part in answer["parts"])
    assert answer["max_bytes"] == 3000


def test_an_idea_is_put_into_the_form_of_a_platform_and_the_changes_are_told(tmp_path: Path) -> None:
    (tmp_path / "idea.txt").write_text("Hej! Dziś świeży chleb 🍞 Zajrzyj!!!", encoding="utf-8")
    done = vitrino("text", "adapt", "--platform", "linkedin", "--language", "pl", "--from", "idea.txt", cwd=tmp_path)
    [answer] = answers(done)
    assert answer["text"] == "Dzień dobry! Dziś świeży chleb. Zajrzyj!"
    assert answer["fits"] is True
    assert len(answer["changes"]) == 3
    assert "django" not in done.stderr


def test_a_file_that_is_not_there_is_said_in_words(tmp_path: Path) -> None:
    done = vitrino("text", "adapt", "--platform", "x", "--from", "nowhere.txt", cwd=tmp_path)
    assert done.returncode == 2
    assert "“nowhere.txt” can't be read" in done.stderr


def test_an_unknown_platform_is_answered_with_the_known_ones(tmp_path: Path) -> None:
    done = vitrino("text", "count", "--platform", "myspace", given="x", cwd=tmp_path)
    assert done.returncode == 2
    assert "There is no platform “myspace”" in done.stderr
    assert "bluesky" in done.stderr


def test_names_are_found_line_by_line_and_a_bad_line_stops_nothing(tmp_path: Path) -> None:
    terms = tmp_path / "terms.txt"
    terms.write_text('Żabka\n{"text": "Zorza", "context": ["chleb*"]}\n', encoding="utf-8")
    given = '{"id": "a", "text": "idę do żabka"}\n{"broken\nZorza nad Oslo\nchlebek z Zorza\n'
    found = answers(vitrino("watch", "match", "--terms", str(terms), given=given, cwd=tmp_path))
    assert [one.get("id") for one in found] == ["a", 2, 3, 4]
    assert found[0]["hits"][0] | {"score": 0} == {
        "start": 7, "end": 12, "text": "żabka", "form": "Żabka", "rule": found[0]["hits"][0]["rule"], "score": 0,
    }  # fmt: skip
    assert "error" in found[1]
    assert found[2]["hits"] == []
    assert found[3]["hits"][0]["form"] == "Zorza"


def test_all_forms_of_a_name_are_found(tmp_path: Path) -> None:
    terms = tmp_path / "terms.txt"
    terms.write_text("Żabka\n", encoding="utf-8")
    given = "byłam w Żabce\nkocham żabkę\n#NaszaZabka\n"
    found = answers(vitrino("watch", "match", "--forms", "--terms", str(terms), given=given, cwd=tmp_path))
    assert all(one["hits"] for one in found)


def test_queries_typos_and_what_is_known_about_a_post_are_understood(tmp_path: Path) -> None:
    terms = tmp_path / "terms.txt"
    lines = [
        '{"query": "kawa AND NOT author:zorza"}',
        '{"text": "Biedronka", "context": ["zakupy"], "typos": true, "languages": ["pl"]}',
    ]
    terms.write_text("\n".join(lines), encoding="utf-8")
    given = (
        '{"text": "kawa", "author": "@zorza"}\n{"text": "kawa", "author": "ola", "links": null}\n'
        '{"text": "zakupy w biedronkka", "lang": "pl"}\n{"text": "zakupy biedronka", "lang": "en"}\n'
    )
    found = answers(vitrino("watch", "match", "--terms", str(terms), given=given, cwd=tmp_path))
    assert [[(hit["rule"], hit["score"]) for hit in one["hits"]] for one in found] == [
        [], [("query", 1.0)], [("typo", 0.4)], [],
    ]  # fmt: skip


def test_an_ordinary_word_without_context_is_said_and_not_looked_for(tmp_path: Path) -> None:
    terms = tmp_path / "terms.txt"
    terms.write_text("Play\n", encoding="utf-8")
    done = vitrino("watch", "match", "--forms", "--terms", str(terms), given="let us play\n", cwd=tmp_path)
    assert "Play: an ordinary word too" in done.stderr
    assert answers(done) == [{"id": 1, "hits": []}]


@pytest.mark.parametrize(
    "line", ['{"query": "(kawa"}', '{"text": "Zorza", "context": "chleb"}', '{"text": 5}', '{"text"']
)
def test_a_line_of_the_terms_that_cannot_be_used_is_refused_in_words(tmp_path: Path, line: str) -> None:
    terms = tmp_path / "terms.txt"
    terms.write_text(line, encoding="utf-8")
    done = vitrino("watch", "match", "--terms", str(terms), given="Zorza\n", cwd=tmp_path)
    assert done.returncode == 2
    assert "vitrino watch:" in done.stderr
    assert "Traceback" not in done.stderr


def test_forms_are_listed_with_their_kind(tmp_path: Path) -> None:
    found = answers(vitrino("watch", "forms", "Żabka", "--lang", "pl", cwd=tmp_path))
    known = {"text": "Żabka", "kind": "exact", "language": "", "why": "As you typed it", "needs_context": False}
    assert found[0] == known
    assert any(one["text"] == "Żabce" and one["language"] == "pl" for one in found)


@pytest.mark.parametrize("arguments", [("watch", "forms", "X"), ("watch", "forms", "Żabka", "--lang", "xx")])
def test_what_can_not_be_is_refused_in_words(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    done = vitrino(*arguments, cwd=tmp_path)
    assert done.returncode == 2
    assert "vitrino watch:" in done.stderr
    assert "Traceback" not in done.stderr
