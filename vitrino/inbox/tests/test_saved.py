"""Saved answers: found, filled, completed, counted."""

from __future__ import annotations

import pytest
from django.test import Client

from vitrino.domain.problem import Problem
from vitrino.inbox import actions
from vitrino.inbox.desk import saved
from vitrino.inbox.models import Message, SavedReply
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


def keep(cast: Cast, text: str, **fields: str) -> SavedReply:
    made = SavedReply(workspace=cast.bakery, **({"title": "Opening", "text": text} | fields))
    return saved.keep(saved=made, by=cast.anna, now=NOW)


def test_a_saved_answer_knows_the_person_and_the_shop(cast: Cast) -> None:
    text = "Hello {customer_name}, {my_name} of {shop_name} here. It comes {?when it comes}."
    filled = saved.personal(text, only(), cast.bruno)
    assert filled == f"Hello Ola, {cast.bruno.name} of {cast.bakery.name} here. It comes {{?when it comes}}."


@pytest.mark.parametrize(
    ("name", "told"),
    [("Marek Nowak", "Panie Marku / Marku"), ("Anna", "Pani Anno / Anno"), ("xx_82", "Dzień dobry / Dzień dobry")],
)
def test_a_pole_is_called_in_the_vocative(cast: Cast, name: str, told: str) -> None:
    talk = only()
    talk.language, talk.contact.name = "pl", name
    text = "{customer_address|Dzień dobry} / {customer_vocative|Dzień dobry}"
    assert saved.personal(text, talk, cast.bruno) == told


def test_of_an_order_nothing_is_told_in_public(cast: Cast) -> None:
    assert saved.personal("{order_number|your order}", only(), cast.bruno) == "your order"


def test_a_question_is_answered_before_it_leaves(cast: Cast) -> None:
    client, text = cast.client(cast.bruno), "Thank you, Ola! It will be with you {?when it comes}."
    status, page = post(client, f"{only().pk}/reply", text=text)
    assert status == 422
    assert 'name="ask:?when it comes"' in page
    status, _page = post(client, f"{only().pk}/reply", text=text, **{"ask:?when it comes": "on Friday"})
    assert status == 302
    assert Message.objects.get(direction="out").text == "Thank you, Ola! It will be with you on Friday."


def test_a_slash_finds_saved_answers_and_one_press_puts_it_in(cast: Cast) -> None:
    made = keep(cast, "We open at seven, {customer_name}.", shortcut="Open")
    assert made.shortcut == "open"
    client = cast.client(cast.bruno)
    _status, page = post(client, f"{only().pk}/check", text="Hello! /op")
    assert f'name="saved_answer" value="{made.pk}"' in page
    _status, page = post(client, f"{only().pk}/reply", text="Hello! /op", saved_answer=str(made.pk))
    assert "Hello! We open at seven, Ola." in page


def test_what_was_typed_survives_a_saved_answer(cast: Cast) -> None:
    made = keep(cast, "We open at seven.")
    assert saved.put_into("Good morning!", made, only(), cast.bruno) == "Good morning! We open at seven."
    assert saved.put_into("", made, only(), cast.bruno) == "We open at seven."


def test_saved_answers_fit_language_and_kind(cast: Cast) -> None:
    talk = only()
    talk.language = "en"
    titles = {"any": {}, "english": {"language": "en"}, "polish": {"language": "pl"}, "reviews": {"surface": "review"}}
    for title, fields in titles.items():
        keep(cast, "We open at seven.", title=title, **fields)
    assert {one.title for one in saved.offered(talk)} == {"any", "english"}


def test_a_shortcut_is_one_word_and_used_once(cast: Cast) -> None:
    keep(cast, "We open at seven.", shortcut="open")
    for shortcut in ("open", "two words", "/open"):
        with pytest.raises(Problem):
            keep(cast, "We close at six.", shortcut=shortcut)


def test_use_is_counted_by_the_words_that_went_out(cast: Cast) -> None:
    used = keep(cast, "Thank you, {customer_name}! We bake rye bread {?how often}.")
    other = keep(cast, "We are closed on Sundays, sorry.", title="Sunday")
    saved.count_use(cast.bakery, "Thank you, Ola! We bake rye bread every day.")
    used.refresh_from_db()
    other.refresh_from_db()
    assert (used.used_count, other.used_count) == (1, 0)


def test_a_saved_answer_is_changed_on_its_page(cast: Cast) -> None:
    made = keep(cast, "We open at seven.")
    client = cast.client(cast.bruno)
    fields = {"title": "Hours", "text": "We open at eight, {customer_name|neighbour}.", "shortcut": "hours"}
    assert client.post(f"/w/zorza/saved-replies/{made.pk}/", fields).status_code == 302
    made.refresh_from_db()
    assert (made.title, made.text, made.shortcut) == ("Hours", fields["text"], "hours")
    page = client.post(f"/w/zorza/saved-replies/{made.pk}/", {**fields, "text": "Dear {u.__class__}"})
    assert "no gap Vitrino can fill" in page.content.decode()
