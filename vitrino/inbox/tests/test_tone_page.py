"""Whoever answers reads what the tone check thinks, may take a better wording, and may overrule it."""

from __future__ import annotations

import pytest
from django.test import Client

from vitrino.inbox import actions
from vitrino.inbox.models import Conversation, Message
from vitrino.inbox.tests.desk import arrive, only
from vitrino.publishing.models import Publication
from vitrino.workspace.log_words import SENTENCES
from vitrino.workspace.models import Event
from vitrino.workspace.tests.cast import NOW, Cast, assemble

pytestmark = pytest.mark.django_db
RUDE = "Hello Ola, yes, we have rye bread. You should have read our page. Thank you for writing."
KIND = "Thank you, Ola! Yes, we bake rye bread every day."


@pytest.fixture
def cast() -> Cast:
    made = assemble()
    arrive(made, "Do you have rye bread?")
    actions.take_in(NOW)
    return made


def post(client: Client, where: str, **fields: str) -> tuple[int, str]:
    answer = client.post(f"/w/zorza/inbox/{only().pk}/{where}/", fields)
    return answer.status_code, answer.content.decode()


def test_a_rude_answer_is_remarked_while_it_is_written(cast: Cast) -> None:
    status, page = post(cast.client(cast.bruno), "check", text=RUDE)
    assert status == 200
    assert "You should have read" in page
    assert 'name="wording" value="blame-0"' in page
    assert "1 remark about your answer" in page


def test_a_kind_answer_is_left_in_peace(cast: Cast) -> None:
    _status, page = post(cast.client(cast.bruno), "check", text=KIND)
    assert "<li" not in page
    assert "hx-swap-oob" not in page


def test_an_empty_field_is_left_in_peace(cast: Cast) -> None:
    _status, page = post(cast.client(cast.bruno), "check", text=" ")
    assert "<li" not in page


def test_the_same_remarks_are_announced_once(cast: Cast) -> None:
    client = cast.client(cast.bruno)
    _status, first = post(client, "check", text=RUDE)
    _status, again = post(client, "check", text=f"{RUDE} ", heard="blame-0")
    assert 'id="live"' in first
    assert 'name="heard" value="blame-0"' in first
    assert 'id="live"' not in again


def test_the_length_is_named_in_the_unit_of_the_platform(cast: Cast) -> None:
    _status, page = post(cast.client(cast.bruno), "check", text="👨‍👩‍👧 yes\r\n")
    assert "6 / 300 characters" in page


def test_a_better_wording_is_put_in_without_sending(cast: Cast) -> None:
    status, page = post(cast.client(cast.bruno), "reply", text=RUDE, wording="blame-0")
    assert status == 200
    assert "You should have read our page" not in page.split("<textarea")[1].split("</textarea")[0]
    assert "Here is what happened, and what we will do about it. Thank you for writing." in page
    assert not Publication.objects.exists()


def test_a_part_of_the_page_gets_only_the_form_back(cast: Cast) -> None:
    address = f"/w/zorza/inbox/{only().pk}/reply/"
    fields = {"text": RUDE, "wording": "blame-0"}
    page = cast.client(cast.bruno).post(address, fields, headers={"HX-Request": "true"}).content.decode()
    assert page.lstrip().startswith("<form")
    assert "data-focus" in page


def test_a_wording_that_no_longer_fits_changes_nothing(cast: Cast) -> None:
    status, page = post(cast.client(cast.bruno), "reply", text=KIND, wording="blame-0")
    assert status == 200
    assert KIND in page


def test_an_objection_is_asked_about_and_nothing_goes_out(cast: Cast) -> None:
    status, page = post(cast.client(cast.bruno), "reply", text=RUDE)
    assert status == 422
    assert "Send anyway" in page
    assert 'name="overrule" value="blame"' in page
    assert RUDE in page
    assert not Publication.objects.exists()
    assert not Message.objects.filter(direction="out").exists()


def test_sent_anyway_it_stands_in_the_log_with_the_rule_and_the_name(cast: Cast) -> None:
    status, _page = post(cast.client(cast.bruno), "reply", text=RUDE, overrule="blame")
    assert status == 302
    assert Publication.objects.count() == 1
    event = Event.objects.get(kind="inbox.reply-overruled")
    assert (event.person, event.workspace, event.values) == (cast.bruno, cast.bakery, {"rules": ["blame"]})
    assert event.kind in SENTENCES


def test_an_objection_nobody_has_read_is_not_overruled_with_another(cast: Cast) -> None:
    insulting = f"{RUDE} You idiot."
    status, page = post(cast.client(cast.bruno), "reply", text=insulting, overrule="blame")
    assert status == 422
    assert 'value="blame insult"' in page
    assert not Publication.objects.exists()


def test_asked_once_more_one_goes_on_to_where_one_wanted_to_go(cast: Cast) -> None:
    client = cast.client(cast.bruno)
    _status, page = post(client, "reply", text=RUDE, then="next")
    assert 'name="after" value="next"' in page
    post(client, "reply", text=RUDE, overrule="blame", after="next")
    assert only().state == Conversation.State.RESOLVED


def test_an_answer_of_long_ago_is_taken_as_it_was(cast: Cast) -> None:
    with pytest.raises(actions.Objected):
        actions.reply(conversation=only(), text=RUDE, by=cast.anna, now=NOW)
    actions.reply(conversation=only(), text=RUDE, by=cast.anna, now=NOW, overruled=None)
    assert Publication.objects.count() == 1


def test_warnings_and_suggestions_hold_nothing_up(cast: Cast) -> None:
    status, _page = post(cast.client(cast.bruno), "reply", text="Dear customer, WE OPEN SOON!!! Really soon.")
    assert status == 302
    assert Publication.objects.count() == 1
    assert not Event.objects.filter(kind="inbox.reply-overruled").exists()


def test_an_open_gap_can_not_be_overruled(cast: Cast) -> None:
    status, page = post(
        cast.client(cast.bruno), "reply", text="Your order {order_number} is here", overrule="variables"
    )
    assert status == 422
    assert "Send anyway" not in page
    assert not Publication.objects.exists()


def test_another_shop_can_not_have_its_words_checked_here(cast: Cast) -> None:
    client = cast.client(cast.celina)
    assert post(client, "check", text=RUDE)[0] == 404
    assert client.post(f"/w/fiolek/inbox/{only().pk}/check/", {"text": RUDE}).status_code == 404
