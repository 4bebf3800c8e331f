"""The language of short texts: right for what customers write, silent where it can't know."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vitrino.domain.language import LANGUAGES, identify
from vitrino.domain.language.names import NAMES

SAMPLES = [
    tuple(line.split("|", 1))
    for line in Path(__file__).with_name("language_samples.txt").read_text(encoding="utf-8").splitlines()
]
OWN = ("en", "pl", "eo")


def test_there_are_samples_of_nearly_every_language() -> None:
    assert {language for language, _ in SAMPLES} >= set(LANGUAGES) - {"th", "ka", "hy", "hi"}
    assert len(LANGUAGES) >= 35


def test_most_messages_are_told_right_and_hardly_any_wrong() -> None:
    found = [(language, identify(text).language) for language, text in SAMPLES]
    right = sum(language == guess for language, guess in found)
    wrong = [pair for pair in found if pair[1] and pair[0] != pair[1]]
    assert right / len(found) >= 0.94
    assert wrong == []


@pytest.mark.parametrize(("language", "text"), [sample for sample in SAMPLES if sample[0] in OWN])
def test_the_three_languages_of_the_rules_are_always_told(language: str, text: str) -> None:
    assert identify(text).language == language


@pytest.mark.parametrize(
    "text",
    ["", "ok", "Super!", "Marek", "ul. Długa 5", "12345", "🙂🙂🙂", "https://example.org/die-und-der-das",
     "@shop #bread", "Hm, no?", "Żabka Polska", "Anna Maria"],
)  # fmt: skip
def test_what_is_too_short_or_no_text_has_no_language(text: str) -> None:
    assert identify(text).language == ""


def test_links_and_handles_do_not_count() -> None:
    text = "Wann kommt mein Paket an? https://shop.example/please/where/is/my/order @the_best_bread_and_cake_shop"
    assert identify(text).language == "de"


@pytest.mark.parametrize(
    "text", ["Moja przesylka jeszcze nie doszla, co sie stalo?", "czy mozna u was zamowic tort na jutro"]
)
def test_polish_without_accents_is_polish(text: str) -> None:
    assert identify(text).language == "pl"


def test_the_h_and_x_systems_are_esperanto() -> None:
    assert identify("Mi tre sxatas vian panon, gxi estas bongusta").language == "eo"
    assert identify("Chu vi povas sendi ghin al mi morgau?").language == "eo"


@given(st.text())
def test_any_text_gets_an_answer(text: str) -> None:
    assert identify(text).language in {*LANGUAGES, ""}


def test_a_long_text_takes_linear_time() -> None:
    sentence = "Przepraszamy za opóźnienie paczki i dziękujemy za cierpliwość. "
    identify(sentence)

    def seconds(times: int) -> float:
        begun = time.perf_counter()
        identify(sentence * times)
        return time.perf_counter() - begun

    short = min(seconds(50) for _ in range(3))
    assert min(seconds(400) for _ in range(3)) < 8 * short * 4


def test_every_language_has_a_name() -> None:
    assert NAMES.keys() == set(LANGUAGES)
