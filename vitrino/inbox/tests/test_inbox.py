"""Everybody who writes is seen once, waits visibly, and is answered as a person."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from vitrino.channels import unread
from vitrino.channels.models import Arrival
from vitrino.commerce import actions as commerce
from vitrino.domain.problem import Problem
from vitrino.inbox import actions, queries
from vitrino.inbox.models import Contact, Conversation, Message
from vitrino.inbox.tests.desk import arrive, only
from vitrino.notify.models import Alert
from vitrino.publishing.models import Publication
from vitrino.workspace.tests.cast import NOW, Cast, assemble

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return assemble()


def test_a_comment_opens_a_conversation_and_tells_those_who_answer(cast: Cast) -> None:
    arrive(cast, "Czy macie chleb żytni?")
    actions.take_in(NOW)
    talk = only()
    assert (talk.surface, talk.contact.name, talk.waiting_since) == ("comment", "Ola", NOW)
    assert Alert.objects.filter(kind="message").count() == 2


def test_taking_in_twice_changes_nothing(cast: Cast) -> None:
    arrive(cast, "Czy macie chleb żytni?")
    for _time in range(2):
        actions.take_in(NOW)
    assert Message.objects.count() == 1
    assert Alert.objects.filter(kind="message").count() == 2


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 2, 0)])
def test_the_order_of_arrival_does_not_matter(cast: Cast, order: tuple[int, ...]) -> None:
    for minutes in order:
        arrive(cast, f"text {minutes}", at=NOW + timedelta(minutes=minutes))
    actions.take_in(NOW)
    talk = only()
    assert talk.last_text == "text 2"
    assert talk.waiting_since == NOW
    assert [message.text for message in queries.messages_of(talk)] == ["text 0", "text 1", "text 2"]


def test_the_same_account_is_the_same_person_in_every_thread(cast: Cast) -> None:
    arrive(cast, "one", thread_id="t1")
    arrive(cast, "two", thread_id="t2")
    actions.take_in(NOW)
    assert Contact.objects.count() == 1
    assert Conversation.objects.count() == 2


def test_an_answer_is_due_in_opening_hours(cast: Cast) -> None:
    saturday_evening = datetime.fromisoformat("2026-11-21T16:00:00+00:00")  # 17:00 in Warsaw, open until 18:00
    arrive(cast, "Czy macie chleb?", at=saturday_evening, kind="message")
    actions.take_in(saturday_evening)
    # One hour on Saturday, closed on Sunday, three more on Monday from 8:00.
    assert only().due_at == datetime.fromisoformat("2026-11-23T10:00:00+00:00")


def test_a_complaint_is_noticed_due_sooner_and_can_be_corrected(cast: Cast) -> None:
    arrive(cast, "Chleb był spleśniały, żądam zwrotu pieniędzy")
    actions.take_in(NOW)
    talk = only()
    assert talk.is_complaint
    soon = talk.due_at
    actions.call_complaint(conversation=talk, is_complaint=False, by=cast.anna, now=NOW)
    assert soon is not None
    assert talk.due_at is not None
    assert talk.due_at > soon


def test_a_low_review_is_a_complaint_and_shows_its_stars(cast: Cast) -> None:
    arrive(cast, "Meh", kind="review", rating=2)
    actions.take_in(NOW)
    assert (only().is_complaint, only().rating) == (True, 2)
    assert Alert.objects.filter(kind="review", urgency="high").exists()


def test_the_history_of_a_new_channel_waits_for_nobody(cast: Cast) -> None:
    arrive(cast, "long ago", at=NOW - timedelta(days=40))
    actions.take_in(NOW)
    assert only().state == Conversation.State.RESOLVED
    assert not Alert.objects.exists()


def test_an_answer_stops_the_clock_and_carries_the_reference(cast: Cast) -> None:
    arrive(cast, "Czy macie chleb żytni?")
    actions.take_in(NOW)
    actions.reply(conversation=only(), text="Tak, codziennie!", by=cast.bruno, now=NOW)
    publication = Publication.objects.get()
    assert publication.kind == "reply"
    assert publication.content["reply_to"]["remote_id"] == "r1"
    assert (only().waiting_since, only().state) == (None, "waiting")


def test_thanks_after_the_answer_wakes_nobody_but_a_question_does(cast: Cast) -> None:
    arrive(cast, "Czy macie chleb żytni?")
    actions.take_in(NOW)
    actions.reply(conversation=only(), text="Tak!", by=cast.anna, now=NOW)
    arrive(cast, "Dzięki!", at=NOW + timedelta(minutes=1))
    actions.take_in(NOW)
    assert only().waiting_since is None
    arrive(cast, "A razowy?", at=NOW + timedelta(minutes=2))
    actions.take_in(NOW)
    assert only().waiting_since == NOW + timedelta(minutes=2)


def test_an_answer_with_an_open_gap_does_not_go_out(cast: Cast) -> None:
    arrive(cast, "Kiedy?")
    actions.take_in(NOW)
    with pytest.raises(Problem, match="order_number"):
        actions.reply(conversation=only(), text="Zamówienie {order_number} jutro", by=cast.anna, now=NOW)
    assert not Publication.objects.exists()


def test_a_refused_answer_keeps_the_text_on_the_page(cast: Cast) -> None:
    arrive(cast, "Kiedy?")
    actions.take_in(NOW)
    answer = cast.client(cast.bruno).post(f"/w/zorza/inbox/{only().pk}/reply/", {"text": "Jutro, {deadline}"})
    assert answer.status_code == 422
    assert "Jutro, {deadline}" in answer.content.decode()


def test_an_answer_that_did_not_go_out_lets_the_person_wait_again(cast: Cast) -> None:
    arrive(cast, "Kiedy?")
    actions.take_in(NOW)
    actions.reply(conversation=only(), text="Jutro", by=cast.anna, now=NOW)
    Publication.objects.update(state="failed")
    assert actions.mend(NOW) == 1
    assert (only().waiting_since, only().last_text) == (NOW, "Kiedy?")
    assert actions.mend(NOW) == 0


def test_an_answer_given_on_the_platform_itself_counts(cast: Cast) -> None:
    arrive(cast, "Kiedy?")
    actions.take_in(NOW)
    arrive(cast, "Jutro!", at=NOW + timedelta(minutes=1), author="zorza", is_own=True)
    actions.take_in(NOW)
    assert only().waiting_since is None
    assert [message.direction for message in queries.messages_of(only())] == ["in", "out"]


def test_an_edited_text_is_shown_as_it_is_now(cast: Cast) -> None:
    arrival = arrive(cast, "Keidy?")
    actions.take_in(NOW)
    Arrival.objects.filter(pk=arrival.pk).update(text="Kiedy?", edited_at=NOW)
    unread.note([arrival], NOW)
    actions.take_in(NOW)
    assert Message.objects.get().text == "Kiedy?"


def test_done_reopens_when_the_person_writes_again(cast: Cast) -> None:
    arrive(cast, "Kiedy?")
    actions.take_in(NOW)
    actions.resolve(conversation=only(), by=cast.anna, now=NOW)
    assert queries.waiting_count(cast.bakery) == 0
    arrive(cast, "Halo, kiedy?", at=NOW + timedelta(hours=1))
    actions.take_in(NOW)
    assert only().state == Conversation.State.OPEN


def test_spam_stays_spam(cast: Cast) -> None:
    arrive(cast, "BUY FOLLOWERS")
    actions.take_in(NOW)
    actions.mark_spam(conversation=only(), by=cast.anna, now=NOW)
    arrive(cast, "BUY MORE", at=NOW + timedelta(hours=1))
    actions.take_in(NOW)
    assert only().waiting_since is None


def test_the_person_is_shown_with_their_orders(cast: Cast) -> None:
    arrive(cast, "Kiedy?")
    actions.take_in(NOW)
    commerce.store_order(
        workspace=cast.bakery, source="sample", number="Z-1001", total_minor=4250, currency="PLN", state="sent",
        placed_at=NOW, handles={"bluesky": "ola"},
    )  # fmt: skip
    page = cast.client(cast.bruno).get(f"/w/zorza/inbox/{only().pk}/").content.decode()
    assert "Z-1001" in page


def test_a_viewer_reads_but_does_not_answer(cast: Cast) -> None:
    cast.bruno.memberships.update(role="viewer")
    arrive(cast, "Kiedy?")
    actions.take_in(NOW)
    client = cast.client(cast.bruno)
    assert client.get(f"/w/zorza/inbox/{only().pk}/").status_code == 200
    assert client.post(f"/w/zorza/inbox/{only().pk}/reply/", {"text": "x"}).status_code == 403


def test_a_search_takes_percent_signs_as_they_are(cast: Cast) -> None:
    arrive(cast, "rabat 100% pewny")
    arrive(cast, "rabat 100 pewny", thread_id="t2")
    actions.take_in(NOW)
    found = queries.listed(cast.bakery, state="all", person=cast.anna, words="100%")
    assert [one.last_text for one in found.conversations] == ["rabat 100% pewny"]


def test_reading_on_shows_everything_once(cast: Cast) -> None:
    for number in range(70):
        arrive(cast, f"n{number}", thread_id=f"t{number}", author=f"a{number}", at=NOW - timedelta(minutes=number // 2))
    actions.take_in(NOW)
    seen: list[int] = []
    before = ""
    for _page in range(4):
        found = queries.listed(cast.bakery, state="all", person=cast.anna, before=before)
        seen += [one.pk for one in found.conversations]
        before = found.before
        if not before:
            break
    assert len(seen) == len(set(seen)) == 70


def test_pages_ask_no_more_for_more_conversations(cast: Cast) -> None:
    client = cast.client(cast.anna)

    def count(path: str) -> int:
        with CaptureQueriesContext(connection) as asked:
            assert client.get(path).status_code == 200
        return len(asked)

    arrive(cast, "one")
    actions.take_in(NOW)
    path = f"/w/zorza/inbox/{only().pk}/"
    few = count(path)
    for number in range(12):
        arrive(cast, "more", at=NOW + timedelta(minutes=number))
        arrive(cast, "others", thread_id=f"x{number}", author=f"b{number}")
    actions.take_in(NOW)
    assert count(path) <= few + 1
