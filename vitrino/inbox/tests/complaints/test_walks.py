"""Whatever people press in whatever order: no case is closed unconfirmed without a written reason."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from vitrino.complaints import actions, moves
from vitrino.complaints.models import Case
from vitrino.domain.cases import CASE, CaseEvent, CaseGuard, CaseState
from vitrino.domain.problem import Problem
from vitrino.inbox.tests.complaints.counter import APOLOGY, Counter

pytestmark = pytest.mark.django_db
WORDS = ("", "-", "ok", "Klientka odebrała nowy chleb w sklepie.")
SAYINGS = (
    APOLOGY,
    "Oddaliśmy pieniądze.",
    "Czy wszystko w porządku?",
    "Dzień dobry, Olu.",
    "Napiszemy do wtorku do 10.",
)
HEARD = ("Tak, dziękuję!", "Nie, nadal nic!", "Hm.", "Chleb był spleśniały, żądam zwrotu!")

# Ends more often than all the rest: they are what is looked for.
ENDS = [CaseEvent.CLOSE_WITH_REASON, CaseEvent.SKIP_NOTE, CaseEvent.RECORD_LESSON, CaseEvent.SAY_HAPPY]
EVENTS = st.sampled_from([*CaseEvent, *ENDS, *ENDS])
STEPS = st.tuples(st.just("do"), EVENTS, st.sampled_from(WORDS))
ANSWERS = st.tuples(st.just("say"), st.sampled_from(["", *CaseEvent]), st.sampled_from(SAYINGS))
ARRIVALS = st.tuples(st.just("hear"), st.just(""), st.sampled_from(HEARD))
WAITS = st.tuples(st.just("wait"), st.just(""), st.sampled_from(["1", "30", "120"]))
WALKS = st.lists(st.one_of(STEPS, STEPS, ANSWERS, ARRIVALS, WAITS), min_size=1, max_size=14)
FAST = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


@pytest.fixture
def counter() -> Counter:
    made = Counter()
    made.hear()
    return made


def go(counter: Counter, kind: str, what: str, words: str) -> None:
    """One thing that may happen; what the rules refuse changes nothing."""
    counter.later(minutes=7)
    try:
        if kind == "do":
            counter.do(CaseEvent(what), text=words, due_at=counter.now + timedelta(days=1))
        elif kind == "say":
            counter.say(words, step=str(what))
        elif kind == "hear":
            counter.hear(words)
        else:
            counter.later(hours=int(words)).attend()
    except Problem:
        pass


def check(case: Case) -> None:
    known = case.known
    closed = known.state in (CaseState.CLOSED_UNCONFIRMED, CaseState.PUBLIC_CLOSING_NOTE, CaseState.LESSON_RECORDED)
    if known.state == CaseState.HAPPY or closed:
        asked_or_told = known.asked is not None or known.answer is not None
        assert asked_or_told or known.reason is not None, "closed, and nobody was asked or wrote down why"
    if known.state == CaseState.CLOSED_UNCONFIRMED:
        assert known.reason is not None
        assert known.reason.own or sum(map(str.isalpha, known.reason.words)) >= 10
    if case.ended_at is not None:
        assert known.lesson is not None
        assert not known.is_public or known.note or known.skipped
    assert (case.promise_due_at is None) == (known.promise is None)


@FAST
@given(walk=WALKS)
def test_no_case_ends_unconfirmed_without_a_written_reason(walk: list[tuple[str, str, str]], counter: Counter) -> None:
    Case.objects.all().delete()
    actions.open_case(conversation=counter.talk, by=None, now=counter.now)
    for kind, what, words in walk:
        go(counter, kind, what, words)
        for case in Case.objects.select_related("playbook"):
            check(case)


def test_the_walk_notices_when_a_reason_is_not_demanded(counter: Counter, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(moves, "CASE", CASE.without(CaseGuard.REASON_WRITTEN))
    go(counter, "do", CaseEvent.CLOSE_WITH_REASON, "-")
    with pytest.raises(AssertionError):
        check(counter.case)
