"""What a post is, read from its words; none of these sentences was looked at when the words were chosen."""

from __future__ import annotations

import pytest

from vitrino.domain.balance import SURE, Around, Kind, recognise

SHOP = {"hosts": ("zorza.example",), "products": ("Gift box “Good Morning”", "Rye", "Lniana torba")}
LABELLED = [
    ("en", "Everything 20 % off until Sunday with code AUTUMN24", Kind.SELLS),
    ("en", "Wool socks, £12.50 a pair: https://zorza.example/socks", Kind.SELLS),
    ("en", "Only today: free shipping on every gift box “Good Morning”", Kind.SELLS),
    ("en", "Would you like 15% off? Use code HELLO15", Kind.SELLS),
    ("en", "How to repot an orchid, step by step", Kind.TEACHES),
    ("en", "Quiz: which of these three threads is silk?", Kind.ASKS),
    ("en", "A beautiful bouquet, photo: @anna.florist", Kind.CURATED),
    ("en", "@lucy we are open until six", Kind.ANSWERS),
    ("en", "Thank you for your patience last week, our regulars are the best", Kind.CUSTOMERS),
    ("pl", "Rabat 20% na wszystkie sukienki do niedzieli", Kind.SELLS),
    ("pl", "Lniana torba, 49 zł, do kupienia na miejscu", Kind.SELLS),
    ("pl", "Jak dbać o wełniany sweter: trzy rzeczy, które działają", Kind.TEACHES),
    ("pl", "Zgadnijcie, ile ważył największy arbuz tego lata. Napiszcie w komentarzu!", Kind.ASKS),
    ("pl", "Piękny wieniec, fot. @ola_kwiaty", Kind.CURATED),
    ("pl", "Dziękujemy wszystkim, którzy byli z nami w sobotę", Kind.CUSTOMERS),
    ("eo", "Rabato de 20 % por ĉiuj libroj, kodo LIBRO20", Kind.SELLS),
    ("eo", "Kiel prizorgi lanan ŝalon: kvin aferoj", Kind.TEACHES),
    ("eo", "Kvizo: kiu floro odoras nur nokte?", Kind.ASKS),
    ("eo", "Dankon al ĉiuj, kiuj venis sabate", Kind.CUSTOMERS),
]
UNCLEAR = [
    ("en", "A quiet morning."),
    ("en", "We have 20 chairs and 30 guests"),
    ("pl", "Deszcz za oknem."),
    ("pl", "W sale wykładowej było 30 % studentów"),
    ("eo", "Bela tago."),
    ("en", ""),
]


@pytest.mark.parametrize(("language", "text", "kind"), LABELLED)
def test_a_plain_post_is_recognised_surely(language: str, text: str, kind: Kind) -> None:
    guess = recognise(text, Around(language, **SHOP))  # type: ignore[arg-type]
    assert (guess.kind, guess.is_sure) == (kind, True)
    assert guess.reasons
    assert all(one.kind is kind for one in guess.reasons)


@pytest.mark.parametrize(("language", "text"), UNCLEAR)
def test_what_shows_no_sign_is_asked_about(language: str, text: str) -> None:
    assert recognise(text, Around(language, **SHOP)).p < SURE  # type: ignore[arg-type]


def test_the_reasons_name_what_was_seen() -> None:
    guess = recognise("Gift box “Good Morning” for £29", Around("en", **SHOP))  # type: ignore[arg-type]
    assert [str(one.message) for one in guess.reasons] == ["a price", "a product of yours: Gift box “Good Morning”"]


def test_a_short_product_name_is_no_sign() -> None:
    assert recognise("Rye fields as far as one can see", Around("en", **SHOP)).kind is not Kind.SELLS  # type: ignore[arg-type]


def test_two_likely_kinds_make_the_answer_unsure() -> None:
    guess = recognise("Recipe via @anna: thank you to everybody who asked", Around("en"))
    assert not guess.is_sure


def test_a_kind_somebody_ruled_out_is_not_guessed() -> None:
    text = "20 % off, how to wash it is on the label"
    assert recognise(text, Around("en")).kind is Kind.SELLS
    assert recognise(text, Around("en"), besides={Kind.SELLS}).kind is Kind.TEACHES


def test_a_link_to_others_alone_is_not_enough() -> None:
    guess = recognise("https://magazine.example/rye", Around("en", **SHOP))  # type: ignore[arg-type]
    assert (guess.kind, guess.is_sure) == (Kind.CURATED, False)


def test_without_a_known_language_every_language_is_looked_at() -> None:
    assert recognise("Rabat 20% na wszystko", Around()).kind is Kind.SELLS


def test_a_poll_asks_whatever_its_words() -> None:
    assert recognise("Monday", Around("en", is_poll=True)).kind is Kind.ASKS
