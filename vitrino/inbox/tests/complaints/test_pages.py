"""The pages of complaints say where each stands, and do what their buttons say."""

from __future__ import annotations

from html import unescape
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from vitrino.complaints import queries
from vitrino.complaints.forms import PlaybookForm
from vitrino.complaints.models import Case, Cause, PlaybookVersion, ShopContact, Step
from vitrino.domain.cases import DEFAULT_PLAYBOOK, CaseEvent, CaseState
from vitrino.inbox.tests.complaints.counter import APOLOGY, Counter

pytestmark = pytest.mark.django_db
E, S = CaseEvent, CaseState
HOME = "/w/zorza/complaints/"


@pytest.fixture
def counter() -> Counter:
    made = Counter()
    made.hear()
    return made


@pytest.fixture
def bruno(counter: Counter) -> Client:
    return counter.cast.client(counter.cast.bruno)


def text_of(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return unescape(answer.content.decode())


def test_the_list_says_that_nobody_complains() -> None:
    counter = Counter()
    assert "Nobody complains" in text_of(counter.cast.client(counter.cast.bruno), HOME)


def test_the_list_shows_who_complains_and_what_is_due(bruno: Client) -> None:
    page = text_of(bruno, HOME)
    assert "1 complaint is open." in page
    assert "Waits for an apology" in page


def test_the_talk_shows_the_case_and_takes_over_the_words(counter: Counter, bruno: Client) -> None:
    talk = f"/w/zorza/inbox/{counter.talk.pk}/"
    assert "Waits for an apology" in text_of(bruno, talk)
    page = text_of(bruno, f"{talk}?step=acknowledge")
    assert 'name="step" value="acknowledge"' in page
    assert "Pani Olu, bardzo nam przykro" in page


def test_an_answer_with_words_taken_over_is_that_step(counter: Counter, bruno: Client) -> None:
    counter.say(APOLOGY)
    bruno.post(f"/w/zorza/inbox/{counter.talk.pk}/reply/", {
        "text": "Pani Olu, oddaliśmy pieniądze na kartę, chleb był spleśniały. Dziękujemy za zgłoszenie.",
        "step": "give_remedy", "anyway": "1", "overrule": "copy_paste",
    })  # fmt: skip
    assert counter.case.answers.order_by("-pk")[0].wanted == "give_remedy"


def test_a_talk_without_a_complaint_shows_none() -> None:
    counter = Counter()
    counter.hear("Czy macie chleb żytni?")
    assert "The complaint" not in text_of(counter.cast.client(counter.cast.bruno), f"/w/zorza/inbox/{counter.talk.pk}/")


def test_a_step_by_a_button_leads_back_to_the_talk(counter: Counter, bruno: Client) -> None:
    counter.say(APOLOGY)
    answer = bruno.post(f"{HOME}{counter.case.pk}/steps/", {"event": "begin_work", "talk": counter.talk.pk})
    assert (answer.status_code, answer["Location"]) == (302, f"/w/zorza/inbox/{counter.talk.pk}/")
    assert counter.state == S.IN_WORK


@pytest.mark.parametrize("event", ["say_happy", "nonsense", ""])
def test_a_step_that_is_not_for_now_is_refused_in_words(counter: Counter, bruno: Client, event: str) -> None:
    answer = bruno.post(f"{HOME}{counter.case.pk}/steps/", {"event": event}, follow=True)
    assert counter.state == S.RECEIVED
    told = unescape(answer.content.decode())
    assert "can't be done" in told or "They haven't written" in told


def test_a_promise_by_hand_is_read_in_the_shops_own_time(counter: Counter, bruno: Client) -> None:
    counter.say("Bardzo nam przykro, Olu. Proszę napisać na pomoc@zorza.example.")
    bruno.post(f"{HOME}{counter.case.pk}/steps/", {"event": "promise", "when": "2099-01-01T12:00"})
    assert counter.case.promise_due_at is None, "more than 90 days away"


def test_which_time_is_meant_is_asked_beside_the_talk(counter: Counter, bruno: Client) -> None:
    counter.say("Przepraszamy! Odpiszemy do poniedziałku, godz. 12:00, a najpóźniej do środy, godz. 10:00.")
    assert "Which one is the promise?" in text_of(bruno, f"/w/zorza/inbox/{counter.talk.pk}/")
    asked = counter.case.steps.get(state=Step.State.ASKED)
    url = f"{HOME}{counter.case.pk}/questions/{asked.pk}/"
    bruno.post(url, {"due": "nonsense"})
    assert counter.case.promise_due_at is None
    bruno.post(url, {})
    assert not counter.case.steps.filter(state=Step.State.ASKED).exists()


def test_a_question_of_another_case_is_not_found(counter: Counter, bruno: Client) -> None:
    counter.say("Przepraszamy! Odpiszemy do poniedziałku, godz. 12:00, a najpóźniej do środy, godz. 10:00.")
    asked = counter.case.steps.get(state=Step.State.ASKED)
    counter.hear(thread_id="t2", author="jan")
    assert bruno.post(f"{HOME}{counter.case.pk}/questions/{asked.pk}/", {}).status_code == 404


def test_the_page_of_a_case_shows_its_whole_history(counter: Counter, bruno: Client) -> None:
    counter.say(APOLOGY)
    page = text_of(bruno, f"{HOME}{counter.case.pk}/")
    assert "Apologised" in page
    assert "Promised a time" in page
    assert "version 1 of the playbook" in page


def test_what_it_was_about_is_kept_with_its_cost_in_the_smallest_unit(counter: Counter, bruno: Client) -> None:
    cause = Cause.objects.create(workspace=counter.cast.bakery, name="Za wcześnie pakujemy", created_at=counter.now)
    given = {"kind": "damaged", "severity": "2", "cause": cause.pk, "cost": "12.50", "currency": "pln"}
    bruno.post(f"{HOME}{counter.case.pk}/about/", given)
    case = counter.case
    assert (case.kind, case.cause, case.cost_minor, case.currency) == ("damaged", cause, 1250, "PLN")
    assert bruno.post(f"{HOME}{case.pk}/about/", given | {"currency": "złote"}).status_code == 422


def test_a_cause_of_another_shop_can_not_be_chosen(counter: Counter, bruno: Client) -> None:
    foreign = Cause.objects.create(workspace=counter.cast.florist, name="x", created_at=counter.now)
    answer = bruno.post(f"{HOME}{counter.case.pk}/about/", {"severity": "2", "cause": foreign.pk})
    assert (answer.status_code, counter.case.cause) == (422, None)


def test_causes_are_counted_and_those_that_come_back_stand_out(counter: Counter, bruno: Client) -> None:
    bruno.post(f"{HOME}causes/", {"name": "Za wcześnie pakujemy"})
    cause = Cause.objects.get()
    for number in range(2):
        counter.hear(thread_id=f"x{number}", author=f"a{number}")
    Case.objects.update(cause=cause)
    assert [theme.cause for theme in queries.unaddressed_themes(counter.cast.bakery, counter.now)] == [cause]
    assert "Za wcześnie pakujemy" in text_of(bruno, f"{HOME}causes/")
    bruno.post(f"{HOME}causes/{cause.pk}/remedy/", {"remedy": ""})
    assert queries.unaddressed_themes(counter.cast.bakery, counter.now)
    bruno.post(f"{HOME}causes/{cause.pk}/remedy/", {"remedy": "Chleb stygnie dwie godziny."})
    assert not queries.unaddressed_themes(counter.cast.bakery, counter.now)


def test_the_same_cause_is_not_named_twice(bruno: Client) -> None:
    for name in ("Za wcześnie  pakujemy", "za WCZEŚNIE pakujemy"):
        bruno.post(f"{HOME}causes/", {"name": name})
    assert Cause.objects.count() == 1


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        ("pomoc@zorza.example", "email"), ("+48 600 700 800", "phone"), ("600700800", "phone"),
        ("https://wa.me/48600700800", "link"), ("zapraszamy", None), ("a@b.example, c@d.example", None),
        ("@zorza", None),
    ],
)  # fmt: skip
def test_only_what_reaches_somebody_is_an_address(counter: Counter, value: str, kind: str | None) -> None:
    anna = counter.cast.client(counter.cast.anna)
    answer = anna.post("/w/zorza/contact-addresses/", {"value": value, "is_tried": "on"})
    assert answer.status_code == (302 if kind else 422)
    assert list(ShopContact.objects.values_list("kind", flat=True)) == ([kind] if kind else [])


