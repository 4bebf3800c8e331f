"""How a text sounds, judged on sentences shops really write."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vitrino.domain.voice import LANGUAGES, Wish, breaks, lines, mix, spoken

SAID = [
    # Polish: spoken to
    ("pl", "Czy ma Pani ochotę na chleb z makiem?", "formal"),
    ("pl", "Dziękujemy Państwu za wspólny rok.", "formal"),
    ("pl", "Zapraszamy państwa w sobotę od siódmej.", "formal"),
    ("pl", "Dzień dobry, Panie Marku! Paczka już jedzie.", "formal"),
    ("pl", "Pani Kasiu, przepraszamy za pomyłkę.", "formal"),
    ("pl", "Czy pan zamawiał dwie bułki?", "formal"),
    ("pl", "Szanowni Państwo, jutro piekarnia jest zamknięta.", "formal"),
    ("pl", "Uprzejmie informujemy o zmianie godzin otwarcia.", "formal"),
    ("pl", "Który chleb wolisz na śniadanie?", "informal"),
    ("pl", "Wpadnij do nas w sobotę, kawa czeka.", "informal"),
    ("pl", "Hej, dzięki za wiadomość, zaraz sprawdzimy.", "informal"),
    ("pl", "Kupiłaś u nas zakwas? Pokaż, co upiekłaś!", "informal"),
    ("pl", "Czekamy na was od siódmej rano.", "informal"),
    ("pl", "Dajcie znać, co myślicie o nowej bułce.", "informal"),
    ("pl", "Znajdziesz nas przy rynku, obok Tomasza.", "informal"),
    # Polish: spoken of, or to nobody
    ("pl", "Pan Tomasz piecze u nas od dwudziestu lat.", None),
    ("pl", "Dziś przyszła do nas pani Krysia z ciastem.", None),
    ("pl", "Nasz gulasz podajemy z chlebem na zakwasie.", None),
    ("pl", "Państwa członkowskie ustaliły nowe przepisy o mące.", None),
    ("pl", "Pan młody zamówił u nas tort, a mysz z piernika zrobiła furorę.", None),
    ("pl", "Klientka napisała: „Masz najlepszy chleb w mieście!”. Dziękujemy.", None),
    ("pl", "Tomasz i Łukasz wyciągają z pieca pierwszy bochenek.", None),
    ("pl", "Chleb żytni wychodzi z pieca o szóstej.", None),
    ("pl", "#zobaczjak pieczemy chleb w nocy", None),
    ("pl", "Starsza pani kupiła ostatni bochenek, a kurier czekał.", None),
    ("pl", "Kiermasz w sobotę, afisz wisi na drzwiach.", None),
    ("pl", "Orkisz ma jasny miękisz i chrupiącą skórkę, a jutro upieczemy go znowu.", None),
    # English
    ("en", "Dear Sir or Madam, we regret to inform you of the delay.", "formal"),
    ("en", "Please be advised that we are closed on Monday.", "formal"),
    ("en", "Hey, your loaf is ready!", "informal"),
    ("en", "We're gonna bake all night, wanna come?", "informal"),
    ("en", "Which loaf would you choose for breakfast?", None),
    ("en", "Thank you for asking, we will look at once.", None),
    ("en", "Our yerba mate tea is back on the shelf.", None),
    ("en", "The guys from the mill brought new flour.", None),
    # Esperanto
    ("eo", "Estimata sinjoro, ni petas pardonon pri la eraro.", "formal"),
    ("eo", "Ĉu ci ŝatas nian panon?", "informal"),
    ("eo", "Hej, via pano estas preta!", "informal"),
    ("eo", "Kiun panon vi elektus por la matenmanĝo?", None),
    ("eo", "Sinjoro Kowalski bakas ĉe ni de dudek jaroj.", None),
    ("eo", "Ni notos ĝin ĉi tie por hejmaj fornoj, kaj ĉi tiu pano estas via.", None),
    # German
    ("de", "Möchten Sie unser neues Brot probieren?", "formal"),
    ("de", "Wir danken Ihnen für Ihre Bestellung.", "formal"),
    ("de", "Welches Brot magst du am liebsten?", "informal"),
    ("de", "Wir freuen uns auf euch am Samstag.", "informal"),
    ("de", "Die Kinder kamen früh. Sie kauften zwölf Brötchen.", None),
    ("de", "Unsere Bäckerin liebt ihr Handwerk.", None),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "manner"), SAID, ids=[text for _, text, _ in SAID])
def test_a_text_is_heard_as_it_speaks_to_people(language: str, text: str, manner: str | None) -> None:
    found = spoken(text, language)
    assert found.manner == manner
    assert not found.is_mixed


def test_the_proof_is_the_very_words() -> None:
    text = "Dzień dobry, zapraszamy Państwa w sobotę, wpadnij po chleb."
    [found] = breaks(text, Wish(), "pl")
    assert (found.kind, found.words) == ("mixed", ("Państwa", "wpadnij"))
    assert [text[one.start : one.end] for one in found.spans] == list(found.words)


def test_a_text_in_the_other_manner_departs_from_what_is_settled() -> None:
    [found] = breaks("Zapraszamy Państwa w sobotę.", Wish("informal"), "pl")
    assert (found.kind, found.words) == ("formality", ("Państwa",))
    [found] = breaks("Wpadnij w sobotę.", Wish("formal"), "pl")
    assert (found.kind, found.words) == ("formality", ("Wpadnij",))
    assert breaks("Zapraszamy Państwa w sobotę.", Wish("formal"), "pl") == ()
    assert breaks("Zapraszamy Państwa w sobotę.", Wish(), "pl") == ()


def test_words_that_were_struck_out_are_found_in_their_forms_when_asked() -> None:
    wish = Wish(not_words=lines("super okazja, promocj*\ntanio"))
    [found] = breaks("Super  okazja! W promocji tanio, tanioszka nie.", wish, "pl")
    assert found.words == ("Super  okazja", "promocji", "tanio")
    assert breaks("Zwykły chleb za zwykłą cenę.", wish, "pl") == ()


def test_emoji_beyond_the_budget_are_counted_and_none_while_nothing_is_settled() -> None:
    [found] = breaks("Chleb 🍞🍞🍞 gotowy", Wish(emoji=1), "pl")
    assert (found.kind, len(found.spans)) == ("emoji", 2)
    assert breaks("Chleb 🍞🍞🍞 gotowy", Wish(), "pl") == ()
    assert breaks("Chleb 🍞 gotowy", Wish(emoji=1), "pl") == ()


def test_a_language_nobody_knows_is_not_judged() -> None:
    assert spoken("Vous avez raison", "fr").language == ""
    assert spoken("ok").manner is None


def test_two_voices_need_three_texts_each_and_a_fifth() -> None:
    assert mix((*("formal",) * 3, *("informal",) * 2)) is None
    assert mix((*("formal",) * 3, *("informal",) * 13, *(None,) * 9)) is None
    found = mix(["formal", None, "informal"] * 3)
    assert found is not None
    assert found.odd in (found.formal, found.informal)
    assert mix([]) is None


@settings(max_examples=30)
@given(st.text(max_size=200), st.sampled_from(LANGUAGES))
def test_every_span_lies_in_its_text_and_none_overlap(text: str, language: str) -> None:
    found = spoken(text, language)
    for spans in (found.formal, found.informal):
        assert all(0 <= one.start < one.end <= len(text) for one in spans)
        assert all(left.end <= right.start for left, right in pairwise(spans))
