"""A shop edits its playbook; what can't work is told in words, and each edit is a version of its own."""

from __future__ import annotations

from dataclasses import replace

import pytest

from vitrino.domain.cases import DEFAULT_PLAYBOOK, CaseEvent, Step
from vitrino.domain.cases.playbook import LANGUAGES, ORDER, Playbook, edited, faults, from_json, to_json
from vitrino.domain.cases.playbook.steps import SILENT
from vitrino.domain.deadlines import Target
from vitrino.domain.placeholders import check_template, fill_reply
from vitrino.domain.problem import Problem

E = CaseEvent
STEPS = DEFAULT_PLAYBOOK.steps


def changed(event: CaseEvent, **values: object) -> tuple[Step, ...]:
    return tuple(replace(step, **values) if step.event is event else step for step in STEPS)  # type: ignore[arg-type]


def test_the_default_is_faultless_and_speaks_three_languages() -> None:
    assert faults(DEFAULT_PLAYBOOK) == []
    assert tuple(step.event for step in STEPS) == ORDER
    for step in STEPS:
        assert set(step.says) == (set() if step.event in SILENT else set(LANGUAGES))
        for text in step.says.values():
            check_template(text)


def test_the_default_words_can_be_filled() -> None:
    values = {"customer_name": "Anna", "contact": "help@shop.example", "deadline": "17:00"}
    for step in STEPS:
        for text in step.says.values():
            assert "{" not in fill_reply(text, values)


def test_a_text_in_a_language_there_is_none_in_falls_back() -> None:
    step = Step(E.ASK, Target(60), {"pl": "Czy wszystko w porządku?"})
    assert step.text("pl") == step.text("eo") == "Czy wszystko w porządku?"
    assert DEFAULT_PLAYBOOK.step(E.RECORD_LESSON).text("en") == ""


def test_an_edit_is_the_next_version_and_no_edit_is_none() -> None:
    steps = changed(E.ASK, within=Target(3 * 24 * 60))
    second = edited(DEFAULT_PLAYBOOK, tuple(reversed(steps)))
    assert (second.version, second.steps) == (2, steps)
    assert edited(second, steps) is second
    assert DEFAULT_PLAYBOOK.step(E.ASK).within != second.step(E.ASK).within


@pytest.mark.parametrize(
    ("steps", "words"),
    [
        (STEPS[:3] + STEPS[4:], "“Ask whether they are happy” is missing"),
        ((*STEPS, STEPS[4]), "“Ask once more” is there twice"),
        ((*STEPS, Step(E.SAY_HAPPY, Target(5))), "“say_happy” is no step"),
        (changed(E.ASK, within=Target(0)), "between one minute and 90 days"),
        (changed(E.ASK, within=Target(10**7)), "between one minute and 90 days"),
        (changed(E.REMIND, within=Target(60)), "at least a day"),
        (changed(E.CLOSE_UNCONFIRMED, within=Target(60)), "at least a day"),
        (changed(E.ASK, says={}), "has no words for the customer"),
        (changed(E.ASK, says={"en": "  "}), "has no words for the customer"),
        (changed(E.ASK, says={"en": "x" * 1001}), "more than 1000 characters"),
        (changed(E.ASK, says={"en": "Happy, {u.__class__}?"}), "“{u.__class__}”"),
        (changed(E.PROMISE, says={"en": "We will be quick."}), "need the gap {deadline}"),
        (changed(E.ACKNOWLEDGE, says={"en": "Sorry."}), "need the gap {contact}"),
    ],
)
def test_a_playbook_that_can_not_work_is_told_so(steps: tuple[Step, ...], words: str) -> None:
    assert any(words in str(fault) for fault in faults(Playbook(2, steps)))
    with pytest.raises(Problem):
        edited(DEFAULT_PLAYBOOK, steps)


def test_a_playbook_survives_storing() -> None:
    assert from_json(to_json(DEFAULT_PLAYBOOK)) == DEFAULT_PLAYBOOK


@pytest.mark.parametrize(
    "stored",
    [
        None,
        {},
        {"version": 1, "steps": [{}]},
        {"version": 1, "steps": [{"event": "dance", "minutes": 5, "in_opening_hours": True, "says": {}}]},
        {"version": 1, "steps": [{"event": "ask", "minutes": 5, "in_opening_hours": True, "says": {"xx": "?"}}]},
        {"version": 1, "steps": [{"event": "ask", "minutes": 5, "in_opening_hours": True, "says": ["?"]}]},
    ],
)
def test_stored_nonsense_is_a_problem_and_no_crash(stored: object) -> None:
    with pytest.raises(Problem, match="can't be read"):
        from_json(stored)
