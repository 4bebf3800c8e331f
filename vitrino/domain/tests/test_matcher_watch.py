"""Terms that come and go, words that must be near, typos, strange words between."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vitrino.domain.matcher import Hit, Matcher, Post, Term
from vitrino.domain.matcher.typos import is_one_off, shortened
from vitrino.domain.names import forms
from vitrino.domain.problem import Problem

# A query that every text must be read for: with it, no text is passed over at the first look.
READ_ALL = Term("all", "qqqq*", is_query=True)
BIEDRONKA = Term("b", "Biedronka", context=("sklep*", "zakupy"), allows_typos=True)
NAMES = ("Żabka", "Big Star", "Piekarnia Kłos", "東京堂", "zabka.pl", "McDonald's", "a b c d e", "10 Minut")
PIECES = st.sampled_from(
    ["Żabka", "żabce", "big", "star", "Big", "kłos", "Piekarnia", "東京堂", "zabka", "pl", "mc", "donald", "s",
     "a", "b", "c", "d", "e", "z4bka", "10", "minut", " ", " ", " ", "-", ".", "#", "@", "_", "'", "Ż",
     "\u200b", "а", "nowa"]
)  # fmt: skip


TERMS = [Term(form.text, form.text, is_literal=form.is_literal) for form in forms(NAMES, ["pl"])]
QUICK, THOROUGH = Matcher(TERMS), Matcher([*TERMS, READ_ALL])


def found(matcher: Matcher, post: str | Post) -> list[tuple[str, str]]:
    return [(hit.matched, hit.rule) for hit in matcher.find(post)]


@given(st.lists(PIECES, max_size=14).map("".join))
def test_the_first_look_passes_nothing_over_that_would_be_found(text: str) -> None:
    assert QUICK.find(text) == THOROUGH.find(text)


def test_shops_come_and_go_without_touching_each_other() -> None:
    matcher = Matcher()
    matcher.put("one", [Term("1", "Żabka"), Term("2", "Big Star")])
    matcher.put("two", [Term("3", "Żabka"), Term("4", "Mój Sklep")])
    text = "Żabka, Big Star i Mój Sklep"
    assert [hit.term_id for hit in matcher.find(text)] == ["1", "3", "2", "4"]
    matcher.drop("one")
    assert [hit.term_id for hit in matcher.find(text)] == ["3", "4"]
    matcher.put("two", [Term("5", "Big Star")])
    assert [hit.term_id for hit in matcher.find(text)] == ["5"]
    matcher.drop("two")
    matcher.drop("never there")
    assert matcher.find(text) == []


def test_nothing_is_left_of_a_shop_that_went() -> None:
    matcher = Matcher()
    terms = [Term(form.text, form.text) for form in forms(["Żabka Polska", "東京堂"])]
    matcher.put("one", [*terms, BIEDRONKA, READ_ALL, Term("q", "kawa NEAR/3 bułka", is_query=True)])
    matcher.drop("one")
    index = matcher._index
    tables = (index.names, index.heads, index.bigrams, index.skeletons, index.anchors, index.near, index.always)
    assert [len(table) for table in tables] == [0] * 7


def test_a_term_that_is_refused_leaves_the_others_as_they_were() -> None:
    matcher = Matcher()
    matcher.put("one", [Term("1", "Żabka")])
    with pytest.raises(Problem):
        matcher.put("one", [Term("2", "Lidl"), Term("3", "!!!")])
    assert [hit.term_id for hit in matcher.find("Żabka i Lidl")] == ["1"]


@pytest.mark.parametrize(
    "text",
    ["zakupy w Biedronkka", "zakupy: Biedrnka", "zakupy Biedornka", "sklepu Biedranka, zakupy", "zakupy biedronk"],
)
def test_one_wrong_letter_beside_a_word_of_the_business_is_a_maybe(text: str) -> None:
    hits = Matcher([BIEDRONKA]).find(text)
    assert [(hit.rule, hit.is_maybe) for hit in hits] == [("typo", True)]


@pytest.mark.parametrize("text", ["idę do Biedronkka", "zakupy Bidranka", "zakupy xbiedronkax", "zakupy biedro nk"])
def test_no_typo_without_that_word_or_with_two_wrong_letters(text: str) -> None:
    assert Matcher([BIEDRONKA]).find(text) == []


@pytest.mark.parametrize("term", [Term("t", "Żabka", ("zakupy",), allows_typos=True), Term("t", "Biedronka")])
def test_short_names_and_names_without_context_have_no_typos(term: Term) -> None:
    assert Matcher([term]).find("zakupy żabko biedrnka") == []


def test_a_sure_hit_is_no_maybe() -> None:
    assert [hit.is_maybe for hit in Matcher([BIEDRONKA]).find("zakupy w biedronka")] == [False]


@given(st.text("abc", max_size=6), st.text("abc", max_size=6))
def test_words_one_slip_apart_always_meet_without_one_letter(one: str, other: str) -> None:
    slips = {
        one[:n] + letter + one[n + cut :] for n in range(len(one) + 1) for cut in (0, 1) for letter in ("", *"abc")
    }
    slips |= {one[:n] + one[n + 1 : n + 2] + one[n : n + 1] + one[n + 2 :] for n in range(len(one))}
    assert is_one_off(one, other) == (other in slips - {one})
    assert not is_one_off(one, other) or shortened(one) & shortened(other)


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        ("Piekarnia pani Kłos", ["filler"]),
        ("Piekarnia Kłos", ["exact"]),
        ("Piekarnia tej pani Kłos", []),
        ("Piekarnia. Pani Kłos", []),
        ("Kłos Piekarnia", []),
        ("Moja Piekarnia - rodzinna - Kłos", ["filler"]),
    ],
)
def test_one_strange_word_may_stand_inside_a_name(text: str, rules: list[str]) -> None:
    assert [hit.rule for hit in Matcher([Term("p", "Piekarnia Kłos")]).find(text)] == rules


@pytest.mark.parametrize("name", ["Rossmann'a", "Rossmann-a", "rossmann.a"])
def test_no_word_stands_between_a_name_and_its_ending(name: str) -> None:
    assert Matcher([Term("r", name)]).find("Rossmann ma a inni nie") == []


def test_a_name_of_three_words_may_hold_a_strange_one_anywhere() -> None:
    matcher = Matcher([Term("p", "Karczma Pod Lipą")])
    assert found(matcher, "Karczma tuż Pod Lipą") == [("Karczma tuż Pod Lipą", "filler")]
    assert found(matcher, "Karczma pod starą lipą!") == [("Karczma pod starą lipą", "filler")]


@pytest.mark.parametrize("author", ["zorza", "@Zorza", "ZORZA"])
def test_posts_of_authors_who_do_not_count_are_passed_over(author: str) -> None:
    matcher = Matcher([Term("z", "Zorza", not_by=("@zorza",))])
    assert matcher.find(Post("Zorza", author=author)) == []
    assert len(matcher.find(Post("Zorza", author="anna"))) == 1
    assert len(matcher.find(Post("Zorza"))) == 1


def test_a_name_watched_in_one_language_is_not_heard_in_another() -> None:
    matcher = Matcher([Term("play", "Play", languages=("pl",))])
    assert matcher.find(Post("Play", language="en")) == []
    assert len(matcher.find(Post("Play", language="pl-PL"))) == 1
    assert len(matcher.find(Post("Play"))) == 1


def test_an_ordinary_word_is_not_looked_for_until_somebody_says_what_stands_beside_it() -> None:
    assert Matcher([Term("play", "Play", is_ambiguous=True)]).find("Play") == []
    awake = Matcher([Term("play", "Play", context=("abonament*",), is_ambiguous=True)])
    assert found(awake, "abonament w Play") == [("Play", "exact")]


def test_a_script_without_spaces_is_searched_inside_its_words() -> None:
    matcher = Matcher([Term("t", "東京堂"), Term("m", "無印")])
    assert found(matcher, "昨日東京堂と無印へ行った") == [("東京堂", "exact"), ("無印", "exact")]


def test_a_long_text_takes_time_in_proportion() -> None:
    matcher = Matcher([Term("b", "Big Star"), Term("z", "Żabka"), BIEDRONKA])
    text = "zakupy big nowy " * 20_000 + "Żabka"
    assert matcher.find(text) == [Hit("z", len(text) - 5, len(text), "Żabka", "exact", 1.0)]


def test_a_name_that_fills_a_long_text_takes_time_in_proportion() -> None:
    near = Term("near", "star NEAR/3 big", is_query=True)
    matcher = Matcher([Term("b", "Star", context=("never", "big"), excludes=("nowhere",)), near])
    hits = matcher.find("star " * 20_000 + "big")
    assert len(hits) == 20_000 + 4
