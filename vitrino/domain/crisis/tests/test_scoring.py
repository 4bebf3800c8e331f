"""A drill is judged by what was done, when and towards whom."""

from __future__ import annotations

from dataclasses import replace

import pytest

from vitrino.domain.crisis.scenario import LENGTH_S, Scenario, scenario_of
from vitrino.domain.crisis.scoring import ACTS, Act, Result, act_from, score

WORDS = "We know of the glass in our bread and have taken it off sale. You get your money back. More by six o'clock."


def said(number: int, calls: str) -> dict[str, object]:
    return {"at_s": number * 10, "author": f"A{number}", "where": "comment", "calls": calls, "text": "Hello?"}


SCRIPT: Scenario = scenario_of({
    "key": "glass", "kind": "product", "severity": 3, "title": "Glass", "intro": "Saturday.",
    "said": [said(1, "public"), said(2, "private"), said(3, "speaker"), said(4, "leave"), said(5, "note")],
})  # fmt: skip
GOOD = (
    Act("declare", 60, severity=3), Act("pause", 70), Act("statement", 300, WORDS, tone="ok", has_deadline=True),
    Act("answer", 320, "We are sorry.", 1, "ok"), Act("private", 340, "Please call us.", 2, "ok"),
    Act("handover", 360, to=3), Act("leave", 370, to=4), Act("note", 80), Act("note", 90), Act("note", 100),
)  # fmt: skip


def points(result: Result, key: str) -> int:
    return next(mark.points for mark in result.marks if mark.key == key)


def changed(kind: str, **fields: object) -> Result:
    """The good drill with one kind of act done otherwise."""
    return score(SCRIPT, [replace(act, **fields) if act.kind == kind else act for act in GOOD])  # type: ignore[arg-type]


def test_a_good_drill_has_all_points_and_nothing_to_improve() -> None:
    result = score(SCRIPT, GOOD)
    assert result.score == sum(mark.most for mark in result.marks) == 100
    assert all(mark.better is None for mark in result.marks)


def test_who_does_nothing_has_nothing_and_hears_why() -> None:
    result = score(SCRIPT, [])
    assert result.score == 0
    assert sum(mark.better is not None for mark in result.marks) >= 6


@pytest.mark.parametrize(("kind", "key", "at_s", "left"), [
    ("declare", "declare", 180, 15), ("declare", "declare", 330, 8), ("declare", "declare", 480, 0),
    ("pause", "pause", 240, 10), ("pause", "pause", 360, 5), ("pause", "pause", 481, 0),
    ("statement", "statement", 480, 15), ("statement", "statement", 660, 8), ("statement", "statement", 840, 0),
])  # fmt: skip
def test_slower_is_worth_less(kind: str, key: str, at_s: float, left: int) -> None:
    assert points(changed(kind, at_s=at_s), key) == left


def test_what_is_done_after_the_end_does_not_count() -> None:
    assert points(changed("statement", at_s=LENGTH_S + 1), "words") == 0


def test_judging_it_too_lightly_costs_a_third() -> None:
    assert points(changed("declare", severity=1), "declare") == 10


@pytest.mark.parametrize(("fields", "left"), [
    ({"text": "We know."}, 6), ({"has_deadline": False}, 6), ({"tone": "block"}, 6),
    ({"text": WORDS + " [time]"}, 6), ({"text": "No.", "has_deadline": False, "tone": "block"}, 0),
])  # fmt: skip
def test_a_statement_says_what_when_and_without_quarrel(fields: dict[str, object], left: int) -> None:
    assert points(changed("statement", **fields), "words") == left


def test_a_quarrelling_answer_costs_points() -> None:
    assert points(changed("answer", tone="block"), "tone") < 8
    assert points(changed("answer", tone="warn"), "tone") == 15


@pytest.mark.parametrize("number", [2, 3, 4])
def test_a_public_answer_to_the_wrong_person_costs_points(number: int) -> None:
    acts = [*(act for act in GOOD if act.to != number), Act("answer", 400, "Well...", number, "ok")]
    result = score(SCRIPT, acts)
    assert points(result, "listeners") == 9
    assert points(result, "answered") < 10


def test_one_line_in_the_log_is_not_a_log() -> None:
    result = score(SCRIPT, [act for act in GOOD if act.kind != "note" or act.at_s == 80])
    assert points(result, "log") == 3


def test_an_act_comes_back_as_it_was_kept() -> None:
    told = {"kind": "declare", "at_s": 60.0, "text": "", "to": 0, "severity": 3}
    assert act_from(told) == Act("declare", 60.0, severity=3)
    assert len(ACTS) == 8


def test_a_script_with_an_unknown_call_is_refused() -> None:
    with pytest.raises(ValueError, match="shout"):
        scenario_of({"key": "x", "kind": "product", "severity": 1, "title": "", "intro": "",
                     "said": [{**said(1, "public"), "calls": "shout"}]})  # fmt: skip
