"""A complaint walks the playbook, and the words say what is missing when it can't go on."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vitrino.domain.cases import (
    CASE,
    DEFAULT_PLAYBOOK,
    Case,
    CaseEvent,
    CaseGuard,
    CaseState,
    Due,
    NotNow,
    Promise,
    PromiseState,
    Said,
    Situation,
    UndeclaredMove,
    from_json,
    next_reminder,
    next_step,
    reminders,
    will_be_late,
)
from vitrino.domain.hours import ALWAYS, Calendar, read_hours
from vitrino.domain.problem import Problem

E, G, S = CaseEvent, CaseGuard, CaseState
WARSAW = ZoneInfo("Europe/Warsaw")
SHOP = Calendar(read_hours("Mon-Fri 9-17"), WARSAW)
MONDAY = datetime(2026, 6, 1, 10, tzinfo=WARSAW)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
WORDS = "a sentence that says why"


def take(case: Case, event: CaseEvent, now: datetime, **more: object) -> Case:
    """Take a step with everything in hand but what `more` says otherwise."""
    given: dict[str, object] = {"person": "7", "message_id": "m", "text": WORDS, "contact": "help@shop.example"}
    given |= {"dues": (now + DAY,)}
    return CASE.advance(event, Situation(case, now, **(given | more)))  # type: ignore[arg-type]


def walked(*events: CaseEvent, case: Case | None = None, step: timedelta = 4 * DAY) -> Case:
    """A public complaint after these events, `step` apart (promises are kept: remedies come at once)."""
    case, now = case or Case(MONDAY, is_public=True), MONDAY
    for event in events:
        now += HOUR if event is E.GIVE_REMEDY else step
        case = take(case, event, now)
    return case


REMEDIED = (E.ACKNOWLEDGE, E.MOVE_PRIVATE, E.PROMISE, E.BEGIN_WORK, E.GIVE_REMEDY)


def test_a_complaint_walks_from_the_apology_to_the_lesson() -> None:
    done = walked(*REMEDIED, E.ASK, E.SAY_HAPPY, E.NOTE_PUBLICLY, E.RECORD_LESSON)
    assert done.state is S.LESSON_RECORDED
    assert done.lesson is not None
    assert done.lesson.words == WORDS
    assert next_step(done, DEFAULT_PLAYBOOK, SHOP) is None


@pytest.mark.parametrize("contact", ["", "   "])
def test_nobody_is_sent_to_a_private_talk_without_a_way_there(contact: str) -> None:
    for events in (REMEDIED[:1], (E.ACKNOWLEDGE, E.PROMISE), (E.ACKNOWLEDGE, E.PROMISE, E.BEGIN_WORK)):
        case = walked(*events)
        with pytest.raises(NotNow, match="an address, a number or a link") as refused:
            take(case, E.MOVE_PRIVATE, MONDAY + 30 * DAY, contact=contact)
        assert refused.value.guard is CaseGuard.CONTACT_GIVEN
        assert take(case, E.MOVE_PRIVATE, MONDAY + 30 * DAY).moved_private is not None


def test_who_does_not_answer_is_reminded_once_and_the_case_says_why_it_closed() -> None:
    closed = walked(*REMEDIED, E.ASK, E.REMIND, E.CLOSE_UNCONFIRMED)
    assert closed.state is S.CLOSED_UNCONFIRMED
    assert closed.reason is not None
    assert "asked and reminded" in str(closed.reason.told)
    with pytest.raises(UndeclaredMove):
        take(walked(*REMEDIED, E.ASK, E.REMIND), E.REMIND, MONDAY + 90 * DAY)


def test_neither_reminder_nor_silence_comes_before_there_was_time_to_answer() -> None:
    asked = walked(*REMEDIED, E.ASK)
    assert asked.asked is not None
    with pytest.raises(NotNow, match="time to answer"):
        take(asked, E.REMIND, asked.asked.at + 2 * DAY)
    reminded = take(asked, E.REMIND, asked.asked.at + 3 * DAY)
    with pytest.raises(NotNow, match="reminded only lately"):
        take(reminded, E.CLOSE_UNCONFIRMED, asked.asked.at + 6 * DAY)


def test_no_case_closes_without_asking_or_a_written_reason() -> None:
    for events in ((), REMEDIED[:1], REMEDIED[:3], REMEDIED):
        case = walked(*events)
        for text in ("", "   ", "-", "spam."):
            with pytest.raises(NotNow, match="in a sentence why"):
                take(case, E.CLOSE_WITH_REASON, MONDAY + 30 * DAY, text=text)
        closed = take(case, E.CLOSE_WITH_REASON, MONDAY + 30 * DAY, text="It was meant for another shop.")
        assert closed.state is S.CLOSED_UNCONFIRMED
        assert closed.reason is not None
        assert (closed.reason.words, closed.reason.by) == ("It was meant for another shop.", "7")


def test_a_customer_who_is_happy_unasked_needs_no_question() -> None:
    happy = take(walked(*REMEDIED), E.SAY_HAPPY, MONDAY + 30 * DAY, person="")
    assert happy.state is S.HAPPY
    assert happy.reason is not None
    assert "before we asked" in str(happy.reason.told)


def test_who_is_not_happy_begins_a_new_round_wherever_the_case_stood() -> None:
    ends = (E.ASK,), (E.ASK, E.REMIND), (E.ASK, E.SAY_HAPPY), (E.ASK, E.SAY_HAPPY, E.NOTE_PUBLICLY, E.RECORD_LESSON)
    for end in ends:
        again = walked(*REMEDIED, *end, E.SAY_NOT_HAPPY)
        assert (again.state, again.rounds) == (S.NOT_HAPPY, 1)
        assert (again.asked, again.reminded, again.reason, again.note, again.lesson) == (None,) * 5
    second = walked(*REMEDIED, E.SAY_NOT_HAPPY, E.PROMISE, E.GIVE_REMEDY, E.ASK, E.SAY_HAPPY)
    assert second.state is S.HAPPY


@pytest.mark.parametrize(
    ("dues", "words"),
    [
        ((), "exactly one time"),
        ((MONDAY + DAY, MONDAY + 2 * DAY), "exactly one time"),
        ((MONDAY - DAY,), "still to come"),
        ((MONDAY + 400 * DAY,), "at most 90 days"),
    ],
)
def test_a_promise_has_exactly_one_time_and_it_is_still_to_come(dues: tuple[datetime, ...], words: str) -> None:
    acknowledged = take(Case(MONDAY), E.ACKNOWLEDGE, MONDAY)
    with pytest.raises(NotNow, match=words):
        take(acknowledged, E.PROMISE, MONDAY, dues=dues)


def test_what_becomes_of_a_promise_is_told_by_the_clock() -> None:
    promised = walked(*REMEDIED[:3])
    due = promised.promises[0].due_at
    kept = take(promised, E.GIVE_REMEDY, due - HOUR)
    late = take(promised, E.GIVE_REMEDY, due + HOUR)
    renewed = take(promised, E.PROMISE_ANEW, due - HOUR)
    too_late = take(promised, E.PROMISE_ANEW, due + HOUR)
    assert [one.state for one in kept.promises] == [PromiseState.KEPT]
    assert [one.state for one in late.promises] == [PromiseState.BROKEN]
    assert [one.state for one in renewed.promises] == [PromiseState.RENEWED, PromiseState.OPEN]
    assert [one.state for one in too_late.promises] == [PromiseState.BROKEN, PromiseState.OPEN]
    withdrawn = take(promised, E.CLOSE_WITH_REASON, due - HOUR)
    assert [one.state for one in withdrawn.promises] == [PromiseState.WITHDRAWN]


def test_a_broken_promise_is_recorded_once_and_asks_for_a_new_one() -> None:
    promised = walked(*REMEDIED[:3])
    due = promised.promises[0].due_at
    with pytest.raises(NotNow, match="isn't due yet"):
        take(promised, E.PROMISE_PASSED, due - HOUR)
    broken = take(promised, E.PROMISE_PASSED, due, person="", message_id="")
    with pytest.raises(NotNow, match="no promise to keep"):
        take(broken, E.PROMISE_PASSED, due + HOUR)
    assert next_step(broken, DEFAULT_PLAYBOOK, SHOP) == Due(E.PROMISE_ANEW, due)
    assert take(broken, E.PROMISE_ANEW, due + HOUR).promise is not None


def test_what_others_read_ends_where_they_read_it() -> None:
    happy = walked(*REMEDIED, E.ASK, E.SAY_HAPPY)
    with pytest.raises(NotNow, match="Others have read the complaint"):
        take(happy, E.RECORD_LESSON, MONDAY + 60 * DAY)
    skipped = take(happy, E.SKIP_NOTE, MONDAY + 60 * DAY, text="The customer asked us to keep it quiet.")
    assert take(skipped, E.RECORD_LESSON, MONDAY + 61 * DAY).state is S.LESSON_RECORDED
    private = replace(happy, is_public=False)
    assert take(private, E.RECORD_LESSON, MONDAY + 60 * DAY).state is S.LESSON_RECORDED
    with pytest.raises(NotNow, match="private already"):
        take(private, E.NOTE_PUBLICLY, MONDAY + 60 * DAY)


def test_each_step_is_due_after_the_one_before_it() -> None:
    monday_due = {
        (): (E.ACKNOWLEDGE, MONDAY + HOUR),
        REMEDIED[:1]: (E.MOVE_PRIVATE, MONDAY + 4 * HOUR),
        REMEDIED[:2]: (E.PROMISE, MONDAY + 4 * HOUR),
        REMEDIED[:3]: (E.GIVE_REMEDY, MONDAY + DAY),
    }
    for events, (event, due) in monday_due.items():
        case = Case(MONDAY, is_public=True)
        for one in events:
            case = take(case, one, MONDAY)
        assert next_step(case, DEFAULT_PLAYBOOK, SHOP) == Due(event, due.astimezone(UTC))


def test_after_the_remedy_days_count_whether_the_shop_is_open_or_not() -> None:
    expected = {
        (): (E.ASK, 2),
        (E.ASK,): (E.REMIND, 3),
        (E.ASK, E.REMIND): (E.CLOSE_UNCONFIRMED, 4),
        (E.ASK, E.SAY_HAPPY): (E.NOTE_PUBLICLY, 1),
        (E.ASK, E.SAY_HAPPY, E.NOTE_PUBLICLY): (E.RECORD_LESSON, 7),
    }
    for events, (event, days) in expected.items():
        last_at = MONDAY + 4 * DAY * (4 + len(events)) + HOUR
        due = next_step(walked(*REMEDIED, *events), DEFAULT_PLAYBOOK, SHOP)
        assert due == Due(event, (last_at + days * DAY).astimezone(UTC))


@pytest.mark.parametrize(
    "stored",
    [
        None,
        {},
        {"received_at": "2026-06-01T10:00:00"},
        {"received_at": "2026-06-01T10:00:00+00:00", "state": "dancing"},
        {"received_at": "2026-06-01T10:00:00+00:00", "colour": "red"},
        {"received_at": "2026-06-01T10:00:00+00:00", "asked": {"at": "2026-06-01T10:00:00+00:00"}},
    ],
)
def test_a_stored_case_that_is_none_is_a_problem_and_no_crash(stored: object) -> None:
    with pytest.raises(Problem, match="can't be read"):
        from_json(stored)


def promise(made: datetime, due: datetime) -> Promise:
    return Promise(Said(made, "m", "7"), "call back", due.astimezone(UTC))


def test_a_promise_is_spoken_of_at_half_at_four_fifths_and_when_due() -> None:
    today = promise(MONDAY, MONDAY + 5 * HOUR)
    moments = [one.at for one in reminders(today, SHOP)]
    assert moments == [MONDAY + 2.5 * HOUR, MONDAY + 4 * HOUR, MONDAY + 5 * HOUR]
    assert "before it is" in str(reminders(today, SHOP)[1].words)
    assert not will_be_late(today, SHOP, MONDAY + 3 * HOUR)
    assert will_be_late(today, SHOP, MONDAY + 4 * HOUR)
    assert not will_be_late(today, SHOP, MONDAY + 5 * HOUR)
    second = next_reminder(today, SHOP, MONDAY + 3 * HOUR)
    assert second is not None
    assert second.share == 0.8
    assert next_reminder(today, SHOP, MONDAY + 5 * HOUR) is None


def test_nobody_is_reminded_at_night() -> None:
    over_night = promise(MONDAY.replace(hour=15), MONDAY.replace(hour=11) + DAY)
    assert [one.at for one in reminders(over_night, SHOP)][:2] == [
        MONDAY.replace(hour=17),
        MONDAY.replace(hour=10, minute=12) + DAY,
    ]


@given(
    st.datetimes(datetime(2026, 1, 1), datetime(2026, 12, 1)),
    st.timedeltas(timedelta(minutes=5), timedelta(days=20)),
    st.sampled_from([SHOP, Calendar(ALWAYS, WARSAW), Calendar(read_hours("Fri-Sat 20-04, 25.12 closed"), WARSAW)]),
)
def test_reminders_come_in_order_between_promise_and_due(made: datetime, span: timedelta, calendar: Calendar) -> None:
    start = made.replace(tzinfo=UTC)
    half, most, end = (one.at for one in reminders(promise(start, start + span), calendar))
    assert start <= half <= most <= end == start + span
