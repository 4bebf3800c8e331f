"""The forms of a name: what customers write is among them, and no more than a screen can show."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vitrino.domain.matcher import Matcher, Term
from vitrino.domain.names import LIMIT, by_kind, forms, needs_context
from vitrino.domain.names.polish import inflected
from vitrino.domain.problem import Problem

TRUTH = Path(__file__).with_name("polish_forms.txt")


def texts(name: str, *languages: str) -> set[str]:
    return {form.text for form in forms([name], languages)}  # type: ignore[arg-type]


def truth(group: str) -> Iterator[tuple[str, set[str]]]:
    for line in TRUTH.read_text(encoding="utf-8").splitlines():
        if line.startswith(f"{group}|"):
            _, lemma, singular, plural = line.split("|")
            yield lemma, {form for form in f"{singular},{plural}".split(",") if form}


@pytest.mark.parametrize(("group", "count", "least"), [("ka", 200, 0.99), ("cons", 350, 0.98), ("prop", 300, 0.97)])
def test_polish_forms_of_the_dictionary_are_made(group: str, count: int, least: float) -> None:
    known = list(truth(group))
    assert len(known) > count
    made = sum(len(expected & set(inflected(lemma))) for lemma, expected in known)
    assert made / sum(len(expected) for _, expected in known) >= least


@pytest.mark.parametrize(("group", "most"), [("ka", 20), ("cons", 50), ("prop", 40)])
def test_a_polish_name_has_few_forms_on_average(group: str, most: int) -> None:
    counts = [len(inflected(lemma)) for lemma, _ in truth(group)]
    assert sum(counts) / len(counts) < most


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Żabka", "Żabki Żabce Żabkę Żabką Żabko Żabek Żabkom żabkowy żabkowej"),
        ("Białystok", "Białegostoku Białymstoku Białymstokiem Białemustokowi"),
        ("Krasnystaw", "Krasnegostawu Krasnymstawie"),
        ("GOPR", "GOPR-u GOPR-ze GOPR-em"),
        ("PAT", "PAT-u PA-cie Pacie"),
        ("MOSiR", "MOSiR-u MOSiR-ze"),
        ("Kanin", "Kaninu Kaninie"),
        ("Rosjanin", "Rosjanie Rosjan Rosjanami"),
        ("Kościuszko", "Kościuszki Kościuszce Kościuszką"),
        ("Goethe", "Goethego Goethem"),
        ("Gucci", "Gucciego Guccim"),
        ("Nowacka", "Nowackiej Nowacką"),
        ("Lidl", "Lidla Lidlu Lidlowi Lidlem Lidle Lidlów lidlowy"),
        ("Orlen", "Orlenu Orlenie Orlenem"),
        ("IKEA", "Ikei Ikeę Ikeą"),
        ("CCC", "CCC-u CCC-owi CCC-em"),
        ("Nike", "Nike'a Nike'owi Nike'em"),
        ("Decathlon", "Decathlonu Decathlonie"),
        ("McDonald's", "McDonalda McDonaldzie McDonald'a"),
        ("Allegro", "Allegra Allegrze Allegrem"),
        ("Rossmann", "Rossmanna Rossmannie"),
        ("Kraków", "Krakowa Krakowie"),
        ("Gwiazda", "Gwieździe Gwiazd"),
        ("Play", "Playa Playu Playem playowy"),
        ("Delikatesy", "Delikatesów Delikatesach"),
        ("x-kom", "x-komu x-komie x-komem"),
        ("Biedronka", "Biedronce Biedronek"),
        ("Zakopane", "Zakopanego Zakopanem"),
        ("Sony", "Sony'ego"),
    ],
)
def test_polish_endings(name: str, expected: str) -> None:
    assert set(expected.split()) <= texts(name, "pl")


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Mój Sklep", "Mojego Sklepu, Moim Sklepie, Moich Sklepach"),
        ("Big Star", "Biga Stara, Big Stara, Big Starze"),
        ("Dobra Kawa", "Dobrej Kawy, Dobrą Kawę, Dobrej Kawie"),
        ("Piekarnia Kłos", "Piekarni Kłos, Piekarnię Kłos, Piekarni Kłosa"),
        ("Tania Książka", "Taniej Książki, Tanią Książkę"),
        ("U Ani", ""),
        ("Karczma Pod Lipą", "Karczmy Pod Lipą, Karczmie Pod Lipą"),
    ],
)
def test_polish_names_of_several_words(name: str, expected: str) -> None:
    assert {form for form in expected.split(", ") if form} <= set(inflected(name))


def test_words_behind_a_preposition_stay_as_they_are() -> None:
    assert all(form.endswith(" Pod Lipą") for form in inflected("Karczma Pod Lipą"))
    assert inflected("U Ani") == []


@pytest.mark.parametrize(
    ("name", "language", "expected"),
    [
        ("Vitrino", "eo", "Vitrinon, Vitrinoj, Vitrinojn, Vitrina, Vitrine, Vitrin'"),
        ("Lidl", "eo", "Lidl-on, Lidlon, Lidlo"),
        ("Bona Pano", "eo", "Bonan Panon, Bonaj Panoj, Bonajn Panojn"),
        ("Ŝuo", "eo", "Sxuo, Shuo, Ŝuon"),
        ("Ĉiela Kruĉo", "eo", "Cxiela Krucxo, Chiela Krucho"),
        ("Zalando", "de", "Zalandos"),
        ("Hermes", "de", "Hermes', Hermesfiliale"),
        ("Müller", "de", "Mueller, Müllers"),
        ("Vitrino", "en", "Vitrino's, Vitrinos, Vitrinos'"),
        ("Corner Bakery", "en", "Corner Bakery's, Corner Bakeries"),
        ("Boss", "en", "Boss', Boss's, Bosses"),
        ("Box", "en", "Box's, Boxes"),
        ("Toy", "en", "Toys"),
    ],
)
def test_other_languages(name: str, language: str, expected: str) -> None:
    assert set(expected.split(", ")) <= texts(name, language)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Łódź", "Lodz, @lodz, #Łódź, #Lodz"),
        ("Big Star", "BigStar, bigstar, Big-Star, @bigstar, @big_star, @big.star, #BigStar"),
        ("BigStar24", "Big Star 24, bigstar24, Big-Star-24"),
        ("zabka.pl", "zabka.pl, zabka[.]pl, zabka (dot) pl, zabka dot pl, zabka kropka pl"),
        ("@zabka", "@zabka"),
    ],
)
def test_spellings(name: str, expected: str) -> None:
    assert set(expected.split(", ")) <= texts(name)


def test_an_account_and_a_web_address_are_not_inflected() -> None:
    assert {form.kind for form in forms(["@shop", "#shop", "shop.pl"])} == {"handle", "hashtag", "domain", "obfuscated"}


def test_a_handle_is_not_guessed_from_letters_no_platform_takes() -> None:
    assert "handle" not in by_kind(forms(["東京堂"]))


def test_each_form_is_there_once_and_the_names_come_first() -> None:
    found = forms(["Żabka", "zabka", "Żabka Polska"])
    assert [form.text for form in found[:3]] == ["Żabka", "zabka", "Żabka Polska"]
    assert len({form.text for form in found}) == len(found)


def test_forms_are_grouped_by_kind_with_a_reason() -> None:
    groups = by_kind(forms(["Żabka"], ["pl"]))
    assert [form.text for form in groups["folded"]] == ["Zabka"]
    assert str(groups["inflected"][0].why) == "With a Polish ending"
    assert groups["inflected"][0].language == "pl"


@pytest.mark.parametrize("name", ["A", "ż", "1", "!", "🐸", "-x-"])
def test_a_name_of_one_letter_is_refused(name: str) -> None:
    with pytest.raises(Problem, match="too short"):
        forms([name])


def test_a_name_without_end_is_refused() -> None:
    with pytest.raises(Problem, match="100"):
        forms(["Long " * 30])


def test_too_many_forms_are_refused_and_not_cut_off() -> None:
    with pytest.raises(Problem, match="10000"):
        forms(f"Shop number {number}" for number in range(10_000))
    assert len(forms(["Żabka"])) < LIMIT / 100


def test_blank_names_are_passed_over() -> None:
    assert forms(["", "  "]) == []


@pytest.mark.parametrize("name", ["Era", "Play", "Next", "Gap", "H&M", "Plus", "Żaba"[:3], "dom", "Bona"])
def test_a_name_that_means_something_else_needs_context(name: str) -> None:
    assert needs_context(name)


@pytest.mark.parametrize("name", ["Żabka", "Big Star", "Vitrino", "Allegro", "@era", "Kawiarnia Era"])
def test_a_name_of_its_own_needs_none(name: str) -> None:
    assert not forms([name])[0].needs_context


@given(st.text(min_size=1, max_size=40))
def test_any_name_gives_forms_the_matcher_takes(name: str) -> None:
    try:
        found = forms([name])
    except Problem:
        return
    matcher = Matcher([Term(form.text, form.text, is_literal=form.is_literal) for form in found])
    assert all(any(hit.term_id == form.text for hit in matcher.find(f"a {form.text} b")) for form in found[:20])


@given(st.text("abcdefghijklmnoprstuwyząćęłńóśźż'- ", min_size=2, max_size=30))
def test_any_polish_word_is_inflected_without_harm(name: str) -> None:
    for form in inflected(name):
        assert form.strip() == form
        assert len(form) <= len(name) + 10 * len(name.split())
