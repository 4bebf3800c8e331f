"""Whose name it is, and every way a reply may say it."""

from __future__ import annotations

import pytest

from vitrino.domain.tone.people import first_name, gender_of, is_form_of, names_of, salutation
from vitrino.domain.tone.reply import Customer


def customer(name: str, handle: str = "") -> Customer:
    return Customer(name=name, handle=handle)


@pytest.mark.parametrize(
    ("name", "handle", "expected"),
    [
        ("Marek Nowak", "", "Marek"),
        ("MAREK NOWAK 🌲", "", "Marek"),
        ("marek", "@marek", "Marek"),
        ("Ms Priya Patel", "", "Priya"),
        ("Sean McKenzie", "", "Sean"),
        ("DaveTheRave", "", None),
        ("Paweł Góra", "", "Paweł"),
        ("kasia_92", "kasia_92", None),
        ("zakupy online", "zakupyonline", None),
        ("Zorzafan", "@zorzafan", None),
        ("M. 84", "", None),
        ("", "", None),
        ("🙂🙂", "", None),
    ],
)
def test_the_first_name_of_an_account(name: str, handle: str, expected: str | None) -> None:
    assert first_name(customer(name, handle)) == expected


@pytest.mark.parametrize(
    ("name", "language", "expected"),
    [
        ("Marek Nowak", "pl", "Panie Marku,"),
        ("Anna Kowalska", "pl", "Pani Anno,"),
        ("Jessica Hall", "pl", "Dzień dobry Jessico,"),
        ("Peter Hall", "pl", "Dzień dobry Peter,"),
        ("Marek Nowak", "en", "Hello Marek,"),
        ("Anna", "eo", "Saluton Anna,"),
        ("kasia_92", "pl", None),
    ],
)
def test_a_reply_begins_with_the_name(name: str, language: str, expected: str | None) -> None:
    assert salutation(customer(name), language) == expected


@pytest.mark.parametrize(
    ("word", "name", "language"),
    [
        ("marku", "Marek", "pl"), ("markowi", "Marek", "pl"), ("kasiu", "Katarzyna", "pl"), ("asiu", "Joanna", "pl"),
        ("tomku", "Tomasz", "pl"), ("nowaka", "Nowak", "pl"), ("annan", "Anna", "eo"), ("bob", "Robert", "en"),
        ("anna's", "Anna", "en"), ("zoe", "Zoë", "en"),
    ],
)  # fmt: skip
def test_a_name_is_known_in_every_form(word: str, name: str, language: str) -> None:
    assert is_form_of(word, (name,), language)


@pytest.mark.parametrize(
    ("word", "name", "language"),
    [
        ("piotrze", "Marek", "pl"),
        ("anno", "Ewa", "pl"),
        ("peter", "Paul", "en"),
        ("chleb", "Chloe", "pl"),
        ("mar", "Marek", "pl"),
    ],
)
def test_another_word_is_no_form_of_the_name(word: str, name: str, language: str) -> None:
    assert not is_form_of(word, (name,), language)


def test_what_somebody_has_said_about_the_gender_counts() -> None:
    assert gender_of(Customer(name="Marek", gender="f")) == "f"
    assert gender_of(customer("Marek")) == "m"
    assert gender_of(customer("Sasha")) is None


def test_titles_and_signs_are_no_names() -> None:
    assert names_of(customer("Dr Helen Moss (PhD)")) == ("Helen", "Moss")