def test_an_address_nobody_has_tried_is_not_taken(counter: Counter) -> None:
    anna = counter.cast.client(counter.cast.anna)
    assert anna.post("/w/zorza/contact-addresses/", {"value": "pomoc@zorza.example"}).status_code == 422
    anna.post("/w/zorza/contact-addresses/", {"value": "pomoc@zorza.example", "is_tried": "on"})
    anna.post(f"/w/zorza/contact-addresses/{ShopContact.objects.get().pk}/removal/")
    assert not ShopContact.objects.exists()


def filled_in(**changed: str) -> dict[str, Any]:
    """The playbook's form as the browser sends it, with some fields changed."""
    form = PlaybookForm(playbook=DEFAULT_PLAYBOOK)
    given = {bound.name: bound.value() for bound in form}
    return {name: value for name, value in given.items() if value not in (None, False)} | changed


def test_saving_the_playbook_makes_a_version_that_can_be_compared(counter: Counter) -> None:
    anna = counter.cast.client(counter.cast.anna)
    answer = anna.post(
        "/w/zorza/playbook/", filled_in(**{"ask-amount": "3", "ask-en": "Is all well?", "reason": "Slower."})
    )
    assert answer.status_code == 302
    newest = PlaybookVersion.objects.order_by("-number")[0]
    assert (newest.number, newest.by, newest.reason) == (2, counter.cast.anna, "Slower.")
    page = text_of(anna, f"/w/zorza/playbook/{newest.pk}/")
    assert "within 48 hours before, now within 3 days" in page or "within 2 days before, now within 3 days" in page
    assert "<ins>" in page


