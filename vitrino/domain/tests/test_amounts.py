"""Numbers of any country's tables are read as they were meant, or not at all."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vitrino.domain import amounts
from vitrino.domain.amounts import Sign


@pytest.mark.parametrize(
    ("cell", "sign", "read"),
    [
        ("1.234,56", ",", "1234.56"),
        ("1,234.56 zł", ".", "1234.56"),
        ("PLN 12,50", ",", "12.50"),
        ("US$1,234.50", ".", "1234.50"),
        ("1 234,00 Kč", ",", "1234.00"),
        ("1'234.50", ".", "1234.50"),
        ("1\u202f234,5 €", ",", "1234.5"),
        ("1.234.567", ",", "1234567"),
        ("-5.00", ".", "-5.00"),
        ("0,123", ",", "0.123"),
    ],
)
def test_one_cell_tells_its_sign(cell: str, sign: Sign, read: str) -> None:
    assert amounts.decimal_sign([cell]) == sign
    assert amounts.plain(cell, sign) == read


@pytest.mark.parametrize("cell", ["", "--", "brak", "12,5,7", "1,23,456", "abc", "1.2.3", "=1+1"])
def test_what_is_no_number_is_not_guessed_at(cell: str) -> None:
    assert amounts.plain(cell, ",") is None or amounts.plain(cell, ".") is None
    assert amounts.money(cell, ",", "PLN") is None
    assert amounts.money(cell, ".", "PLN") is None


def test_the_rest_of_a_column_says_what_one_cell_does_not() -> None:
    assert amounts.decimal_sign(["1,234"]) is None
    assert amounts.decimal_sign(["1,234", "12,5"]) == ","
    assert amounts.decimal_sign(["1,234", "12.5"]) == "."
    assert amounts.is_contradictory(["12,5", "12.5"])
    assert not amounts.is_contradictory(["1,234", "12.5"])


def test_without_a_hint_three_digits_are_thousands() -> None:
    assert amounts.money("1,234", amounts.usual_sign(["1,234"], "PLN"), "PLN") == 123_400
    assert amounts.money("1.234", amounts.usual_sign(["1.234"], "EUR"), "EUR") == 123_400
    assert amounts.money("1.234", amounts.usual_sign(["1.234"], "KWD"), "KWD") == 1_234


@given(
    minor=st.integers(-(10**11), 10**11),
    style=st.sampled_from([(",", "."), (".", ","), (",", " "), (",", "\u00a0"), (".", "'")]),
    beside=st.sampled_from(["{}", "{} zł", "€{}", "PLN {}", "{} Kč"]),
)
def test_every_amount_comes_back_however_it_was_written(minor: int, style: tuple[Sign, str], beside: str) -> None:
    sign, group = style
    number = f"{Decimal(minor) / 100:,.2f}".replace(",", "G").replace(".", sign).replace("G", group)
    cell = beside.format(number)
    assert amounts.decimal_sign([cell]) == sign
    assert amounts.money(cell, sign, "PLN") == minor


@given(st.text(max_size=30))
def test_no_text_breaks_it(text: str) -> None:
    for sign in (",", "."):
        found = amounts.plain(text, sign)
        assert found is None or Decimal(found) is not None
    amounts.decimal_sign([text])
