"""One talk: who else is here, what changed, what is shown of it."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.test import Client

from vitrino.inbox import actions, wording
from vitrino.inbox.desk import answering, noting, presence
from vitrino.inbox.models import Message
from vitrino.inbox.tests.desk import arrive, only
from vitrino.notify.models import Alert
from vitrino.publishing.models import Publication
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


def test_somebody_else_who_answered_meanwhile_is_read_first(cast: Cast) -> None:
    seen = presence.newest_of(only())
    answering.answer(conversation=only(), text=KIND, by=cast.anna, now=NOW, seen=seen)
    client = cast.client(cast.bruno)
    mine = "Yes Ola, we do have rye, and it comes warm at seven."
    status, page = post(client, f"{only().pk}/reply", text=mine, seen=str(seen))
    assert status == 422
    assert "has answered meanwhile" in page
    assert KIND in page
    assert mine in page.split("<textarea")[1].split("</textarea")[0]
    assert Publication.objects.count() == 1
    newer = str(presence.newest_of(only()))
    assert f'id="seen" value="{newer}"' in page
    status, _page = post(client, f"{only().pk}/reply", text=mine, seen=newer, anyway="1")
    assert status == 302
    assert Publication.objects.count() == 2


def test_ones_own_earlier_answer_stops_nobody(cast: Cast) -> None:
    seen = presence.newest_of(only())
    answering.answer(conversation=only(), text=KIND, by=cast.bruno, now=NOW, seen=seen)
    presence.demand_unanswered(only(), cast.bruno, seen)


def test_two_at_one_talk_see_each_other_write(cast: Cast) -> None:
    anna, bruno = cast.client(cast.anna), cast.client(cast.bruno)
    where = f"{only().pk}/lately"
    post(anna, where, text="Dear")
    _status, page = post(bruno, where, text="")
    assert f"{cast.anna.name} is writing an answer here." in page
    _status, page = post(anna, where, text="Dear Ola")
    assert f"{cast.bruno.name} is reading this too." in page


def test_who_has_left_is_forgotten_within_seconds(cast: Cast) -> None:
    presence.visit(conversation=only(), by=cast.anna, is_writing=True, now=NOW)
    assert presence.others_at(only(), cast.bruno, NOW + timedelta(seconds=20))
    assert not presence.others_at(only(), cast.bruno, NOW + timedelta(seconds=30))


def test_a_page_on_which_nothing_changed_gets_nothing(cast: Cast) -> None:
    client = cast.client(cast.bruno)
    _status, page = post(client, f"{only().pk}/lately")
    shown = page.split('name="shown" value="')[1].split('"')[0]
    assert post(client, f"{only().pk}/lately", shown=shown) == (204, "")
    arrive(cast, "Hello?", at=NOW + timedelta(minutes=1))
    actions.take_in(NOW + timedelta(minutes=1))
    status, page = post(client, f"{only().pk}/lately", shown=shown)
    assert status == 200
    assert "Hello?" in page


def test_a_viewer_is_told_of_others_and_is_not_there_himself(cast: Cast) -> None:
    cast.bruno.memberships.update(role="viewer")
    post(cast.client(cast.bruno), f"{only().pk}/lately")
    assert not presence.others_at(only(), cast.anna, datetime.now(tz=NOW.tzinfo))
    page = cast.client(cast.bruno).get(f"/w/zorza/inbox/{only().pk}/").content.decode()
    assert 'id="reply"' not in page


def test_who_is_named_in_a_note_is_told(cast: Cast) -> None:
    first = cast.anna.name.split()[0]
    noting.note(conversation=only(), text=f"@{first}, do we bake spelt?", by=cast.bruno, now=NOW)
    alert = Alert.objects.get(key__contains="note:")
    assert alert.person == cast.anna
    noting.note(conversation=only(), text="nothing for anna@example.com", by=cast.bruno, now=NOW)
    assert Alert.objects.filter(key__contains="note:").count() == 1


def test_a_message_taken_back_by_its_author_is_shown_as_such(cast: Cast) -> None:
    message = Message.objects.get(direction="in")
    message.taken_back_at = NOW
    message.save()
    page = cast.client(cast.anna).get(f"/w/zorza/inbox/{only().pk}/").content.decode()
    talk = page.split('id="lately"')[1].split('id="reply"')[0]
    assert "This was taken back by its author." in talk
    assert "rye bread" not in talk


def test_a_long_talk_comes_in_parts(cast: Cast) -> None:
    for number in range(60):
        arrive(cast, f"text {number}.", at=NOW + timedelta(minutes=number))
    actions.take_in(NOW + timedelta(hours=2))
    client, path = cast.client(cast.anna), f"/w/zorza/inbox/{only().pk}/"
    page = client.get(path).content.decode()
    assert "text 59." in page
    assert "text 5." not in page
    assert "?most=80" in page
    assert "text 5." in client.get(f"{path}?most=80").content.decode()


def test_an_answer_given_ends_the_alerts_about_it(cast: Cast) -> None:
    assert Alert.objects.filter(handled_at=None).exists()
    sent(cast)
    assert not Alert.objects.filter(handled_at=None).exists()


def test_an_alert_leads_into_the_field(cast: Cast) -> None:
    alert = Alert.objects.filter(person=cast.bruno).get()
    answer = cast.client(cast.bruno).get(f"/w/zorza/alerts/{alert.pk}/")
    assert answer["Location"] == f"/w/zorza/inbox/{only().pk}/#id_text"


def test_the_window_of_a_platform_is_counted_down(cast: Cast) -> None:
    talk = only()
    talk.reply_window_until = NOW + timedelta(hours=2)
    assert wording.window(talk, NOW) == {"tone": "bad", "text": "Can be answered for 2 hours more"}
    assert wording.window(talk, NOW + timedelta(hours=3))["text"] == "The platform lets nobody answer here any more"
    talk.reply_window_until = None
    assert wording.window(talk, NOW) == {}
