"""A complaint walks the playbook, and nothing counts that wasn't really said."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from vitrino.complaints import actions, queries
from vitrino.complaints.models import Case, Step
from vitrino.domain.cases import CaseEvent, CaseState
from vitrino.domain.problem import Problem
from vitrino.inbox import actions as inbox
from vitrino.inbox.tests.complaints.counter import APOLOGY, COMPLAINT, SORRY, Counter
from vitrino.inbox.tests.desk import arrive
from vitrino.publishing.models import Publication

pytestmark = pytest.mark.django_db
E, S = CaseEvent, CaseState
MONDAY_NOON = datetime(2026, 11, 23, 11, 0, tzinfo=UTC)


@pytest.fixture
def counter() -> Counter:
    made = Counter()
    made.hear()
    return made


def test_words_of_complaint_open_a_case_that_waits_for_an_apology(counter: Counter) -> None:
    case = counter.case
    assert (case.state, case.known.is_public, case.opened_by) == (S.RECEIVED, True, None)
    assert case.step_due_at == counter.now + timedelta(hours=1)


def test_a_question_opens_none() -> None:
    counter = Counter()
    counter.hear("Czy macie chleb żytni?")
    assert not Case.objects.exists()


def test_a_person_opens_a_case_where_the_words_said_nothing() -> None:
    counter = Counter()
    counter.hear("Hm.")
    inbox.call_complaint(conversation=counter.talk, is_complaint=True, by=counter.cast.bruno, now=counter.now)
    assert counter.case.opened_by == counter.cast.bruno


def test_no_complaint_after_all_is_a_mistake_and_not_an_end(counter: Counter) -> None:
    inbox.call_complaint(conversation=counter.talk, is_complaint=False, by=counter.cast.bruno, now=counter.now)
    assert counter.case.is_mistake
    assert not queries.cases_of(counter.cast.bakery).exists()


def test_what_was_answered_already_is_not_called_off(counter: Counter) -> None:
    counter.say(SORRY)
    inbox.call_complaint(conversation=counter.talk, is_complaint=False, by=counter.cast.bruno, now=counter.now)
    assert (counter.case.is_mistake, counter.case.ended_at) == (False, None)


def test_an_apology_with_contact_and_time_takes_three_steps_at_once(counter: Counter) -> None:
    counter.say(APOLOGY)
    assert counter.events() == [E.ACKNOWLEDGE, E.MOVE_PRIVATE, E.PROMISE]
    assert (counter.state, counter.case.promise_due_at) == (S.PROMISED, MONDAY_NOON)
    assert counter.case.known.moved_private is not None


def test_an_apology_counts_only_once_it_is_out(counter: Counter) -> None:
    message = counter.say(APOLOGY, state="sending")
    assert counter.state == S.RECEIVED
    assert message.publication is not None
    Publication.objects.filter(pk=message.publication.pk).update(state="published", state_at=counter.now)
    counter.later(seconds=10).attend()
    assert counter.state == S.PROMISED


def test_an_answer_that_was_refused_counts_for_nothing(counter: Counter) -> None:
    counter.say(APOLOGY, state="failed")
    assert (counter.state, counter.events()) == (S.RECEIVED, [])
    assert actions.newest_answer(counter.case) is None


def test_a_public_apology_without_a_way_to_reach_the_shop_is_not_enough(counter: Counter) -> None:
    counter.say("Bardzo nam przykro, Olu.")
    assert counter.state == S.RECEIVED


def test_a_private_apology_needs_no_address() -> None:
    counter = Counter()
    counter.hear(COMPLAINT, kind="message")
    counter.say("Bardzo nam przykro, Olu.")
    assert counter.state == S.ACKNOWLEDGED


def test_an_address_that_is_not_the_shops_gives_no_contact(counter: Counter) -> None:
    """Guard CONTACT_GIVEN: with confirmed addresses a slip of the pen doesn't count as one."""
    actions.add_contact(workspace=counter.cast.bakery, value="pomoc@zorza.example", is_tried=True, by=counter.cast.anna,
                        now=counter.now)  # fmt: skip
    counter.say("Przepraszamy! Proszę napisać na pomoc@zorzaa.example.")
    assert counter.state == S.RECEIVED
    counter.later(minutes=1).say("Przepraszamy! Właściwy adres to pomoc@zorza.example.")
    assert counter.events() == [E.ACKNOWLEDGE, E.MOVE_PRIVATE]


def test_nobody_moves_to_private_without_naming_a_way(counter: Counter) -> None:
    counter.say("Przykro nam, zajmiemy się tym do poniedziałku, godz. 12:00.")
    assert counter.events() == [E.ACKNOWLEDGE, E.PROMISE]
    with pytest.raises(Problem, match="address, a number or a link"):
        counter.do(E.MOVE_PRIVATE)
    counter.do(E.MOVE_PRIVATE, contact="pomoc@zorza.example")
    assert counter.case.known.moved_private is not None


