"""A copy of a post is noticed, in every disguise; a text of its own is left in peace."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vitrino.domain.similarity import KEYS, keys, similarity, verdict

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


# ------------------------------------------------------------------------------------------ keys to find copies by

VOCABULARY = (
    "bread rye oven morning fresh sourdough crust butter village mill flour honey walnut seed roll bun cake apple plum "
    "cherry winter summer autumn market corner bakery table coffee tea warm early open closed order phone basket "
    "family children holiday present letter recipe story dough water salt yeast night baker hands stone fire smell "
    "neighbour bicycle delivery school street square church garden cinnamon poppy raisin pumpkin onion cheese herb"
)
WORDS = VOCABULARY.split()


def a_text(chance: random.Random, words: int) -> list[str]:
    return [chance.choice(WORDS) for _word in range(words)]


def a_near_copy(chance: random.Random, words: list[str]) -> list[str]:
    """Words exchanged, cut short, a frame around it, a passage rewritten, or misspelt."""
    copy, size = list(words), len(words)
    match chance.randrange(5):
        case 0:
            for _time in range(max(1, size // 8)):
                copy[chance.randrange(size)] = chance.choice(WORDS)
        case 1:
            copy = copy[: int(size * chance.uniform(0.3, 0.9))]
        case 2:
            copy = [*a_text(chance, chance.randrange(1, 8)), *copy, *a_text(chance, chance.randrange(10))]
        case 3:
            first = chance.randrange(size)
            copy[first : first + chance.randrange(2, max(3, size // 2))] = a_text(chance, chance.randrange(1, 15))
        case _:
            for _time in range(max(1, size // 6)):
                place = chance.randrange(size)
                copy[place] = copy[place][::-1]
    return copy


@pytest.mark.parametrize("words", [8, 15, 30, 60, 200])
def test_nearly_every_copy_shares_a_key_with_its_original(words: int) -> None:
    chance, copies, found = random.Random(words), 0, 0
    for _time in range(600):
        original = a_text(chance, words)
        first, second = " ".join(original), " ".join(a_near_copy(chance, original))
        if verdict(first, second):
            copies += 1
            found += bool(set(keys(first)) & set(keys(second)))
    assert copies > 300
    assert found / copies >= 0.99


def test_texts_that_have_only_words_in_common_hardly_ever_share_a_key() -> None:
    chance = random.Random(1)
    sets = [set(keys(" ".join(a_text(chance, 30)))) for _text in range(300)]
    pairs = [bool(one & other) for place, one in enumerate(sets) for other in sets[:place]]
    assert sum(pairs) / len(pairs) < 0.1


@given(st.text(max_size=400))
def test_keys_are_few_in_order_and_the_same_for_a_copy_in_disguise(text: str) -> None:
    found = keys(text)
    assert len(found) <= KEYS
    assert list(found) == sorted(set(found))
    assert all(0 <= key < 2**32 for key in found)
    assert bool(found) == bool(text.strip())
    if len(found) > 1:
        assert keys(f"{text} https://shop.example #bread") == found


def test_keys_never_change_because_they_are_stored() -> None:
    assert keys(BREAD)[:3] == (162281941, 195035810, 196484237)
    assert len(keys("Closed today!")) == 1
    assert keys("Closed today!") == keys("closed TODAY 🍞")
