"""Every case that can be reached keeps every promise, and each guard is needed for one of them."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import product
from json import dumps, loads

import pytest

from vitrino.domain.cases import (
    CASE,
    CLOSED,
    DEFAULT_PLAYBOOK,
    Case,
    CaseEffect,
    CaseEvent,
    CaseGuard,
    CaseState,
    OwnReason,
    PromiseState,
    Said,
    Situation,
    UndeclaredMove,
    from_json,
    to_json,
)
from vitrino.domain.cases.effects import CHANGES
from vitrino.domain.cases.guards import RULES
from vitrino.domain.cases.table import ROWS
from vitrino.domain.machine import Machine

S = CaseState
START = datetime(2026, 6, 1, 10, tzinfo=UTC)
DAY = timedelta(days=1)
# Three moments: without a pause nothing had time, after one there was time enough for everything.
PAUSE, LAST = 4 * DAY, START + 8 * DAY
World = tuple[Case, datetime]


def inputs(now: datetime) -> Iterator[dict[str, object]]:
    """Everything in hand, and each thing missing or wrong."""
    good: dict[str, object] = {"person": "7", "message_id": "m", "text": "a written reason", "contact": "x"}
    good["dues"] = (now + DAY,)
    yield good
    for name in ("person", "message_id", "text", "contact"):
        yield good | {name: ""}
    yield good | {"dues": ()}
    yield good | {"dues": (now + DAY, now + 3 * DAY)}
    yield good | {"dues": (now - DAY,)}


def is_at_border(case: Case) -> bool:
    """A second round or promise begins: nothing is new from here on."""
    return case.rounds > 0 or len(case.promises) > 1


def successors(world: World, machine: Machine[Case, Situation]) -> Iterator[World]:
    case, now = world
    if now < LAST:
        yield case, now + PAUSE
    if not is_at_border(case):
        for event, given in product(CaseEvent, inputs(now)):
            if given["text"] or event not in (CaseEvent.PROMISE, CaseEvent.PROMISE_ANEW):
                situation = Situation(case, now, **given)  # type: ignore[arg-type]
                if machine.allows(event, situation):
                    yield machine.advance(event, situation), now


def broken_promises(case: Case, now: datetime) -> Iterator[str]:
    """The promises of the case that this one breaks, by name."""
    was_confirmed = case.answer is not None and case.state in CLOSED
    reason = str(case.reason.told).strip() if case.reason else ""
    if case.state in CLOSED and not (case.asked or reason):
        yield "asked or reason"
    if case.state in CLOSED and not was_confirmed and not reason:
        yield "unconfirmed needs a reason"
    if case.reason and not case.reason.by and not (case.answer or case.reminded):
        yield "only silence or the customer closes without a person"
    if case.reminded and case.asked and case.reminded.at < case.asked.at + 3 * DAY:
        yield "time to answer"
    is_silence = case.reason is not None and case.reason.own is OwnReason.SILENCE
    if is_silence and case.reason and not (case.reminded and case.reason.at >= case.reminded.at + 4 * DAY):
        yield "time to answer the reminder"
    yield from _broken_by_promise(case)
    yield from _broken_by_words(case)


def _broken_by_promise(case: Case) -> Iterator[str]:
    for one in case.promises:
        if one.due_at <= one.said.at:
            yield "a promise is about the future"
        if (one.ended_at is None) != (one.state is PromiseState.OPEN):
            yield "a promise ends"
        if one.state in (PromiseState.KEPT, PromiseState.RENEWED) and one.ended_at and one.ended_at >= one.due_at:
            yield "kept in time"
        if one.state is PromiseState.BROKEN and one.ended_at and one.ended_at < one.due_at:
            yield "broken only when due"
    if [one.state for one in case.promises[:-1]].count(PromiseState.OPEN):
        yield "one promise at a time"


def _broken_by_words(case: Case) -> Iterator[str]:
    ours = [case.acknowledged, case.moved_private, case.asked, case.reminded, case.note, case.remedy_said]
    for said in [*ours, *(one.said for one in case.promises)]:
        if said and not said.message_id:
            yield "a step was said"
        if said and not said.by:
            yield "a step has a person"
    if case.answer and not case.answer.message_id:
        yield "the customer said so"
    for written in (case.remedy, case.lesson, case.skipped):
        if written and (not written.words.strip() or not written.by):
            yield "written by a person"
    if case.reason and not str(case.reason.told).strip():
        yield "a reason has words"
    if case.is_public and case.state is S.LESSON_RECORDED and not (case.note or case.skipped):
        yield "ends in public"
    if not case.is_public and (case.note or case.skipped or case.moved_private):
        yield "nothing public about what is private"


def search(machine: Machine[Case, Situation]) -> tuple[dict[World, list[World]], str]:
    """Every reachable world with the worlds it came from, and the first broken promise ("" when none)."""
    starts: list[World] = [(Case(START, is_public=is_public), START) for is_public in (True, False)]
    came_from: dict[World, list[World]] = {start: [] for start in starts}
    queue = deque(starts)
    while queue:
        world = queue.popleft()
        for after in successors(world, machine):
            if after not in came_from:
                came_from[after] = []
                queue.append(after)
                for broken in broken_promises(*after):
                    return came_from, broken
            came_from[after].append(world)
    return came_from, ""


def test_every_reachable_case_keeps_every_promise_and_can_be_ended() -> None:
    worlds, broken = search(CASE)
    assert broken == ""
    assert len(worlds) > 1_000
    assert {case.state for case, _ in worlds} == set(S)
    assert all(from_json(loads(dumps(to_json(case)))) == case for case, _ in list(worlds)[::7])
    stuck = {case for case, now in worlds if now == START} - {case for case, _ in _leading_to_a_lesson(worlds)}
    assert stuck == set()


def _leading_to_a_lesson(worlds: dict[World, list[World]]) -> set[World]:
    """The worlds from which a case can be ended; those the search stops at count as if they could."""
    reached = {world for world in worlds if world[0].state is S.LESSON_RECORDED or is_at_border(world[0])}
    queue = deque(reached)
    while queue:
        for before in worlds[queue.popleft()]:
            if before not in reached:
                reached.add(before)
                queue.append(before)
    return reached


# Without these the promise "exactly one time" has no trace in a case, or the effect has nothing to work on.
SEEN_OTHERWISE = {CaseGuard.ONE_DUE, CaseGuard.PROMISE_OPEN, CaseGuard.CONTACT_GIVEN}


@pytest.mark.parametrize("guard", sorted(set(CaseGuard) - SEEN_OTHERWISE))
def test_without_a_guard_a_promise_breaks(guard: CaseGuard) -> None:
    _, broken = search(CASE.without(guard))
    assert broken


def test_every_word_is_used_and_has_its_rule() -> None:
    assert max(Counter((row.state, row.event) for row in ROWS).values()) == 1
    assert {row.event for row in ROWS} == set(CaseEvent)
    assert {guard for row in ROWS for guard in row.guards} == set(CaseGuard) == set(RULES)
    assert {effect for row in ROWS for effect in row.effects} == set(CaseEffect) == set(CHANGES)
    assert {row.next_state for row in ROWS} | {S.RECEIVED} == set(S)


def test_every_way_to_a_closed_case_was_asked_confirmed_or_has_a_reason() -> None:
    for row in ROWS:
        if row.next_state is S.CLOSED_UNCONFIRMED:
            assert {CaseEffect.WRITE_REASON, CaseEffect.WRITE_SILENCE} & set(row.effects)
        if row.next_state is S.HAPPY:
            assert CaseGuard.SAID in row.guards


def test_a_step_that_is_not_declared_is_refused_in_words() -> None:
    with pytest.raises(UndeclaredMove) as refused:
        CASE.advance(CaseEvent.ASK, Situation(Case(START), START, person="7", message_id="m"))
    assert "received has no row for ask" in str(refused.value)
    assert "load the page again" in str(refused.value.message)


def test_no_refusal_has_an_open_gap() -> None:
    texts = [str(rule.refusal) for rule in RULES.values()]
    assert all(text.endswith(".") and "{" not in text for text in texts)
    assert DEFAULT_PLAYBOOK.version == 1
    assert Said(START, "m").by == ""
