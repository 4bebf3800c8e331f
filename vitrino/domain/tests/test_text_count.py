"""How long a text is, by the rule of each network."""

from __future__ import annotations

import time
import unicodedata

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from vitrino.domain.tests.text_samples import FAMILY, LONG, RULES, TEXTS
from vitrino.domain.text import TextRule, clean, count, graphemes, hashtags, mentions, oddities, urls
from vitrino.domain.text.clusters import ALONE, CLUSTER, LETTERS, classes
from vitrino.domain.text.normal import MARKS_AT_ONCE, nfc

LINK = "https://shop.example.com/bread/rye?from=here#top"
UNITS = list(RULES)
units = pytest.mark.parametrize("unit", UNITS)


def length(text: str, unit: str, url_length: int | None = None) -> int:
    return count(text, TextRule(unit, 1000, url_length=url_length)).length  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "lengths"),
    [
        # in the order of UNITS
        ("", (0, 0, 0, 0, 0, 0, 0)),
        ("Chleb", (5, 5, 5, 5, 5, 5, 5)),
        ("Zażółć", (6, 6, 6, 6, 6, 10, 6)),
        (unicodedata.normalize("NFD", "Zażć"), (4, 4, 4, 6, 6, 8, 6)),
        ("日本", (4, 2, 2, 2, 2, 6, 2)),
        (FAMILY, (2, 1, 1, 7, 11, 25, 25)),
        ("👩‍🐶", (5, 1, 1, 3, 5, 11, 11)),
        ("🇵🇱", (2, 1, 1, 2, 4, 8, 8)),
        ("1️⃣!", (3, 2, 2, 4, 4, 8, 8)),
        ("☺️", (2, 1, 1, 2, 2, 6, 6)),
        ("a\r\nb", (4, 3, 3, 4, 4, 4, 4)),
        ("“€” – …", (9, 7, 7, 7, 7, 17, 7)),
        (f"See {LINK}", (27, 52, 27, 52, 52, 52, 52)),
        ("See shop.example.com", (27, 20, 20, 20, 20, 20, 20)),
        ("@anna@shop.example hi", (21, 21, 8, 21, 21, 21, 21)),
        ("\ud800", (2, 1, 1, 1, 1, 3, 1)),
    ],
)
def test_each_unit_counts_by_its_own_rule(text: str, lengths: tuple[int, ...]) -> None:
    assert tuple(length(text, unit, 23 if unit == "grapheme_url" else None) for unit in UNITS) == lengths


def test_a_count_says_what_was_measured_and_whether_it_fits() -> None:
    measured = count("Zażółć", TextRule("grapheme", 6, max_bytes=10))
    assert (measured.unit, measured.length, measured.limit) == ("grapheme", 6, 6)
    assert (measured.bytes_length, measured.max_bytes) == (10, 10)
    assert measured.fits
    assert measured.over == 0


def test_one_character_too_many_does_not_fit() -> None:
    measured = count("Zażółć!", TextRule("grapheme", 6))
    assert not measured.fits
    assert measured.over == 1


def test_too_many_bytes_do_not_fit_although_the_graphemes_do() -> None:
    rule, family = TextRule("grapheme", 300, max_bytes=3000), "👨‍👩‍👧"
    assert count(family * 160, rule).fits
    measured = count(family * 167, rule)
    assert (measured.length, measured.bytes_length, measured.over, measured.fits) == (167, 3006, 6, False)


def test_a_long_link_leaves_room_for_the_text_where_links_have_a_fixed_length() -> None:
    text = "x" * 250 + " " + LINK + "&more=" + "y" * 200
    assert count(text, RULES["x_weighted"]).length == 274
    assert count(text, RULES["grapheme_url"]).length == 274
    assert not count(text, RULES["grapheme"]).fits


def test_a_leading_foreign_letter_is_no_part_of_the_link_on_x() -> None:
    assert length("żółw.pl", "x_weighted") == 24
    assert length("Na żółw.pl", "x_weighted") == 3 + 23


