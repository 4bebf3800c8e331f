"""A second person for risky answers."""

from __future__ import annotations

import pytest
from django.test import Client

from vitrino.complaints.models import Answer
from vitrino.domain.problem import Problem
from vitrino.inbox import actions
from vitrino.inbox.desk import answering, consent, rules
from vitrino.inbox.models import DeskRules, WaitingReply
from vitrino.inbox.tests.desk import arrive, only
from vitrino.notify.models import Alert
from vitrino.publishing.models import Publication
from vitrino.workspace.models import Event
from vitrino.workspace.tests.cast import NOW, Cast, assemble

pytestmark = pytest.mark.django_db
RUDE = "Hello Ola, yes, we have rye bread. You should have read our page. Thank you for writing."


@pytest.fixture
def cast() -> Cast:
    made = assemble()
    arrive(made, "Do you have rye bread?")
    actions.take_in(NOW)
    return made


def post(client: Client, where: str, **fields: str) -> tuple[int, str]:
    answer = client.post(f"/w/zorza/inbox/{where}/", fields)
    return answer.status_code, answer.content.decode()


def ask_second(cast: Cast) -> WaitingReply:
    rules.settle(rules=DeskRules(workspace=cast.bakery, asks_second_person=True), by=cast.anna, now=NOW)
    return consent.ask(conversation=only(), text=RUDE, by=cast.bruno, now=NOW)


def test_a_risky_answer_waits_for_a_second_person_where_the_shop_wants_that(cast: Cast) -> None:
    ask_second(cast)
    client = cast.client(cast.bruno)
    status, page = post(client, f"{only().pk}/reply", text=RUDE, overrule="blame")
    assert status == 422
    assert "Ask a second person" in page
    assert "Send anyway" not in page
    assert not Publication.objects.exists()


def test_the_others_are_told_and_one_of_them_sends_it(cast: Cast) -> None:
    waiting = ask_second(cast)
    alert = Alert.objects.get(key__contains="waiting-reply")
    assert alert.person == cast.anna
    assert WaitingReply.objects.get().rules == ["blame"]
    client = cast.client(cast.anna)
    page = client.get(f"/w/zorza/inbox/{only().pk}/").content.decode()
    assert "It waits for a second person." in page
    client.post(f"/w/zorza/inbox/waiting/{waiting.pk}/decision/", {"agree": "1"})
    waiting.refresh_from_db()
    assert waiting.decided_by == cast.anna
    assert waiting.message is not None
    assert waiting.message.by == cast.anna
    event = Event.objects.get(kind="inbox.reply-agreed")
    assert (event.person, event.values["written_by"]) == (cast.anna, cast.bruno.pk)


def test_nobody_agrees_to_their_own_answer(cast: Cast) -> None:
    waiting = ask_second(cast)
    with pytest.raises(Problem, match="Somebody else"):
        consent.agree(waiting=waiting, by=cast.bruno, now=NOW)
    assert not Publication.objects.exists()


def test_a_second_decision_changes_nothing(cast: Cast) -> None:
    waiting = ask_second(cast)
    consent.give_back(waiting=waiting, by=cast.anna, now=NOW)
    with pytest.raises(Problem, match="already decided"):
        consent.agree(waiting=WaitingReply.objects.select_related("conversation__workspace").get(), by=cast.anna,
                      now=NOW)  # fmt: skip
    assert not Publication.objects.exists()


def test_given_back_the_writer_is_told_and_has_the_text_again(cast: Cast) -> None:
    waiting = ask_second(cast)
    consent.give_back(waiting=waiting, by=cast.anna, now=NOW)
    alert = Alert.objects.get(key__contains="given-back")
    assert alert.person == cast.bruno
    page = cast.client(cast.bruno).get(alert.url.partition("#")[0]).content.decode()
    assert "You should have read our page" in page.split("<textarea")[1].split("</textarea")[0]


def test_alone_ones_own_word_has_to_do(cast: Cast) -> None:
    rules.settle(rules=DeskRules(workspace=cast.bakery, asks_second_person=True), by=cast.anna, now=NOW)
    cast.bruno.memberships.update(role="viewer")
    answering.answer(conversation=only(), text=RUDE, by=cast.anna, now=NOW, seen=None, overruled=["blame"])
    assert Event.objects.filter(kind="inbox.reply-overruled", person=cast.anna).exists()


def test_the_step_of_a_complaint_waits_with_the_answer_that_says_it(cast: Cast) -> None:
    actions.call_complaint(conversation=only(), is_complaint=True, by=cast.anna, now=NOW)
    rules.settle(rules=DeskRules(workspace=cast.bakery, asks_second_person=True), by=cast.anna, now=NOW)
    waiting = consent.ask(conversation=only(), text=RUDE, by=cast.bruno, now=NOW, step="acknowledge")
    consent.agree(waiting=waiting, by=cast.anna, now=NOW)
    assert Answer.objects.get().wanted == "acknowledge"
