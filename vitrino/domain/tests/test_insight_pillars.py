import json

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vitrino.domain.insight.pillars import SURE, Classifier, train
from vitrino.domain.insight.pillars.features import letters, plain, signs, words
from vitrino.domain.insight.pillars.softmax import chances, fit

POLISH = [
    ("Tylko dziś zniżka 20 % na wszystkie chleby!", "oferta"),
    ("Rabat na drożdżówki z kodem ZORZA10", "oferta"),
    ("Wyprzedaż pączków: trzy za 9 zł", "oferta"),
    ("Promocja: do każdej kawy rogal gratis", "oferta"),
    ("Jak piec chleb na zakwasie? Trzy porady", "porady"),
    ("Porada piekarza: jak przechowywać chleb", "porady"),
    ("Dlaczego zakwas musi odpocząć? Wyjaśniamy krok po kroku", "porady"),
    ("Jak odświeżyć czerstwą bułkę", "porady"),
    ("Poznajcie Annę, która wstaje o trzeciej w nocy", "ludzie"),
    ("Nasz zespół przy piecu: historia Janka", "ludzie"),
    ("Kulisy piekarni: poznajcie naszych ludzi", "ludzie"),
    ("Anna i Janek świętują dziesięć lat w zespole", "ludzie"),
]
ESPERANTO = [
    ("Nur hodiaŭ: rabato de 20 % por ĉiuj panoj!", "oferto"),
    ("Favorpreza oferto: tri bulkoj por 2 €", "oferto"),
    ("Kiel konservi panon? Konsilo de la bakisto", "konsilo"),
    ("Kial la pasto ripozu: konsiloj por vi", "konsilo"),
]


def test_a_text_gets_the_pillar_of_texts_like_it() -> None:
    classifier = train(POLISH)
    assert classifier.label("Zniżki na chleb z kodem JESIEN").label == "oferta"
    assert classifier.label("Jak zrobić zakwas: porady na zimę").label == "porady"
    assert classifier.label("Poznajcie nasz zespół").label == "ludzie"


def test_it_reads_esperanto() -> None:
    classifier = train(ESPERANTO)
    assert classifier.label("Nova oferto: granda rabato").label == "oferto"
    assert classifier.label("Kiel baki hejme, konsilo").label == "konsilo"


def test_two_labels_are_a_beginning_but_no_certainty() -> None:
    classifier = train([("Rabat 20 %", "oferta"), ("Poznajcie Annę", "ludzie")])
    found = classifier.label("Rabat na chleb")
    assert found.label == "oferta"
    assert 0.5 <= found.p < SURE


def test_one_pillar_is_all_it_knows() -> None:
    found = train([("Rabat 20 %", "oferta")] * 30).label("Poznajcie Annę")
    assert found.label == "oferta"
    assert found.p < SURE


def test_no_labels_are_refused() -> None:
    with pytest.raises(ValueError, match="labelled"):
        train([])


def test_accents_may_be_left_out() -> None:
    assert plain("Żółw i ĈEVALO") == "zolw i cevalo"
    classifier = train(POLISH)
    assert classifier.label("znizka na paczki").label == classifier.label("zniżka na pączki").label == "oferta"


def test_it_can_be_stored_as_json() -> None:
    classifier = train(POLISH)
    again = Classifier.from_json(json.loads(json.dumps(classifier.as_json())))
    assert again.label("Jak piec chleb") == classifier.label("Jak piec chleb")


def test_labels_without_meaning_make_it_unsure() -> None:
    rng = np.random.default_rng(2)
    noise = [(" ".join(rng.choice(list("abcdefghijkl"), 6)), str(rng.choice(["x", "y"]))) for _ in range(60)]
    classifier = train(noise)
    asked = [classifier.label(" ".join(rng.choice(list("abcdefghijkl"), 6))) for _ in range(60)]
    assert sum(one.is_sure for one in asked) <= 6


def test_clear_labels_make_it_sure() -> None:
    rng = np.random.default_rng(2)
    first, other = ["chleb", "bułka", "rogal", "zakwas"], ["kawa", "herbata", "kakao", "sok"]
    clear = [(" ".join(rng.choice(kind, 4)), kind[0]) for kind in (first, other) for _ in range(40)]
    found = train(clear).label("rogal zakwas chleb bułka")
    assert found.label == "chleb"
    assert found.is_sure


def test_signs_are_found_in_all_three_languages() -> None:
    for text in ("20 % sale", "Promocja -20 %", "Granda rabato, 20 %"):
        assert {"!discount", "!percent"} <= signs(plain(text)).keys()
    assert "!price" in signs(plain("Tylko 9,90 zł"))
    assert {"!question", "!link"} <= signs(plain("Co dziś? https://zorza.example")).keys()
    assert "!reply" in signs(plain("@ola dziękujemy!"))


def test_links_names_and_numbers_stand_for_their_kind() -> None:
    assert words("zobacz https://a.example/x @ola 12,50")["<link> <at>"] == 1
    assert words("#chleb")["<tag> chleb"] == 1
    assert letters("chleb")["~leb "] == 1


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.text(max_size=30), st.sampled_from("ab")), min_size=1, max_size=12), st.text(max_size=60))
def test_any_text_gets_one_of_the_labels_and_a_chance(labelled: list[tuple[str, str]], text: str) -> None:
    found = train(labelled).label(text)
    assert found.label in {label for _text, label in labelled}
    assert 0 <= found.p <= 1


def test_the_regression_reaches_its_optimum() -> None:
    """At the optimum the gradient of loss and penalty is zero."""
    rng = np.random.default_rng(4)
    table = rng.normal(size=(20, 6))
    likeness, labels, penalty = table @ table.T, rng.integers(3, size=20), 1.0
    found = fit(likeness, labels, 3, penalty, balance=0.0)
    slope = table.T @ (chances(likeness @ found) - np.eye(3)[labels]) + penalty * table.T @ found
    assert abs(slope).max() < 0.02
