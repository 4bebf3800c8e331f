"""The playbook's words are ready to send: name, address and a time that is found again."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vitrino.complaints.filling import deadline_in_words, filled, keepable
from vitrino.complaints.hearing import heard_in, sounds_happy
from vitrino.domain.cases import DEFAULT_PLAYBOOK, CaseEvent
from vitrino.domain.cases.playbook import LANGUAGES
from vitrino.domain.hours import ALWAYS, Calendar, from_json

WARSAW = ZoneInfo("Europe/Warsaw")
SHOP = Calendar(from_json({str(day): [["08:00", "12:00"], ["13:00", "18:00"]] for day in range(5)}), WARSAW)
NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
FRIDAY_TO_MONDAY = datetime(2026, 11, 23, 17, 0, tzinfo=UTC)


def ready(event: CaseEvent, language: str, name: str = "Anna Nowak", contact: str = "pomoc@zorza.example") -> str:
    deadline = deadline_in_words(keepable(NOW, SHOP, None), language, SHOP)
    return filled(DEFAULT_PLAYBOOK.step(event).text(language), language=language, name=name, handle="", shop="Zorza",
                  contact=contact, deadline=deadline)  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_first_answer_apologises_names_the_address_and_promises_one_time(language: str) -> None:
    heard = heard_in(ready(CaseEvent.ACKNOWLEDGE, language), language=language, contacts=("pomoc@zorza.example",),
                     now=NOW, calendar=SHOP)  # fmt: skip
    assert (heard.has_apology, heard.contact) == (True, "pomoc@zorza.example")
    assert [(one["due_at"], one["is_clear"]) for one in heard.dues] == [(FRIDAY_TO_MONDAY.isoformat(), True)]


@given(hours=st.integers(1, 24 * 80), language=st.sampled_from(LANGUAGES))
def test_every_deadline_in_words_is_read_as_the_same_moment(hours: int, language: str) -> None:
    due = (NOW + timedelta(hours=hours)).replace(minute=30)
    text = DEFAULT_PLAYBOOK.step(CaseEvent.PROMISE).text(language)
    text = text.replace("{deadline}", deadline_in_words(due, language, SHOP))
    heard = heard_in(text, language=language, contacts=(), now=NOW, calendar=SHOP)
    assert [one["due_at"] for one in heard.dues] == [due.isoformat()]


@pytest.mark.parametrize(
    ("language", "name", "begins"),
    [
        ("pl", "Marek Nowak", "Panie Marku, bardzo nam przykro"),
        ("pl", "Anna", "Pani Anno, bardzo nam przykro"),
        ("en", "Anna", "Anna, we are sorry"),
        ("eo", "Anna", "Anna, ni tre bedaŭras"),
        ("en", "zakupy_online82", "We are sorry"),
        ("pl", "", "Bardzo nam przykro"),
    ],
)
def test_the_name_stands_in_its_form_or_not_at_all(language: str, name: str, begins: str) -> None:
    assert ready(CaseEvent.ACKNOWLEDGE, language, name).startswith(begins)


def test_a_closing_note_without_a_name_thanks_all_the_same() -> None:
    assert ready(CaseEvent.NOTE_PUBLICLY, "en", "").endswith("Thank you for your patience.")


def test_an_address_nobody_named_stays_a_gap() -> None:
    assert "{contact}" in ready(CaseEvent.ACKNOWLEDGE, "en", contact="")


def test_the_time_offered_is_the_end_of_the_next_open_day_the_shop_can_manage() -> None:
    assert keepable(NOW, SHOP, None) == FRIDAY_TO_MONDAY
    assert keepable(NOW, SHOP, 4 * 24 * 60) == datetime(2026, 11, 25, 17, 0, tzinfo=UTC)
    assert keepable(NOW, Calendar(ALWAYS, WARSAW), None) == datetime(2026, 11, 21, 16, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tak, dziękuję!", True), ("Wszystko super", True), ("Yes, thanks", True), ("Jes, dankon!", True),
        ("Nie, nadal nic nie przyszło", False), ("No, still broken", False), ("Ne, ankoraŭ ne", False),
        ("Odbiorę jutro", None), ("Dobrze, ale nie wiem", None),
    ],
)  # fmt: skip
def test_how_a_customer_sounds(text: str, expected: bool | None) -> None:
    assert sounds_happy(text, "") is expected
