"""What people want stands with every conversation, with its reasons; what the shop corrects is learnt."""

from __future__ import annotations

from datetime import timedelta

import pytest

from vitrino.domain.problem import Problem
from vitrino.domain.triage import Intent
from vitrino.inbox import actions, queries, triage
from vitrino.inbox.models import Conversation, Correction, Learnt, Message
from vitrino.inbox.tests.desk import arrive, only
from vitrino.workspace.tests.cast import NOW, Cast, assemble

pytestmark = pytest.mark.django_db
PASSES = ("Karnet rodzinny od jutra", "Karnet miesięczny dla dwojga", "Ten karnet z gazetki", "Karnet dla seniora")


@pytest.fixture
def cast() -> Cast:
    return assemble()


def test_what_came_in_is_read_with_the_words_that_say_so(cast: Cast) -> None:
    arrive(cast, "Po Waszym cieście córka wylądowała w szpitalu, żądam zwrotu pieniędzy")
    actions.take_in(NOW)
    talk = only()
    told = queries.triage_of(talk)
    assert (talk.language, talk.urgency, talk.is_complaint) == ("pl", 3, True)
    assert Intent.COMPLAINT in told.intents
    assert any("szpital" in quote for one in told.because for quote in one.quotes)


def test_everything_that_waits_is_read_together_and_an_answer_ends_that(cast: Cast) -> None:
    arrive(cast, "Czy macie chleb żytni?")
    arrive(cast, "Bułka była spleśniała", at=NOW + timedelta(minutes=1))
    actions.take_in(NOW)
    assert {"complaint", "question"} <= set(only().intents)
    actions.reply(conversation=only(), text="Tak", by=cast.anna, now=NOW + timedelta(minutes=2), overruled=None)
    arrive(cast, "O której otwieracie?", at=NOW + timedelta(minutes=3))
    actions.take_in(NOW + timedelta(minutes=3))
    assert only().intents == ["question"]


def test_the_third_message_without_an_answer_is_urgent(cast: Cast) -> None:
    for minutes in range(3):
        arrive(cast, "Czy macie chleb żytni?", at=NOW + timedelta(minutes=minutes))
    actions.take_in(NOW + timedelta(minutes=3))
    assert only().urgency == 2


def test_urgent_people_come_first_then_who_is_due_first(cast: Cast) -> None:
    arrive(cast, "Czy macie chleb?", thread_id="t1", author="ala", kind="message")
    arrive(cast, "Czy macie bułki?", thread_id="t2", author="ula", kind="message", at=NOW - timedelta(hours=1))
    arrive(cast, "Syn trafił do szpitala po waszym cieście", thread_id="t3", author="ewa", kind="review", rating=1)
    actions.take_in(NOW)
    assert [one.contact.name for one in queries.waiting(cast.bakery)] == ["Ewa", "Ula", "Ala"]


def test_a_correction_holds_at_once_and_is_shown_as_somebodys_word(cast: Cast) -> None:
    arrive(cast, "Karnet rodzinny od jutra")
    actions.take_in(NOW)
    message = Message.objects.get()
    actions.correct_triage(message=message, intents=["purchase"], by=cast.bruno, now=NOW)
    assert only().intents == ["purchase"]
    assert {one.by for one in queries.triage_of(only()).because} == {"person"}
    assert Correction.objects.get().by == cast.bruno


def test_a_correction_never_calms_what_stands_in_the_words(cast: Cast) -> None:
    arrive(cast, "Zgłaszam sprawę do sądu, córka jest w szpitalu")
    actions.take_in(NOW)
    actions.correct_triage(message=Message.objects.get(), intents=["praise"], by=cast.anna, now=NOW)
    assert only().urgency == 3


def test_what_a_shop_corrects_is_learnt_and_explained_in_that_shop_alone(cast: Cast) -> None:
    for number, text in enumerate(PASSES):
        arrive(cast, text, thread_id=f"t{number}", author=f"a{number}")
    actions.take_in(NOW)
    for message in Message.objects.all():
        actions.correct_triage(message=message, intents=["purchase"], by=cast.anna, now=NOW)
    assert triage.learn_due(NOW) == 1
    assert triage.learn_due(NOW) == 0
    assert [one.workspace_id for one in Learnt.objects.all()] == [cast.bakery.pk]
    arrive(cast, "Poprosimy o karnet na wtorki", thread_id="new", author="ewa")
    actions.take_in(NOW)
    talk = Conversation.objects.get(thread_id="new")
    assert "purchase" in talk.intents
    learnt = next(one for one in queries.triage_of(talk).because if one.by == "learned" and not one.is_doubted)
    assert any("karnet" in quote for quote in learnt.quotes)


def test_nobody_says_of_a_message_what_does_not_exist(cast: Cast) -> None:
    arrive(cast, "Dzień dobry")
    actions.take_in(NOW)
    with pytest.raises(Problem):
        actions.correct_triage(message=Message.objects.get(), intents=["nonsense"], by=cast.anna, now=NOW)


def test_who_says_that_it_is_no_complaint_teaches_that(cast: Cast) -> None:
    arrive(cast, "Chleb był spleśniały")
    actions.take_in(NOW)
    actions.call_complaint(conversation=only(), is_complaint=False, by=cast.anna, now=NOW)
    assert "complaint" not in Correction.objects.get().intents
    assert not only().is_complaint
