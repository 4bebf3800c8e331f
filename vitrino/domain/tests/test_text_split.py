"""A long text becomes the parts of a thread, cut where a reader would pause."""

from __future__ import annotations

import time
from dataclasses import replace
from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vitrino.domain.tests.text_samples import FAMILY, LONG, RULES, TEXTS
from vitrino.domain.text import Span, TextRule, count, graphemes, hashtags, mentions, shorten, split, urls
from vitrino.domain.text.borders import SPACES, Rank, borders

SMALL_RULES = st.builds(
    lambda rule, limit, max_bytes: replace(rule, limit=limit, max_bytes=max_bytes),
    st.sampled_from(list(RULES.values())),
    st.integers(1, 60),
    st.none() | st.integers(20, 200),
)


def chars(limit: int) -> TextRule:
    return TextRule("grapheme", limit)


def places(text: str, parts: list[str]) -> list[tuple[int, int]]:
    """Where each part stands in the text; fails when anything but white space lies between them."""
    found, at = [], 0
    for part in parts:
        start = at if text.startswith(part, at) else len(text) - len(text[at:].lstrip(SPACES))
        assert text.startswith(part, start)
        assert not text[at:start].strip(SPACES)
        at = start + len(part)
        found.append((start, at))
    assert not text[at:].strip(SPACES)
    return found


def test_a_text_that_fits_stays_as_it_is() -> None:
    assert split(" Two  words \n", chars(20)) == [" Two  words \n"]
    assert split("", chars(20)) == [""]


def test_paragraphs_are_kept_together_as_far_as_they_fit() -> None:
    text = "One. Two.\n\nThree. Four.\n\nFive is a longer one. Six."
    assert split(text, chars(30)) == ["One. Two.\n\nThree. Four.", "Five is a longer one. Six."]


def test_lines_of_a_list_are_not_torn() -> None:
    assert split("- flour and salt\n- water\n- a little yeast", chars(26)) == [
        "- flour and salt\n- water",
        "- a little yeast",
    ]


def test_a_long_paragraph_is_cut_between_sentences() -> None:
    text = "We bake at five. The rye is best. Come early!"
    assert split(text, chars(34)) == ["We bake at five. The rye is best.", "Come early!"]


def test_a_paragraph_too_long_for_any_part_begins_where_there_is_room() -> None:
    text = "Hi.\n\nOne two three. Four five six. Seven eight nine ten."
    assert split(text, chars(30)) == ["Hi.\n\nOne two three.", "Four five six.", "Seven eight nine ten."]


def test_a_link_that_only_a_cut_makes_is_counted_too() -> None:
    rule = TextRule("x_weighted", 10)
    parts = split("a" * 9 + "@foo.com", rule)
    assert parts == ["a" * 9 + "@", "foo", ".com"]
    assert all(count(part, rule).fits for part in parts)


def test_a_long_sentence_is_cut_between_words() -> None:
    assert split("one two three four", chars(9)) == ["one two", "three", "four"]


def test_a_long_word_is_cut_between_graphemes() -> None:
    assert split("e\u0301" * 5, chars(2)) == ["e\u0301e\u0301", "e\u0301e\u0301", "e\u0301"]
    assert split(FAMILY * 3, TextRule("x_weighted", 5)) == [FAMILY * 2, FAMILY]


def test_a_link_is_not_cut_even_in_a_script_without_spaces() -> None:
    assert split("新しいパンhttps://shop.eu/panです", chars(20)) == ["新しいパン", "https://shop.eu/panで", "す"]


def test_a_link_longer_than_a_part_is_cut_rather_than_lost() -> None:
    assert split("https://shop.eu/abcdefgh", chars(20)) == ["https://shop.eu/abcd", "efgh"]


def test_a_long_link_is_whole_where_it_counts_23() -> None:
    link = "https://shop.eu/" + "a" * 300
    assert split(f"{'word ' * 55}{link}", RULES["x_weighted"]) == ["word " * 54 + "word", link]


@pytest.mark.parametrize("kept", ["@anna@sklep.eu", "#chlebżytni", "@anna", "＃タグ"])
def test_a_name_or_tag_between_ideographs_is_not_cut(kept: str) -> None:
    text = f"日本語、{kept}。日本語"
    parts = split(text, chars(len(kept) + 3))
    assert sum(kept in part for part in parts) == 1
    assert "".join(parts) == text


