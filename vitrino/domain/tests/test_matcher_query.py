"""Queries: what they find, what they refuse and how they say it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vitrino.domain.matcher import Matcher, Post, Term
from vitrino.domain.matcher.query import parse
from vitrino.domain.problem import Problem

POST = Post(
    "Dziś w Żabce świeży chleb, a big blue star na niebie. Kawa!",
    author="@anna",
    site="www.example.org",
    language="pl-PL",
    kind="reply",
    links=("https://zabka.pl/oferta",),
)


def matched(query: str, post: Post | str = POST) -> list[str]:
    return [hit.matched for hit in Matcher([Term("q", query, is_query=True)]).find(post)]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("chleb", ["chleb"]),
        ("CHLEB", ["chleb"]),
        ("swiezy", ["świeży"]),
        ("chleb AND kawa", ["chleb", "Kawa"]),
        ("chleb kawa", ["chleb", "Kawa"]),
        ("bułka OR kawa", ["Kawa"]),
        ("kawa OR chleb", ["chleb", "Kawa"]),
        ("chleb NOT bułka", ["chleb"]),
        ("chleb -bułka", ["chleb"]),
        ("chleb AND NOT (bułka OR herbata)", ["chleb"]),
        ('"świeży chleb"', ["świeży chleb"]),
        ('"big star"', []),
        ("big NEAR/1 star", ["big blue star"]),
        ("star NEAR/1 big", ["big blue star"]),
        ("big NEAR/0 star", []),
        ('"świeży chleb" NEAR/4 star', ["świeży chleb, a big blue star"]),
        ("(big OR small) NEAR star", ["big blue star"]),
        ("świe*", ["świeży"]),
        ("chle* NOT kawa", []),
        ("author:anna", [POST.text]),
        ("author:@ANNA chleb", ["chleb"]),
        ("author:celina", []),
        ("site:example.org chleb", ["chleb"]),
        ("site:ple.org", []),
        ("lang:pl kawa", ["Kawa"]),
        ("lang:en kawa", []),
        ("type:reply kawa", ["Kawa"]),
        ("type:review kawa", []),
        ("link:zabka.pl kawa", ["Kawa"]),
        ('link:"zabka.pl" kawa', ["Kawa"]),
        ("link:lidl.pl kawa", []),
        ("kawa -link:zabka.pl", []),
        ("bułka OR chleb AND kawa", ["chleb", "Kawa"]),
        ("(bułka OR chleb) AND herbata", []),
        ("not", []),
        ("Kawa!", ["Kawa"]),
    ],
)
def test_a_query_finds_what_it_says(query: str, expected: list[str]) -> None:
    assert matched(query) == expected


def test_words_of_operators_can_be_looked_for_in_small_letters() -> None:
    assert matched("or", "now or never") == ["or"]
    assert matched('"NOT"', "not now") == ["not"]


def test_a_hit_of_a_query_points_into_the_original() -> None:
    text = "👩‍🍳 Ż\u200babka i ﬁne"
    hits = Matcher([Term("q", "zabka fine", is_query=True)]).find(text)
    assert [text[hit.start : hit.end] for hit in hits] == ["Ż\u200babka", "ﬁne"]
    assert {hit.rule for hit in hits} == {"query"}


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("", "The query is empty. Write at least one word."),
        ("   ", "The query is empty. Write at least one word."),
        ("(kawa OR chleb", "The bracket “(” at character 1 is never closed."),
        ("kawa) chleb", "The bracket “)” at character 5 was never opened."),
        ('kawa "chleb', "The quotation mark at character 6 is never closed."),
        ("kawa AND", "The query ends at character 9 where a word is missing."),
        ("OR kawa", "A word is missing before “OR” at character 1."),
        ("kawa AND OR chleb", "A word is missing before “OR” at character 10."),
        ("kawa NEAR/", "The query ends at character 11 where a word is missing."),
        ("kawa NEAR/99 chleb", "NEAR at character 6 can reach over at most 50 words."),
        ("kawa NEAR/3 author:anna", "NEAR at character 6 stands between words, not beside a field."),
        ("NOT kawa", "A query can't only say what must not be there. Add a word to look for."),
        ("-kawa -chleb", "A query can't only say what must not be there. Add a word to look for."),
        ("autor:anna", "“autor:” at character 1 is no field. There are: author:, site:, lang:, type:, link:."),
        ("!!!", "There is no letter or digit in “!!!” at character 1."),
        ('""', "There is no letter or digit in “” at character 1."),
        ("(" * 40 + "kawa" + ")" * 40, "The query has too many brackets in one another."),
        ("kawa " * 300, "A query can have at most 200 words and signs."),
        ("k" * 3000, "A query can have at most 2000 characters."),
    ],
)
def test_a_query_that_cannot_be_read_says_where_and_why(query: str, message: str) -> None:
    with pytest.raises(Problem) as refused:
        parse(query)
    assert str(refused.value) == message


@pytest.mark.parametrize(
    ("query", "anchors"),
    [
        ("kawa", {"kawa"}),
        ("kawa OR chleb", {"kawa", "chleb"}),
        ("(a1 OR b1) AND kawa", {"kawa"}),
        ("ka* AND chleb", {"chleb"}),
        ("ka*", set()),
        ("kawa OR ka*", set()),
        ("kawa -chleb", {"kawa"}),
        ('"świeży chleb" NEAR/2 ka*', {"swiezy"}),
    ],
)
def test_a_query_knows_the_words_that_give_it_away(query: str, anchors: set[str]) -> None:
    assert parse(query).anchors == anchors


WORDS = st.sampled_from(
    ["kawa", "chleb", "AND", "OR", "NOT", "(", ")", '"', "NEAR/2", "-", "ka*", "lang:pl", "x:y", " "]
)


@given(st.lists(WORDS, max_size=12).map(" ".join), st.lists(st.sampled_from(["kawa", "chleb", "kasza"])).map(" ".join))
def test_any_query_is_understood_or_refused_in_words(query: str, text: str) -> None:
    try:
        term = Term("q", query, is_query=True)
        matcher, reader = Matcher([term]), Matcher([term, Term("all", "qqqq*", is_query=True)])
    except Problem:
        return
    assert matcher.find(text) == reader.find(text)
