"""States, deadlines, the plan: a crisis as pure rules."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from vitrino.domain.crisis import (
    INCIDENT,
    OPEN,
    CrisisKind,
    IncidentEvent,
    IncidentGuard,
    IncidentState,
    Situation,
    reminders,
)
from vitrino.domain.crisis import plan as plans
from vitrino.domain.crisis.table import ROWS, Incident
from vitrino.domain.machine import NotNow, UndeclaredMove
from vitrino.domain.problem import Problem

S, E, G = IncidentState, IncidentEvent, IncidentGuard
NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
SEEN = Incident(S.SUSPECTED, NOON)


def reached(state: IncidentState, **fields: object) -> Incident:
    return replace(SEEN, state=state, declared_at=NOON, **fields)  # type: ignore[arg-type]


def test_every_state_is_reached_and_only_two_are_final() -> None:
    assert {row.next_state for row in ROWS} | {S.SUSPECTED} == set(S)
    assert set(S) - {row.state for row in ROWS if row.next_state is not row.state} == {S.REVIEWED}


def test_nothing_happens_without_a_person() -> None:
    for row in ROWS:
        with pytest.raises(NotNow):
            INCIDENT.advance(E(row.event), Situation(replace(SEEN, state=S(row.state)), reason="x"))


def test_a_step_that_is_not_in_the_table_is_refused() -> None:
    with pytest.raises(UndeclaredMove):
        INCIDENT.advance(E.CLOSE, Situation(SEEN, "1", "x"))


@pytest.mark.parametrize(("fields", "guard"), [
    ({"is_stopped": True}, G.THINGS_GO_OUT),
    ({"is_quiet": False}, G.LAST_WORD_SAID),
    ({"is_quiet": False, "has_last_word": True}, None),
    ({}, None),
])  # fmt: skip
def test_it_is_over_when_things_go_out_and_the_public_knows(
    fields: dict[str, bool], guard: IncidentGuard | None
) -> None:
    assert INCIDENT.unmet(E.CLOSE, Situation(reached(S.WATCHING, **fields), "1")) == guard


@pytest.mark.parametrize(("fields", "guard"), [
    ({"lessons": 1}, G.CAUSE_WRITTEN),
    ({"cause": "A jar"}, G.LESSONS_DECIDED),
    ({"cause": "A jar", "lessons": 2, "open_lessons": 1}, G.LESSONS_DECIDED),
    ({"cause": "A jar", "lessons": 2}, None),
])  # fmt: skip
def test_a_look_back_ends_with_a_cause_and_decided_lessons(
    fields: dict[str, object], guard: IncidentGuard | None
) -> None:
    assert INCIDENT.unmet(E.REVIEW, Situation(reached(S.CLOSED, **fields), "1")) == guard


@pytest.mark.parametrize(("incident", "minutes", "wanted"), [
    (SEEN, 29, []),
    (SEEN, 30, ["look"]),
    (reached(S.DECLARED), 14, []),
    (reached(S.DECLARED), 15, ["take"]),
    (reached(S.DECLARED, taken_at=NOON), 44, []),
    (reached(S.DECLARED, taken_at=NOON), 45, ["statement"]),
    (reached(S.FIXING, taken_at=NOON, said_at=NOON), 239, []),
    (reached(S.FIXING, taken_at=NOON, said_at=NOON), 240, ["update"]),
    (reached(S.CLOSED, said_at=NOON), 10_000, []),
    (reached(S.DISMISSED), 10_000, []),
])  # fmt: skip
def test_what_is_wanted_by_when(incident: Incident, minutes: int, wanted: list[str]) -> None:
    found = reminders(incident, NOON + timedelta(minutes=minutes))
    assert [one.due.wanted for one in found] == wanted


def test_the_warning_and_the_lateness_of_a_statement_are_told_apart() -> None:
    incident = reached(S.DECLARED, taken_at=NOON)
    (soon,), (late,) = (reminders(incident, NOON + timedelta(minutes=minutes)) for minutes in (50, 60))
    assert (soon.is_late, late.is_late) == (False, True)
    assert soon.key != late.key
    assert reminders(incident, NOON + timedelta(minutes=300))[0].key == late.key, "told once, however late it is"


def test_open_is_what_wants_somebody() -> None:
    assert set(S) - OPEN == {S.CLOSED, S.REVIEWED, S.DISMISSED}


@pytest.mark.parametrize(("people", "speaks", "logs"), [
    (["Anna"], "Anna", "Anna"),
    (["Anna", "Bruno"], "Anna", "Bruno"),
    (["Anna", "Bruno", "Celina", "Dorota"], "Bruno", "Celina"),
    ([], "", ""),
])  # fmt: skip
def test_roles_are_shared_out_among_those_there_are(people: list[str], speaks: str, logs: str) -> None:
    roles = plans.shared_out(people)
    assert (roles["speaks"].person, roles["logs"].person) == (speaks, logs)
    assert all(one.person != one.deputy or not one.person for one in roles.values())


def test_a_plan_comes_back_as_it_was_kept() -> None:
    plan = plans.Plan(plans.shared_out(["Anna", "Bruno"]), ("One",), {"product": "We know."}, "Dear all", "Press",
                      "Be kind", (plans.Contact("insurer", "Warta", "801"),))  # fmt: skip
    assert plans.from_json(plans.to_json(plan)) == plan
    assert plans.from_json({}) == plans.Plan()


def test_a_plan_says_what_it_lacks() -> None:
    assert len(plans.gaps(plans.Plan())) == 7
    full = plans.Plan(plans.shared_out(["Anna", "Bruno"]), ("One", "Two", "Three"),
                      dict.fromkeys(CrisisKind, "We know."), contacts=(plans.Contact(phone="1"),))  # fmt: skip
    assert plans.gaps(full) == []


def test_a_plan_too_large_to_be_read_is_refused_and_empty_lines_go() -> None:
    with pytest.raises(Problem):
        plans.tidied(plans.Plan(steps=("x",) * 21))
    with pytest.raises(Problem):
        plans.tidied(plans.Plan(contacts=(plans.Contact(name="x"),) * 41))
    tidy = plans.tidied(plans.Plan(steps=(" a ", ""), contacts=(plans.Contact(),), statements={"nonsense": "x"}))
    assert (tidy.steps, tidy.contacts, tidy.statements) == (("a",), (), {})


def test_contacts_are_read_line_by_line() -> None:
    first, second = plans.contacts_of("press | Gazeta | 12 | a@b.pl | Monday\n\nMy neighbour | 34")
    assert first == plans.Contact("press", "Gazeta", "12", "a@b.pl", "Monday")
    assert (second.kind, second.name, second.phone) == ("other", "My neighbour", "34")
