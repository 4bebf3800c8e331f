"""A promise is spoken of before it is broken, and what becomes of it is never changed afterwards."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from vitrino.complaints import actions, queries
from vitrino.complaints.models import Case
from vitrino.domain.cases import CaseEvent, CaseState
from vitrino.engine.ticker import run_until_idle
from vitrino.inbox.tests.complaints.counter import APOLOGY, Counter
from vitrino.notify.models import Alert

pytestmark = pytest.mark.django_db
E, S = CaseEvent, CaseState
# The shop is open on Saturday until 18:00 and on Monday from 8:00; the promise is due on Monday at noon.
HALF, MOST, DUE = (
    datetime(2026, 11, 21, 16, 30, tzinfo=UTC),
    datetime(2026, 11, 23, 9, 12, tzinfo=UTC),
    datetime(2026, 11, 23, 11, 0, tzinfo=UTC),
)
MINUTE = timedelta(minutes=1)


@pytest.fixture
def counter() -> Counter:
    made = Counter()
    made.hear()
    made.say(APOLOGY)
    return made


def told(kind: str = "promise") -> list[tuple[str, str]]:
    """What Bruno was told of: urgency and the words inside."""
    mine = Alert.objects.filter(kind=kind, person__email="bruno@example.com").order_by("pk")
    return [(one.urgency, str(one.values.get("words", one.values.get("step", "")))) for one in mine]


def test_it_is_spoken_of_at_half_at_four_fifths_and_at_its_end(counter: Counter) -> None:
    reminders = []
    for moment in (HALF - MINUTE, HALF, MOST - MINUTE, MOST, DUE - MINUTE, DUE):
        run_until_idle(moment)
        reminders.append(len(told()))
    assert reminders == [0, 1, 1, 2, 2, 3]
    assert [urgency for urgency, _words in told()] == ["normal", "high", "high"]
    assert "tell the customer now, before it is" in told()[1][1]


def test_kept_in_time_it_is_kept_and_nobody_is_reminded_any_more(counter: Counter) -> None:
    counter.now = HALF - MINUTE
    counter.say("Oddaliśmy pieniądze.", step="give_remedy")
    run_until_idle(DUE + timedelta(hours=1))
    assert counter.case.known.promises[0].state == "kept"
    assert told() == []


def test_left_alone_it_is_broken_at_its_end(counter: Counter) -> None:
    run_until_idle(DUE)
    assert counter.case.known.promises[0].state == "broken"
    assert counter.case.promise_due_at is None
    assert [step.case_id for step in queries.broken_promises(counter.cast.bakery, counter.now)] == [counter.case.pk]


def test_renewed_in_time_it_is_not_broken_and_is_spoken_of_anew(counter: Counter) -> None:
    run_until_idle(MOST)
    counter.now = MOST + MINUTE
    counter.say("Potrzebujemy więcej czasu: odezwiemy się do wtorku, 24 listopada, godz. 17:00.")
    run_until_idle(DUE + MINUTE)
    assert [one.state for one in counter.case.known.promises] == ["renewed", "open"]
    run_until_idle(datetime(2026, 11, 24, 16, 0, tzinfo=UTC))
    assert [one.state for one in counter.case.known.promises] == ["renewed", "broken"]


def test_renewed_too_late_it_stays_broken(counter: Counter) -> None:
    run_until_idle(DUE)
    counter.now = DUE + MINUTE
    counter.say("Przepraszamy za zwłokę, odezwiemy się do wtorku, 24 listopada, godz. 17:00.")
    assert [one.state for one in counter.case.known.promises] == ["broken", "open"]


def test_while_vitrino_was_off_only_the_last_word_is_said(counter: Counter) -> None:
    run_until_idle(DUE + timedelta(days=1))
    assert len(told()) == 1
    assert counter.case.known.promises[0].state == "broken"


def test_the_same_moment_twice_says_nothing_twice(counter: Counter) -> None:
    for _time in range(2):
        run_until_idle(MOST)
        Case.objects.update(due_at=MOST)
    assert len(told()) == 1


def test_a_forgotten_apology_is_spoken_of_when_its_time_is_over() -> None:
    counter = Counter()
    counter.hear()
    run_until_idle(counter.now + timedelta(minutes=59))
    assert told("case") == []
    run_until_idle(counter.now + timedelta(minutes=60))
    assert len(told("case")) == 1


def test_without_an_answer_it_closes_by_itself_only_after_asking_twice(counter: Counter) -> None:
    counter.say("Oddaliśmy pieniądze.", step="give_remedy")
    run_until_idle(counter.later(days=30).now)
    assert counter.state == S.REMEDY_GIVEN, "nobody asked"
    counter.say("Czy teraz wszystko jest w porządku?", step="ask")
    run_until_idle(counter.later(days=30).now)
    assert counter.state == S.CONFIRM_ASKED, "nobody asked again"
    counter.say("Wystarczy krótkie tak lub nie.", step="remind")
    run_until_idle(counter.later(days=4).now)
    assert counter.state == S.CLOSED_UNCONFIRMED
    assert counter.case.known.reason is not None
    assert counter.case.known.reason.own == "silence"


def test_open_promises_stand_in_the_order_in_which_they_are_due(counter: Counter) -> None:
    counter.hear("Bułki były czerstwe, chcę reklamować!", thread_id="t2", author="jan")
    talk = Case.objects.order_by("-pk")[0].conversation
    counter.say("Przepraszamy, odezwiemy się do poniedziałku, godz. 9:00.", talk=talk)
    assert [case.conversation_id for case in queries.open_promises(counter.cast.bakery)] == [talk.pk, counter.talk.pk]


def test_one_case_costs_as_much_among_many(counter: Counter) -> None:
    def cost(case: Case) -> int:
        with CaptureQueriesContext(connection) as asked:
            actions.attend(case=case, now=counter.now)
        return len(asked)

    alone = cost(counter.case)
    first = counter.case
    for number in range(20):
        counter.hear(thread_id=f"x{number}", author=f"a{number}")
    assert cost(first) == alone


def test_whoever_changes_a_case_takes_it_from_the_worker(counter: Counter) -> None:
    """Without this a worker that finishes later would write its older time over the newer one."""
    Case.objects.update(lease_token="worker", lease_until=counter.now + MINUTE)
    counter.do(E.BEGIN_WORK)
    assert (counter.case.lease_token, counter.case.lease_until) == ("", None)


def test_whoever_takes_a_step_has_dealt_with_what_was_told(counter: Counter) -> None:
    run_until_idle(MOST)
    assert Alert.objects.filter(kind="promise", handled_at=None).exists()
    counter.do(E.BEGIN_WORK)
    assert not Alert.objects.filter(kind="promise", handled_at=None).exists()
