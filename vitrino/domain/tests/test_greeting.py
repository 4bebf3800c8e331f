"""People are greeted as their language asks; a name nobody is sure of is left out."""

from __future__ import annotations

import pytest

from vitrino.domain.names.greeting import Formality, first_name, greeting


@pytest.mark.parametrize(
    ("name", "language", "formality", "said"),
    [
        ("Anna Nowak", "pl", "neutral", "Dzień dobry, Pani Anno!"),
        ("Marek", "pl", "formal", "Dzień dobry, Panie Marku!"),
        ("Kasia", "pl", "casual", "Cześć, Kasiu!"),
        ("Zorza", "pl", "neutral", "Dzień dobry!"),
        ("ola_92", "pl", "casual", "Cześć!"),
        ("Anna Nowak", "eo", "neutral", "Saluton, Anna!"),
        ("Anna Nowak", "de", "casual", "Hallo Anna!"),
        ("Anna Nowak", "en", "neutral", "Hello Anna!"),
        ("Anna Nowak", "fr", "neutral", "Hello Anna!"),
        ("", "pl", "neutral", "Dzień dobry!"),
    ],
)
def test_a_greeting_has_the_right_form(name: str, language: str, formality: Formality, said: str) -> None:
    assert greeting(name, language, formality) == said


@pytest.mark.parametrize("name", ["ola", "Ola92", "", "  ", "A", "BIG", "🍞 Anna", "@Anna"])
def test_a_user_name_is_no_first_name(name: str) -> None:
    assert first_name(name) == ""
