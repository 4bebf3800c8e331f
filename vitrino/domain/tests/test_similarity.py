"""A copy of a post is noticed, in every disguise; a text of its own is left in peace."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vitrino.domain.similarity import similarity, verdict

BREAD = "Od jutra pieczemy chleb żytni na zakwasie. Przyjdźcie od siódmej, póki jeszcze ciepły!"
LONG = (
    "Our new summer menu is here. It has four cold soups, two salads with goat cheese from the farm next door, and a "
    "lemon cake that disappears every day before noon. Come by between eight and six, or order by phone."
)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (BREAD, BREAD),
        (BREAD, BREAD.upper()),
        (BREAD, f"{BREAD} 🍞🍞 #chleb #piekarnia https://shop.example/chleb"),
        (BREAD, "Od jutra pieczemy chleb zytni na zakwasie! Przyjdzcie od siodmej, poki jeszcze cieply 😊"),
        (LONG, LONG.replace("Come by", "Drop by")),
        ("Closed today", "closed TODAY!"),
        ("🐸", "🐸"),
    ],
)
def test_a_copy_is_the_same(a: str, b: str) -> None:
    assert verdict(a, b) == verdict(b, a) == "same"


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (LONG, LONG.replace("Come by between eight and six, or order by phone.", "We look forward to you!")),
        (LONG, LONG.partition(", and a ")[0] + " 🥣"),
        (LONG, "Our new summer menu is here. It has four cold soups, two salads with goat cheese from the farm…"),
        (BREAD, f"Kochani! {BREAD} Zapraszamy całą rodziną."),
    ],
)
def test_a_copy_with_changes_or_cut_down_is_nearly_the_same(a: str, b: str) -> None:
    assert verdict(a, b) == verdict(b, a) == "nearly"


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (BREAD, "Why rye? Because it stays fresh for a week. Three tips for keeping bread soft:"),
        (LONG, "Four cold soups and a lemon cake. Which one would you try first?"),
        (BREAD, "Od jutra pieczemy chleb pszenny. Kto wie, dlaczego zakwas musi rosnąć dwa dni?"),
        ("Thank you!", "Thank you all!"),
        ("🐸", "🍞"),
        ("", ""),
        ("", BREAD),
        ("#bread #bakery", "#cake"),
    ],
)
def test_a_text_of_its_own_is_left_in_peace(a: str, b: str) -> None:
    assert verdict(a, b) is None


def test_links_and_tags_do_not_make_two_texts_alike() -> None:
    tail = " https://shop.example/very/long/address #bakery #bread #krakow @shop"
    assert similarity("Fresh rolls at seven" + tail, "We are closed on Monday" + tail) < 0.1


TEXTS = st.text(max_size=200)


@given(TEXTS, TEXTS)
def test_similarity_is_a_symmetric_share(a: str, b: str) -> None:
    assert 0 <= similarity(a, b) == similarity(b, a) <= 1
    assert verdict(a, b) == verdict(b, a)


@given(TEXTS)
def test_every_text_is_like_itself(text: str) -> None:
    assert similarity(text, text) == 1
    assert verdict(text, text) == ("same" if text.strip() else None)


def test_a_text_without_end_takes_no_time_to_speak_of() -> None:
    assert similarity("bread " * 20_000, "cake " * 20_000) < 0.2
