"""The matcher finds names in every writing, and only as words of their own."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from vitrino.domain.matcher import Hit, Matcher, Term, fold, key
from vitrino.domain.matcher.fold import has_foreign
from vitrino.domain.problem import Problem

ZABKA = Term("zabka", "Żabka")
_LETTERS = ["Ż", "a", "b", "k", "ß", "ﬁ", "İ", "я", "Α", "가", "\u0e01", "4"]
_SIGNS = ["\u200b", " ", "-", ".", "#", "@", "´", "\u0307", "…", "™", "_", "🧑‍🤝‍🧑", "\ud800", "\x00"]
PIECES = st.sampled_from([*_LETTERS, *_SIGNS, "Żabka", "zabka", "Zаbkа", "東京", "Polska"])
TEXTS = st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=25).map("".join))


def rules(term: str, text: str) -> list[str]:
    return [hit.rule for hit in Matcher([Term("t", term)]).find(text)]


def hits(text: str, *terms: Term) -> list[Hit]:
    return Matcher(terms or [ZABKA]).find(text)


@pytest.mark.parametrize(
    ("name", "writing", "rule"),
    [
        ("Żabka", "Żabka", "exact"),
        ("Żabka", "ŻABKA", "case"),
        ("Żabka", unicodedata.normalize("NFD", "Żabka"), "exact"),
        ("Żabka", "zabka", "folded"),
        ("Żabka", "Ż\u200babka", "folded"),
        ("Żabka", "Żab\u00adka", "folded"),
        ("Żabka", "\u202eŻabka\u202c", "exact"),
        ("Żabka", "Ｚａｂｋａ", "folded"),
        ("Żabka", "𝗭𝗮𝗯𝗸𝗮", "folded"),
        ("Żabka", "ⓩⓐⓑⓚⓐ", "folded"),
        ("Żabka", "🅩🅐🅑🅚🅐", "folded"),
        ("Żabka", "z̶a̶b̶k̶a̶", "folded"),
        ("Żabka", "ᴢᴀʙᴋᴀ", "folded"),
        ("Żabka", "ƶabka", "folded"),
        ("Żabka", "Zаbkа", "lookalike"),
        ("Lidl", "Lіdl", "lookalike"),
        ("Apart", "Άpart", "lookalike"),
        ("Apart", "Аｐａｒｔ", "lookalike"),
        ("Opat", "О\u200bpat", "lookalike"),
        ("Żabka", "Z4bka", "leet"),
        ("Żabka", "Ź@bk4!", "leet"),
        ("Żabka", "Ż A B K A", "spaced"),
        ("Żabka", "Żab-ka", "spaced"),
        ("Big Star", "BigStar", "spaced"),
        ("Big Star", "big-star", "spaced"),
        ("Big Star", "Big\u00a0 Star", "exact"),
        ("Biedronka", "Bie dronka", "spaced"),
        ("Żabka", "#NaszaŻabka", "tag"),
        ("Żabka", "@zabka_polska", "folded"),
        ("Żabka", "#zabka24", "tag"),
        ("IKEA", "#kochamIKEApolska", "tag"),
        ("Łódź", "Lodz", "folded"),
        ("Straße", "STRASSE", "case"),
        ("Dzień", "Dzien\u0301", "exact"),
        ("McDonald's", "McDonald’s", "exact"),
        ("H&M", "h&m", "case"),
        ("Yahoo!", "Yahoo!", "exact"),
        ("Yahoo!", "Yahoo", "spaced"),
        ("Vitrino", "Vitrino™", "exact"),
        ("東京堂", "昨日東京堂へ", "exact"),
        ("Æon", "aeon", "folded"),
    ],
)
def test_a_name_is_found_in_every_writing(name: str, writing: str, rule: str) -> None:
    assert rules(name, f"{writing} jest obok, {writing}") == [rule, rule]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Era", "kamera nowa, literatura"),
        ("Era", "E R A, e-ra"),
        ("Żabka", "żabkarnia, mażabka"),
        ("Żabka", "Żab ka"),
        ("Żabka", "#naszazabka"),
        ("Żabka", "naszaŻabka"),
        ("Żabka", "Жабка открыта"),
        ("Biedronka", "To moja bie. Dronka leci"),
        ("Big Star", "It was big 🐸 star"),
        ("H&M", "hm"),
        ("Dino", "d1no"),
        ("10 Minut", "i0m1nut"),
        ("Żabka", ""),
    ],
)
def test_a_part_of_another_word_is_no_mention(name: str, text: str) -> None:
    assert rules(name, text) == []


def test_a_literal_term_is_never_spaced_out_or_in_leet() -> None:
    terms = [Term("handle", "@zabkapl", is_literal=True), Term("domain", "zabka.pl", is_literal=True)]
    assert hits("zabkapl @zabkap1 jan@zabkapl zabka pl @zabkaplus", *terms) == []
    assert [hit.term_id for hit in hits("@zabkapl https://zabka.pl/x", *terms)] == ["handle", "domain"]


def test_a_hit_points_into_the_original_text() -> None:
    text = "👩‍🍳 ﬁne straße … Dzien\u0301! \u200bŻ\u200babka"
    found = hits(text, ZABKA, Term("day", "Dzień"))
    assert [hit.matched for hit in found] == ["Dzien\u0301", "Ż\u200babka"]
    assert [text[hit.start : hit.end] for hit in found] == ["Dzien\u0301", "Ż\u200babka"]


def test_a_closer_writing_scores_higher() -> None:
    found = hits("Z4bka Zаbkа Ż-a-b-k-a #NaszaZabka zabka ŻABKA Żabka")
    scores = [hit.score for hit in found]
    assert scores == sorted(scores)
    assert len(set(scores)) == 7


def test_a_word_that_must_not_be_there_silences_the_name() -> None:
    term = Term("play", "Play", excludes=("press play", "playlist*"))
    assert hits("Press, play!", term) == []
    assert hits("My playlists on Play", term) == []
    assert len(hits("Play again", term)) == 1


def test_a_name_that_needs_context_counts_only_beside_it() -> None:
    term = Term("play", "Play", context=("zasięg*", "operator"))
    assert hits("I play chess", term) == []
    assert len(hits("Play nie ma zasięgu", term)) == 1
    assert hits("operatorka gra w Play", term) == []


def test_terms_that_overlap_are_all_reported() -> None:
    found = hits("Żabka Polska", ZABKA, Term("firm", "Żabka Polska"), Term("zabka-2", "zabka"))
    assert [hit.term_id for hit in found] == ["firm", "zabka", "zabka-2"]


def test_a_term_found_twice_at_one_place_keeps_its_best_rule() -> None:
    assert [hit.rule for hit in hits("Żabka", Term("z", "zabka"), Term("z", "Żabka"))] == ["exact"]


@pytest.mark.parametrize("text", ["", "🐸", "!!!", "\u200b"])
def test_a_name_without_letters_is_refused(text: str) -> None:
    with pytest.raises(Problem, match="no letters"):
        Matcher([Term("x", text)])


def test_a_name_without_end_is_refused() -> None:
    with pytest.raises(Problem, match="200"):
        Matcher([Term("x", "a" * 201)])


def test_no_terms_find_nothing() -> None:
    assert Matcher([]).find("Żabka") == []


def test_a_hostile_text_takes_linear_time() -> None:
    matcher = Matcher([Term(str(length), "a" * length) for length in range(2, 12)])
    assert matcher.find("a" * 5_000) == []
    assert matcher.find("#" + "a" * 5_000) == []
    assert hits("\u0301" * 100_000 + "4" * 100_000) == []


@given(TEXTS)
def test_every_hit_lies_where_it_says(text: str) -> None:
    for hit in hits(text, ZABKA, Term("tokyo", "東京"), Term("p", "Polska"), Term("ab", "ab")):
        assert text[hit.start : hit.end] == hit.matched
        assert key(hit.matched)


@given(TEXTS)
def test_folding_never_loses_its_place(text: str) -> None:
    folded = fold(text)
    origin = list(range(len(text))) if folded.origin is None else list(folded.origin)
    assert len(origin) == len(folded.text)
    assert origin == sorted(origin)
    assert all(0 <= place < len(text) for place in origin)


@given(TEXTS)
@example("﹘ʼn")
def test_folding_twice_changes_nothing(text: str) -> None:
    assume(not has_foreign(text))  # one disguise can hide another; those are listed above
    once = key(text)
    assert key(once) == once


@given(TEXTS, st.sampled_from(["Żabka", "Big Star", "東京堂", "zabka.pl"]))
def test_a_name_of_its_own_is_found_in_any_text(text: str, name: str) -> None:
    assert any(hit.matched == name for hit in hits(f"{text}\n{name}\n{text}", Term("n", name)))