def test_words_taken_over_for_moving_on_without_an_address_stand_refused_in_the_history(counter: Counter) -> None:
    counter.say("Dziękujemy, proszę przysłać zdjęcie.", step="move_private")
    refused = counter.case.steps.get(state=Step.State.REFUSED)
    assert (refused.event, counter.state) == (E.MOVE_PRIVATE, S.ACKNOWLEDGED)
    assert "number or a link" in refused.reason["template"]


def test_of_two_times_in_one_answer_a_person_says_which(counter: Counter) -> None:
    counter.say("Przepraszamy! Odpiszemy do poniedziałku, godz. 12:00, a najpóźniej do środy, godz. 10:00.")
    assert counter.events() == [E.ACKNOWLEDGE]
    asked = counter.case.steps.get(state=Step.State.ASKED)
    assert len(asked.dues) == 2
    with pytest.raises(Problem, match="isn't in your answer"):
        actions.settle_question(step=asked, due_at=counter.now, by=counter.cast.bruno, now=counter.now)
    actions.settle_question(step=asked, due_at=asked.moments[0], by=counter.cast.bruno, now=counter.now)
    assert counter.case.promise_due_at == MONDAY_NOON
    with pytest.raises(Problem, match="settled already"):
        actions.settle_question(step=asked, due_at=asked.moments[1], by=counter.cast.bruno, now=counter.now)


def test_none_of_the_times_is_an_answer_too(counter: Counter) -> None:
    counter.say("Przepraszamy! Odpiszemy do poniedziałku, godz. 12:00, a najpóźniej do środy, godz. 10:00.")
    asked = counter.case.steps.get(state=Step.State.ASKED)
    actions.settle_question(step=asked, due_at=None, by=counter.cast.bruno, now=counter.now)
    assert (counter.state, counter.case.promise_due_at) == (S.ACKNOWLEDGED, None)


def test_the_same_time_said_again_is_the_same_promise(counter: Counter) -> None:
    counter.say(APOLOGY)
    counter.later(minutes=5).say("Tak jak pisaliśmy, odezwiemy się do poniedziałku, 23 listopada, godz. 12:00.")
    assert len(counter.case.known.promises) == 1


def test_the_whole_way_from_the_apology_to_the_lesson(counter: Counter) -> None:
    counter.say(APOLOGY)
    counter.do(E.BEGIN_WORK)
    counter.later(hours=2).say("Oddaliśmy pieniądze na kartę.", step="give_remedy")
    assert counter.case.known.promises[-1].state == "kept"
    counter.later(days=2).say("Czy teraz wszystko jest w porządku?", step="ask")
    counter.later(hours=1).hear("Tak, dziękuję!")
    assert counter.state == S.CONFIRM_ASKED, "nobody is called happy by a machine"
    asked = counter.case.steps.get(state=Step.State.ASKED)
    assert asked.event == E.SAY_HAPPY
    counter.do(E.SAY_HAPPY)
    assert counter.case.closed_at == counter.now
    counter.later(hours=1).say("Sprawa jest załatwiona. Dziękujemy za cierpliwość!", step="note_publicly")
    counter.do(E.RECORD_LESSON, text="Chleb pakujemy dopiero, gdy ostygnie.")
    assert (counter.state, counter.case.ended_at, counter.case.due_at) == (S.LESSON_RECORDED, counter.now, None)
    assert counter.events() == [
        E.ACKNOWLEDGE, E.MOVE_PRIVATE, E.PROMISE, E.BEGIN_WORK, E.GIVE_REMEDY, E.ASK, E.SAY_HAPPY, E.NOTE_PUBLICLY,
        E.RECORD_LESSON,
    ]  # fmt: skip
    assert [one.text for one in queries.lessons_of(counter.cast.bakery)] == ["Chleb pakujemy dopiero, gdy ostygnie."]


def test_an_angry_answer_is_only_suggested_as_unhappy(counter: Counter) -> None:
    counter.say(APOLOGY)
    counter.say("Oddaliśmy pieniądze.", step="give_remedy")
    counter.later(hours=1).hear("Nie, nadal nic nie dostałam, to skandal!")
    assert counter.case.steps.get(state=Step.State.ASKED).event == E.SAY_NOT_HAPPY
    counter.do(E.SAY_NOT_HAPPY)
    assert (counter.state, counter.case.known.rounds) == (S.NOT_HAPPY, 1)