def test_a_server_that_counts_links_in_full_gets_them_in_full() -> None:
    assert length(f"See {LINK}", "grapheme_url", None) == 52


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("@anna@shop.example", "@anna"),
        ("Hi @anna_b@shop.example, hi", "Hi @anna_b, hi"),
        ("anna@shop.example", "anna@shop.example"),
        ("https://shop.eu/@anna@other.example", "x" * 23),
        ("(https://shop.eu/a_(b)) end", "(" + "x" * 23 + ") end"),
        ("https://shop.eu/zażółć/日本?q=ż", "x" * 23),
        ("https://shop.eu/a.", "x" * 23 + "."),
        ("xhttps://shop.eu", "xhttps://shop.eu"),
        ("ftp://shop.eu", "ftp://shop.eu"),
    ],
)
def test_the_fediverse_counts_links_and_remote_names_short(text: str, counted: str) -> None:
    assert length(text, "grapheme_url", 23) == len(counted)


def test_a_rule_that_allows_nothing_is_refused() -> None:
    for limit, max_bytes in ((0, None), (-1, None), (10, 0)):
        with pytest.raises(ValueError, match="at least one"):
            TextRule("grapheme", limit, max_bytes)


@units
@given(first=TEXTS, second=TEXTS)
def test_lines_add_up(unit: str, first: str, second: str) -> None:
    assume(not first.endswith("\r"))
    rule = RULES[unit]
    together = count(f"{first}\n{second}", rule)
    assert together.length == count(first, rule).length + 1 + count(second, rule).length
    assert together.bytes_length == count(first, rule).bytes_length + 1 + count(second, rule).bytes_length


@units
@given(text=TEXTS)
def test_any_string_can_be_counted(unit: str, text: str) -> None:
    measured = count(text, RULES[unit])
    assert 0 <= measured.length <= max(4, 24) * max(1, len(text))
    assert (measured.length == 0) == (text == "")
    assert measured.bytes_length == len(text.encode("utf-8", "surrogatepass"))


@given(text=TEXTS)
def test_a_character_is_one_to_four_bytes_and_one_or_two_units(text: str) -> None:
    points = length(text, "codepoint")
    assert length(text, "grapheme") <= points <= length(text, "utf16") <= 2 * points
    assert points <= length(text, "emoji_utf8") <= length(text, "utf8_bytes") <= 4 * points


@given(text=TEXTS)
def test_graphemes_joined_are_the_text(text: str) -> None:
    assert "".join(graphemes(text)) == text
    assert len(graphemes(text)) == length(text, "grapheme")


@given(text=st.text(st.characters(max_codepoint=0x2FF)))
def test_the_quick_way_for_simple_texts_agrees_with_the_slow_one(text: str) -> None:
    assert len(CLUSTER.findall(classes(text))) == length(text, "grapheme")


def test_characters_taken_the_quick_way_never_join() -> None:
    quick = {classes(chr(code)) for code in range(0x110000) if ALONE.fullmatch(chr(code))}
    joining = [a + b for a in quick - {"R"} for b in quick if len(CLUSTER.findall(a + b)) != 2]
    assert joining == []
    assert quick < set(LETTERS.values())


@given(text=TEXTS)
def test_composing_agrees_with_unicode(text: str) -> None:
    assert nfc(text) == unicodedata.normalize("NFC", text)


def test_composing_a_pile_of_marks_drops_none() -> None:
    pile = "e" + "\u0316\u0301" * (3 * MARKS_AT_ONCE)
    assert sorted(unicodedata.normalize("NFD", nfc(pile))) == sorted(pile)


@pytest.mark.parametrize("name", LONG)
def test_a_hundred_thousand_characters_take_no_time(name: str) -> None:
    """All of it together; anything quadratic takes minutes. The limit is wide, for machines under load."""
    text = LONG[name]
    started = time.perf_counter()
    for rule in RULES.values():
        count(text, rule)
    for find in (urls, hashtags, mentions, oddities, clean, graphemes):
        find(text)
    assert time.perf_counter() - started < 10