@pytest.mark.parametrize(
    "text",
    [
        "Jesteśmy na ul. Długiej od lat.",
        "Zapytaj dr. Nowaka o radę dziś.",
        "Wpadnij np. jutro, a najlepiej dziś.",
        "Mąka m.in. Żytnia i pszenna jest.",
        "Vidu s-ro. Kovač en la vendejo.",
        "It was J. K. Rowling who said so.",
        "Ask Mr. Smith about the rye bread.",
        "Od godz. 7 do godz. 15 czekamy tu.",
    ],
)
def test_an_abbreviation_ends_no_sentence(text: str) -> None:
    assert [border for border in borders(text) if border.rank > Rank.WORD] == []


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("Hi! You? Yes… “Good.” (Fine.) End", ["Hi!", "You?", "Yes…", "“Good.”", "(Fine.)"]),
        ("Hej! co tam? Nic.", ["Hej! co tam?"]),
        ("今日は。明日は！「はい。」終", ["今日は。", "明日は！"]),
        ("Otwarte od 1999. Zapraszamy", ["Otwarte od 1999."]),
    ],
)
def test_sentences_end_where_a_reader_would_say(text: str, ends: list[str]) -> None:
    found, start = [], 0
    for border in borders(text):
        if border.rank == Rank.SENTENCE:
            found.append(text[start : border.end])
            start = border.start
    assert found == ends


def test_no_break_spaces_hold() -> None:
    assert split("12\xa0zł za bochenek", chars(5)) == ["12\xa0zł", "za", "boche", "nek"]


def test_nothing_but_spaces_says_nothing() -> None:
    assert split(" " * 50, chars(10)) == [""]


@given(text=TEXTS, rule=SMALL_RULES)
def test_every_part_fits_or_is_one_grapheme(text: str, rule: TextRule) -> None:
    for part in split(text, rule):
        assert count(part, rule).fits or len(graphemes(part)) == 1


@given(text=TEXTS, rule=SMALL_RULES)
def test_only_white_space_is_left_out(text: str, rule: TextRule) -> None:
    parts = split(text, rule)
    assert len(places(text, parts)) == len(parts)
    assert parts == [text] or all(parts) or not text.strip(SPACES)


@given(text=TEXTS, rule=SMALL_RULES)
def test_no_grapheme_is_cut(text: str, rule: TextRule) -> None:
    edges = {0, *accumulate(len(grapheme) for grapheme in graphemes(text))}
    for start, end in places(text, split(text, rule)):
        assert {start, end} <= edges


@given(text=TEXTS, rule=SMALL_RULES)
def test_no_link_name_or_tag_is_cut_unless_too_long_for_a_part(text: str, rule: TextRule) -> None:
    cuts = {place for places_of in places(text, split(text, rule)) for place in places_of}
    edges = [0, *accumulate(len(grapheme) for grapheme in graphemes(text))]
    whole = [*urls(text), *mentions(text), *hashtags(text)]
    alone = [span for span in whole if not any(span is not other and overlap(span, other) for other in whole)]
    for span in alone:
        start = max(edge for edge in edges if edge <= span.start)
        end = min(edge for edge in edges if edge >= span.end)  # with the marks on its last letter
        if count(text[start:end], rule).fits:
            assert not any(span.start < cut < span.end for cut in cuts)


def overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


@given(text=TEXTS, rule=SMALL_RULES)
def test_a_shortened_text_fits_and_begins_like_the_text(text: str, rule: TextRule) -> None:
    short = shorten(text, rule)
    assert count(short, rule).fits or len(graphemes(short)) == 1
    beginning = short.removesuffix("…")
    assert short == text or text.startswith(beginning) or text.lstrip(SPACES).startswith(beginning)


@pytest.mark.parametrize(
    ("limit", "short"),
    [
        (60, "We bake at five. The rye is best, they say."),
        (40, "We bake at five."),
        (12, "We bake at…"),
        (2, "W…"),
        (1, "W"),
    ],
)
def test_shortening_prefers_whole_sentences(limit: int, short: str) -> None:
    assert shorten("We bake at five. The rye is best, they say.", chars(limit)) == short


@pytest.mark.parametrize("name", LONG)
def test_a_hundred_thousand_characters_are_split_soon(name: str) -> None:
    started = time.perf_counter()
    for unit in ("x_weighted", "grapheme", "grapheme_url"):
        split(LONG[name], RULES[unit])
    assert time.perf_counter() - started < 20