def test_a_newer_answer_of_the_customer_replaces_the_question(counter: Counter) -> None:
    counter.say(APOLOGY)
    counter.say("Oddaliśmy pieniądze.", step="give_remedy")
    counter.later(hours=1).hear("Nie, nadal nic.")
    counter.later(hours=1).hear("A, już jest, super!")
    assert list(counter.case.steps.filter(state=Step.State.ASKED).values_list("text", flat=True)) == [
        "A, już jest, super!"
    ]


def test_what_was_said_at_the_counter_is_written_down_in_words(counter: Counter) -> None:
    counter.say(APOLOGY)
    counter.say("Oddaliśmy pieniądze.", step="give_remedy")
    Case.objects.update(heard_id="")
    with pytest.raises(Problem, match="Write down in a sentence"):
        counter.do(E.SAY_HAPPY, text="ok")
    counter.do(E.SAY_HAPPY, text="Była dziś w sklepie i podziękowała.")
    assert counter.state == S.HAPPY


def test_a_complaint_after_the_end_is_put_before_a_person(counter: Counter) -> None:
    counter.do(E.CLOSE_WITH_REASON, text="Pomyłka: kupiono w innej piekarni.")
    counter.do(E.SKIP_NOTE, text="Klientka sama usunęła komentarz.")
    counter.do(E.RECORD_LESSON, text="Pytamy najpierw o paragon.")
    counter.later(days=3).hear("Jednak to wasz chleb był spleśniały, żądam zwrotu!")
    assert Case.objects.count() == 1
    assert counter.case.steps.get(state=Step.State.ASKED).event == E.SAY_NOT_HAPPY


def test_long_after_the_end_it_is_another_case(counter: Counter) -> None:
    counter.do(E.CLOSE_WITH_REASON, text="Pomyłka: kupiono w innej piekarni.")
    counter.do(E.SKIP_NOTE, text="Klientka sama usunęła komentarz.")
    counter.do(E.RECORD_LESSON, text="Pytamy najpierw o paragon.")
    counter.later(days=30).hear("Znowu chleb był spleśniały, żądam zwrotu!")
    assert Case.objects.count() == 2


def test_a_private_message_of_the_same_person_is_where_it_goes_on(counter: Counter) -> None:
    counter.say(SORRY)
    private = counter.later(minutes=5).hear("Dzień dobry, piszę w sprawie chleba.", kind="message", thread_id="dm")
    assert counter.case.private_talk_id == private.pk
    counter.say("Zwrócimy pieniądze do poniedziałku, godz. 12:00.", talk=private)
    assert counter.case.promise_due_at == MONDAY_NOON


def test_an_answer_given_on_the_platform_is_claimed_by_a_person(counter: Counter) -> None:
    counter.later(minutes=1)
    arrive(counter.cast, SORRY, at=counter.now, author="zorza", is_own=True)
    inbox.take_in(counter.now)
    counter.attend()
    assert counter.state == S.RECEIVED, "nobody knows who it was"
    counter.do(E.ACKNOWLEDGE)
    assert counter.state == S.ACKNOWLEDGED


def test_a_remedy_by_hand_names_what_the_customer_got(counter: Counter) -> None:
    counter.say(SORRY)
    step = counter.do(E.GIVE_REMEDY, text="Nowy bochenek i bułki")
    assert step.text == "Nowy bochenek i bułki"
    assert counter.case.remedy_at == counter.now


def test_a_closing_note_in_private_closes_nothing_in_public(counter: Counter) -> None:
    counter.say(SORRY)
    private = counter.later(minutes=5).hear("Dzień dobry, piszę w sprawie chleba.", kind="message", thread_id="dm")
    counter.do(E.CLOSE_WITH_REASON, text="Klientka odebrała zwrot w sklepie.")
    counter.say("Sprawa jest załatwiona.", step="note_publicly", talk=private)
    assert counter.state == S.CLOSED_UNCONFIRMED
    assert counter.case.steps.get(state=Step.State.REFUSED).event == E.NOTE_PUBLICLY
    counter.say("Sprawa jest załatwiona, dziękujemy!", step="note_publicly")
    assert counter.state == S.PUBLIC_CLOSING_NOTE


def test_an_answer_that_failed_counts_when_it_is_sent_once_more(counter: Counter) -> None:
    message = counter.say(APOLOGY, state="failed")
    assert counter.state == S.RECEIVED
    assert message.publication is not None
    Publication.objects.filter(pk=message.publication.pk).update(state="published", state_at=counter.later(hours=1).now)
    counter.attend()
    assert counter.state == S.PROMISED


def test_an_answer_that_was_taken_back_is_waited_for_no_longer(counter: Counter) -> None:
    counter.say(APOLOGY, state="cancelled")
    assert not counter.case.answers.filter(settled_at=None).exists()
