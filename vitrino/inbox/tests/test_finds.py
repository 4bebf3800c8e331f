"""What strangers write about the shop in the open is answered like everything else, and gone when they take it back."""

from __future__ import annotations

from datetime import timedelta

import pytest

from vitrino.channels import unread
from vitrino.channels.models import Arrival, Unread
from vitrino.inbox import actions, queries
from vitrino.inbox.models import Conversation, Message, Miss
from vitrino.inbox.sweeping import sweep
from vitrino.inbox.tests.desk import arrive, only
from vitrino.listening import actions as listening
from vitrino.listening.models import Mention
from vitrino.notify.models import Alert
from vitrino.workspace.tests.cast import NOW, Cast, assemble

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    made = assemble()
    listening.grow_watches(workspace=made.bakery, now=NOW)
    return made


def taken_up() -> None:
    """Both stages, in the order in which they may come."""
    actions.take_in(NOW)
    listening.hear(NOW)
    actions.take_in(NOW)


def changed(arrival: Arrival, **values: object) -> None:
    Arrival.objects.filter(pk=arrival.pk).update(**values)
    unread.note([Arrival.objects.get(pk=arrival.pk)], NOW)
    taken_up()


def test_a_text_that_names_the_shop_becomes_a_mention_to_answer(cast: Cast) -> None:
    arrive(cast, "Byłam dziś w Piekarni Zorza, chleb palce lizać", kind="find")
    taken_up()
    assert (only().surface, only().waiting_since) == ("mention", NOW)
    assert Alert.objects.filter(person=cast.anna, kind="mention").count() == 1


def test_everybody_who_answers_is_told_once_and_led_into_the_answer(cast: Cast) -> None:
    arrive(cast, "Piekarnia Zorza!", kind="find")
    for _time in range(2):
        taken_up()
    alerts = Alert.objects.filter(kind="mention")
    assert {one.person for one in alerts} == {cast.anna, cast.bruno}
    assert {one.url for one in alerts} == {f"/w/zorza/inbox/{only().pk}/#id_text"}
    assert alerts[0].values["text"] == "Piekarnia Zorza!"


def test_a_comment_with_the_name_in_it_is_told_once(cast: Cast) -> None:
    arrive(cast, "Piekarnia Zorza, macie chleb?", kind="comment")
    taken_up()
    assert Alert.objects.filter(person=cast.anna).count() == 1


def test_the_history_of_a_new_channel_wakes_nobody(cast: Cast) -> None:
    arrive(cast, "Piekarnia Zorza!", kind="mention", at=NOW - timedelta(days=30))
    taken_up()
    assert not Alert.objects.exists()


def test_a_maybe_that_is_said_to_be_us_can_be_answered(cast: Cast) -> None:
    arrive(cast, "Byłam dziś w Piekarni Zorza", kind="find")
    listening.hear(NOW)
    Mention.objects.update(score=0.4)
    Unread.objects.all().delete()
    listening.judge_mention(mention=Mention.objects.get(), is_us=True, by=cast.anna, now=NOW)
    actions.take_in(NOW)
    assert only().surface == "mention"


def test_a_text_that_only_may_mean_the_shop_stays_out_of_the_inbox(cast: Cast) -> None:
    arrive(cast, "Poszliśmy na spacer do lasu", kind="find")
    taken_up()
    assert not Conversation.objects.exists()


def test_an_edit_in_the_open_is_shown_and_told_once(cast: Cast) -> None:
    found = arrive(cast, "Piekarnia Zorza jest super", kind="find")
    taken_up()
    changed(found, text="Piekarnia Zorza jest super, polecam!", edited_at=NOW)
    assert Message.objects.get().text == "Piekarnia Zorza jest super, polecam!"
    assert Alert.objects.filter(person=cast.anna).count() == 1


@pytest.mark.parametrize("kind", ["comment", "find"])
def test_who_takes_back_their_only_text_waits_for_nothing(cast: Cast, kind: str) -> None:
    found = arrive(cast, "Czy Piekarnia Zorza ma chleb żytni?", kind=kind)
    taken_up()
    changed(found, deleted_at=NOW)
    talk = only()
    assert (talk.waiting_since, talk.last_text, talk.state) == (None, "", Conversation.State.RESOLVED)
    assert Message.objects.get().taken_back_at == NOW
    assert not queries.triage_of(talk).because or all(not one.quotes for one in queries.triage_of(talk).because)


def test_who_takes_back_one_of_two_texts_still_waits_for_the_other(cast: Cast) -> None:
    arrive(cast, "Czy macie chleb?")
    second = arrive(cast, "A bułki?", at=NOW + timedelta(minutes=1))
    taken_up()
    changed(second, deleted_at=NOW)
    assert (only().waiting_since, only().last_text) == (NOW, "Czy macie chleb?")


def test_what_was_missed_stays_missed_when_it_is_taken_back(cast: Cast) -> None:
    found = arrive(cast, "Czy macie chleb?", kind="message")
    taken_up()
    sweep(NOW + timedelta(days=3))
    before = list(Miss.objects.values_list("message", "kind", "due_at"))
    changed(found, deleted_at=NOW + timedelta(days=3))
    assert before
    assert list(Miss.objects.values_list("message", "kind", "due_at")) == before


def test_a_text_taken_back_before_it_was_read_is_never_shown(cast: Cast) -> None:
    arrive(cast, "Czy macie chleb?", deleted_at=NOW)
    taken_up()
    assert not Message.objects.exists()
