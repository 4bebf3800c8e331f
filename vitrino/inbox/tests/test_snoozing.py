"""Putting a talk off."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.test import Client

from vitrino.domain.problem import Problem
from vitrino.inbox import actions, queries
from vitrino.inbox.desk import answering, snoozing
from vitrino.inbox.models import Conversation
from vitrino.inbox.sweeping import sweep
from vitrino.inbox.tests.desk import arrive, only
from vitrino.workspace.tests.cast import NOW, Cast, assemble

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    made = assemble()
    arrive(made, "Do you have rye bread?")
    actions.take_in(NOW)
    return made


def post(client: Client, where: str, **fields: str) -> tuple[int, str]:
    answer = client.post(f"/w/zorza/inbox/{where}/", fields)
    return answer.status_code, answer.content.decode()


def test_put_off_it_is_out_of_sight_until_its_time(cast: Cast) -> None:
    until = NOW + timedelta(hours=3)
    snoozing.snooze(conversation=only(), until=until, by=cast.bruno, now=NOW)
    talk = only()
    assert (talk.state, talk.snoozed_until, talk.waiting_since) == ("snoozed", until, None)
    assert queries.waiting_count(cast.bakery) == 0


def test_its_time_brings_it_back_and_the_person_waits_again(cast: Cast) -> None:
    until = NOW + timedelta(hours=3)
    snoozing.snooze(conversation=only(), until=until, by=cast.bruno, now=NOW)
    sweep(until - timedelta(minutes=1))
    assert only().state == "snoozed"
    sweep(until)
    talk = only()
    assert (talk.state, talk.snoozed_until, talk.waiting_since) == ("open", None, NOW)


def test_put_off_until_they_write_the_next_message_brings_it_back(cast: Cast) -> None:
    snoozing.snooze(conversation=only(), until=None, by=cast.bruno, now=NOW)
    at = NOW + timedelta(hours=1)
    arrive(cast, "Are you there?", at=at)
    actions.take_in(at)
    talk = only()
    assert (talk.state, talk.snoozed_until) == ("open", None)
    assert talk.waiting_since is not None


def test_brought_back_by_hand_the_person_waits_again(cast: Cast) -> None:
    client = cast.client(cast.bruno)
    post(client, f"{only().pk}/snooze", **{"for": "writes"})
    assert only().state == "snoozed"
    post(client, f"{only().pk}/snooze", undo="1")
    assert (only().state, only().waiting_since) == ("open", NOW)


def test_the_offers_are_in_opening_hours_and_ahead(cast: Cast) -> None:
    saturday = datetime.fromisoformat("2026-11-21T09:30:00+00:00")  # 10:30 in Warsaw; closed on Sunday
    offers = {one.key: one.until for one in snoozing.choices(cast.bakery, saturday)}
    monday = datetime.fromisoformat("2026-11-23T07:00:00+00:00")
    assert offers["later"] == datetime.fromisoformat("2026-11-21T12:00:00+00:00")
    assert (offers["tomorrow"], offers["writes"]) == (monday, None)
    assert "week" not in offers  # the next day on which the shop is open is in the next week already
    friday = saturday - timedelta(days=1)
    assert {one.key: one.until for one in snoozing.choices(cast.bakery, friday)}["week"] == monday
    late = saturday.replace(hour=21)
    assert "later" not in {one.key for one in snoozing.choices(cast.bakery, late)}


@pytest.mark.parametrize("until", [NOW - timedelta(minutes=1), NOW + timedelta(days=400)])
def test_no_talk_is_put_off_to_a_time_that_makes_no_sense(cast: Cast, until: datetime) -> None:
    with pytest.raises(Problem, match="at most a year"):
        snoozing.snooze(conversation=only(), until=until, by=cast.bruno, now=NOW)
    assert only().state == "open"


def test_a_time_that_is_none_is_refused_in_words(cast: Cast) -> None:
    answer = cast.client(cast.bruno).post(f"/w/zorza/inbox/{only().pk}/snooze/", {"until": "soon"}, follow=True)
    assert "Choose a time from now on" in answer.content.decode()


def test_what_is_put_off_and_muted_has_its_own_list(cast: Cast) -> None:
    snoozing.snooze(conversation=only(), until=None, by=cast.bruno, now=NOW)
    client = cast.client(cast.bruno)
    for state, is_there in (("later", True), ("waiting", False), ("open", False), ("muted", False)):
        page = client.get(f"/w/zorza/inbox/?state={state}").content.decode()
        assert ("data-row>Ola</a>" in page) == is_there, state
    Conversation.objects.update(state="muted")
    assert "data-row>Ola</a>" in client.get("/w/zorza/inbox/?state=muted").content.decode()


def test_whoever_answers_has_taken_it_up_again(cast: Cast) -> None:
    snoozing.snooze(conversation=only(), until=None, by=cast.bruno, now=NOW)
    later = NOW + timedelta(hours=1)
    text = "Thank you, Ola! Yes, we bake rye bread every day."
    answering.answer(conversation=only(), text=text, by=cast.bruno, now=later, seen=None)
    assert (only().state, only().snoozed_until) == ("waiting", None)
