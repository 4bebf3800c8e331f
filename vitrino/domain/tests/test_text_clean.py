"""What every text passes on its way in, and what it is warned of."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given

from vitrino.domain.tests.text_samples import FAMILY, TEXTS
from vitrino.domain.text import clean, oddities
from vitrino.domain.text.cleaning import MARKS_PER_LETTER
from vitrino.domain.text.odd import MOST

ENGLAND = "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f"


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("Zażółć", "Zażółć"),
        (unicodedata.normalize("NFD", "Zażółć ĉu"), "Zażółć ĉu"),
        ("a\r\nb\rc\n", "a\nb\nc\n"),
        ("a\0b\0", "ab"),
        ("e\0\u0301", "é"),
        ("\ud83d\ude00", "😀"),
        ("\ud83d!", "\ufffd!"),
        ("!\ude00", "!\ufffd"),
        ("\r\0\n", "\n"),
        (" kept \t spaces \n", " kept \t spaces \n"),
        ("zero\u200bwidth", "zero\u200bwidth"),
        ("a\u202eb", "a\u202eb"),
        (FAMILY + ENGLAND, FAMILY + ENGLAND),
        ("ཧྐྵྨླྺྼྻྂ", "ཧྐྵྨླྺྼྻྂ"),
    ],
)
def test_a_text_is_made_storable_and_nothing_else_changes(text: str, cleaned: str) -> None:
    assert clean(text) == cleaned


def test_a_pile_of_marks_is_cut_to_what_a_script_may_need() -> None:
    cleaned = clean("x" + "\u0316\u0301" * 50_000 + "y")
    assert cleaned == "x" + "\u0316" * MARKS_PER_LETTER + "y"


def test_marks_hidden_between_joiners_are_counted_too() -> None:
    cleaned = clean("x" + "\u0316\u200d" * 50)
    assert cleaned.count("\u0316") == MARKS_PER_LETTER


@given(text=TEXTS)
def test_a_clean_text_can_be_stored_and_stays_as_it_is(text: str) -> None:
    cleaned = clean(text)
    cleaned.encode("utf-8")
    assert "\0" not in cleaned
    assert "\r" not in cleaned
    assert unicodedata.is_normalized("NFC", cleaned)
    assert clean(cleaned) == cleaned


def test_a_lost_character_leaves_a_warning_behind() -> None:
    assert [odd.kind for odd in oddities(clean("a\ud800b"))] == ["broken"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Plain text, with “quotes” – and dashes…\n\tAnd tabs.",
        "Zażółć gęślą jaźń. Ĉu ŝi manĝas? Über ß İstanbul Tiếng Việt",
        "☺️ ❤️‍🔥 👩🏽‍🚀 1️⃣ 🇵🇱 ⭐️ ☺︎ © ™️ 👩‍🐶" + FAMILY + ENGLAND,
        "می\u200cخواهم ශ්\u200dරී क्\u200dष 葛\U000e0100",
        "שלום\u200f abc",
        "Привет, мир! Καλημέρα κόσμε. Ողջույն",
        "mix: Привет Anna, 5 μm, 3 kΩ, β-karoten, π r²",
        "日本語 한국어 ไทย ผู้เริ่ม עַל־יְדֵי",
        "ཧྐྵྨླྺྼྻྂ",
    ],
)
def test_good_spelling_in_any_language_is_not_odd(text: str) -> None:
    assert oddities(text) == []


@pytest.mark.parametrize(
    ("text", "kind", "place"),
    [
        ("pay \u202eelpoep", "bidi", "\u202e"),
        ("a\u2066b", "bidi", "\u2066"),
        ("shop\u200b.pl", "invisible", "\u200b"),
        ("\ufeffstart", "invisible", "\ufeff"),
        ("soft\u00adhyphen", "invisible", "\u00ad"),
        ("Latin\u200dletters", "invisible", "\u200d"),
        ("left\u200fright", "invisible", "\u200f"),
        ("hi\U000e0068\U000e0069", "invisible", "\U000e0068\U000e0069"),
        (f"{ENGLAND}\U000e0041", "invisible", "\U000e0041"),
        ("☺️\ufe0f\ufe0f", "invisible", "\ufe0f\ufe0f"),
        ("☺️\ufe0f", "invisible", "\ufe0f"),
        ("a\ufe0f", "invisible", "\ufe0f"),
        ("👩\u200d", "invisible", "\u200d"),
        ("pаypal", "lookalike", "pаypal"),
        ("Żаbka", "lookalike", "Żаbka"),
        ("buy at сосо", "lookalike", "сосо"),
        ("ΑΒΒΑ live", "lookalike", "ΑΒΒΑ"),
        ("e\u0301\u0302\u0303\u0304", "stacked", "\u0301\u0302\u0303\u0304"),
        ("𝓢𝓪𝓵𝓮 𝓷𝓸𝔀!", "styled", "𝓢𝓪𝓵𝓮 𝓷𝓸𝔀"),
        ("a\ufffdb", "broken", "\ufffd"),
        ("lone \ud800", "broken", "\ud800"),
        ("\uf8ff", "broken", "\uf8ff"),
        ("\uffff", "broken", "\uffff"),
        ("\U0001fffe", "broken", "\U0001fffe"),
        ("a\x1b[0m", "control", "\x1b"),
        ("a\x00b", "control", "\x00"),
    ],
)
def test_what_hides_or_deceives_is_named_where_it_stands(text: str, kind: str, place: str) -> None:
    [odd] = oddities(text)
    assert (odd.kind, odd.span.text) == (kind, place)
    assert text[odd.span.start : odd.span.end] == place


def test_the_warning_says_what_a_masked_word_imitates() -> None:
    [odd] = oddities("Kup w Żаbka dziś")
    assert "“Żаbka” only looks like “Żabka”" in str(odd.message)


def test_the_warning_names_the_invisible_characters() -> None:
    [odd] = oddities("a\u200b\u2060\u200b\u2061\u2062b")
    assert "(U+200B, U+2060, U+2061)" in str(odd.message)


def test_a_russian_word_of_look_alikes_is_fine_in_a_russian_text() -> None:
    assert oddities("Вот сосо, а не шнурок") == []


def test_warnings_come_in_order_and_not_without_end() -> None:
    found = oddities("pаypal \u200b \u202e \x01 " * 1000)
    assert len(found) == MOST
    assert [odd.span.start for odd in found] == sorted(odd.span.start for odd in found)


@given(text=TEXTS)
def test_any_string_can_be_looked_at(text: str) -> None:
    for odd in oddities(text):
        assert text[odd.span.start : odd.span.end] == odd.span.text != ""
        assert "{" not in str(odd.message)