def test_an_open_case_goes_on_with_the_version_it_began_with(counter: Counter) -> None:
    anna = counter.cast.client(counter.cast.anna)
    anna.post("/w/zorza/playbook/", filled_in(**{"ask-amount": "3", "reason": "Slower."}))
    assert counter.case.playbook.number == 1
    counter.hear(thread_id="t2", author="jan")
    assert counter.case.playbook.number == 2


@pytest.mark.parametrize(
    "changed",
    [
        {"reason": ""}, {"promise-en": "Soon.", "reason": "x"}, {"ask-en": "{who}?", "reason": "x"},
        {"remind-amount": "1", "remind-unit": "hours", "reason": "x"},
        {"ask-amount": "0", "reason": "x"},
    ],
)  # fmt: skip
def test_a_playbook_nobody_could_walk_is_refused_and_keeps_what_was_typed(
    counter: Counter, changed: dict[str, str]
) -> None:
    anna = counter.cast.client(counter.cast.anna)
    answer = anna.post("/w/zorza/playbook/", filled_in(**{"acknowledge-en": "So sorry! {contact}", **changed}))
    assert answer.status_code == 422
    assert "So sorry!" in answer.content.decode()
    assert PlaybookVersion.objects.count() == 1


def test_the_same_again_is_no_new_version(counter: Counter) -> None:
    anna = counter.cast.client(counter.cast.anna)
    assert anna.post("/w/zorza/playbook/", filled_in(reason="Nothing.")).status_code == 302
    assert PlaybookVersion.objects.count() == 1


def test_whoever_only_looks_sees_no_buttons(counter: Counter) -> None:
    counter.cast.bruno.memberships.update(role="viewer")
    page = text_of(counter.cast.client(counter.cast.bruno), f"{HOME}{counter.case.pk}/")
    assert "Where it stands" in page
    assert "/steps/" not in page


def test_a_longer_list_and_a_longer_history_ask_no_more(counter: Counter, bruno: Client) -> None:
    def count(path: str) -> int:
        with CaptureQueriesContext(connection) as asked:
            assert bruno.get(path).status_code == 200
        return len(asked)

    first = f"{HOME}{counter.case.pk}/"
    few, short = count(HOME), count(first)
    counter.say(APOLOGY)
    long = count(first)
    for number in range(10):
        counter.hear(thread_id=f"x{number}", author=f"a{number}")
    assert count(HOME) <= few + 1
    assert long <= short + 2
