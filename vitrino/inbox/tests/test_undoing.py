"""Taking an answer back, and what failed."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from vitrino.domain.problem import Problem
from vitrino.domain.publication import Event as PublicationEvent
from vitrino.inbox import actions
from vitrino.inbox.desk import answering, rules, undoing
from vitrino.inbox.models import Conversation, DeskRules, Message
from vitrino.inbox.tests.desk import arrive, only
from vitrino.publishing.models import Publication
from vitrino.publishing.moves import take
from vitrino.workspace.tests.cast import NOW, Cast, assemble

pytestmark = pytest.mark.django_db
KIND = "Thank you, Ola! Yes, we bake rye bread every day."


@pytest.fixture
def cast() -> Cast:
    made = assemble()
    arrive(made, "Do you have rye bread?")
    actions.take_in(NOW)
    return made


def post(client: Client, where: str, **fields: str) -> tuple[int, str]:
    answer = client.post(f"/w/zorza/inbox/{where}/", fields)
    return answer.status_code, answer.content.decode()


def sent(cast: Cast, text: str = KIND) -> Message:
    return answering.answer(conversation=only(), text=text, by=cast.bruno, now=NOW, seen=None)


def test_an_answer_waits_ten_seconds_before_it_leaves(cast: Cast) -> None:
    publication = sent(cast).publication
    assert publication is not None
    assert (publication.state, publication.publish_at) == ("ready", NOW + timedelta(seconds=10))
    assert publication.due_at == publication.publish_at


def test_a_shop_may_want_no_delay_at_all(cast: Cast) -> None:
    rules.settle(rules=DeskRules(workspace=cast.bakery, undo_s=0), by=cast.anna, now=NOW)
    publication = sent(cast).publication
    assert publication is not None
    assert publication.publish_at == NOW


def test_an_answer_taken_back_lets_the_person_wait_as_before(cast: Cast) -> None:
    before = only()
    undoing.take_back(message=sent(cast), by=cast.bruno, now=NOW + timedelta(seconds=5))
    after = only()
    assert (after.state, after.waiting_since, after.due_at) == ("open", before.waiting_since, before.due_at)
    assert (after.first_reply_at, after.last_text) == (None, before.last_text)
    assert Publication.objects.get().state == "cancelled"


def test_what_has_begun_to_leave_can_not_be_taken_back(cast: Cast) -> None:
    message = sent(cast)
    late = NOW + timedelta(seconds=10)
    take(Publication.objects.get().pk, PublicationEvent.BEGIN_SEND, now=late)
    with pytest.raises(Problem, match="too late"):
        undoing.take_back(message=message, by=cast.bruno, now=NOW + timedelta(seconds=11))
    publication = Publication.objects.get()
    assert (publication.state, publication.is_stop_wished) == ("sending", False)
    assert only().state == Conversation.State.WAITING


def test_the_race_against_the_sender_is_lost_in_words(cast: Cast) -> None:
    """The page still shows a planned answer; meanwhile the sender has begun."""
    message = Message.objects.select_related("publication").get(pk=sent(cast).pk)
    Publication.objects.update(attempt_count=1)
    with pytest.raises(Problem, match="too late"):
        undoing.take_back(message=message, by=cast.bruno, now=NOW + timedelta(seconds=9))
    assert Publication.objects.get().state == "ready"


def test_taken_back_on_the_page_the_text_is_in_the_field_again(cast: Cast) -> None:
    client = cast.client(cast.bruno)
    post(client, f"{only().pk}/reply", text=KIND)
    message = Message.objects.get(direction="out")
    answer = client.post(f"/w/zorza/inbox/answers/{message.pk}/taking-back/", follow=True)
    page = answer.content.decode()
    assert f"?again={message.pk}" in answer.redirect_chain[0][0]
    assert KIND in page.split("<textarea")[1].split("</textarea")[0]
    assert "taken back, not sent" in page


def test_sent_done_next_and_taken_back_the_talk_is_open_again(cast: Cast) -> None:
    client = cast.client(cast.bruno)
    arrive(cast, "Are you open on Sunday?", thread_id="t2", author="ewa")
    actions.take_in(NOW)
    first = Conversation.objects.get(thread_id="t1")
    _status, page = post(client, f"{first.pk}/reply", text=KIND, then="next")
    assert Conversation.objects.get(pk=first.pk).state == "resolved"
    page = client.get("/w/zorza/inbox/").content.decode()
    assert "Your answer to Ola leaves in a moment." in page
    client.post(f"/w/zorza/inbox/answers/{Message.objects.get(direction='out').pk}/taking-back/")
    again = Conversation.objects.get(pk=first.pk)
    assert (again.state, again.waiting_since) == ("open", NOW)


def test_another_shops_answer_is_not_taken_back(cast: Cast) -> None:
    message = sent(cast)
    client = cast.client(cast.celina)
    assert client.post(f"/w/fiolek/inbox/answers/{message.pk}/taking-back/").status_code == 404
    assert Publication.objects.get().state == "ready"


def test_a_failed_answer_says_why_and_can_be_tried_again(cast: Cast) -> None:
    message = sent(cast)
    Publication.objects.update(state="failed")
    client = cast.client(cast.bruno)
    page = client.get(f"/w/zorza/inbox/{only().pk}/").content.decode()
    assert "not sent: the platform refused it" in page
    assert "Try again" in page
    client.post(f"/w/zorza/inbox/answers/{message.pk}/retry/")
    assert Publication.objects.get().state == "ready"
