"""Money is never lost on the way from a shop's text to minor units."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vitrino.domain.money import decimals, major, minor

CURRENCIES = st.sampled_from(["PLN", "EUR", "JPY", "KWD", "CLF", "HUF", "RSD"])


@pytest.mark.parametrize(
    ("amount", "currency", "units"),
    [
        ("61.800000", "PLN", 6180),
        ("29.35", "eur", 2935),
        ("1200", "JPY", 1200),
        ("1200.00", "JPY", 1200),
        ("4.250", "KWD", 4250),
        ("-5", "USD", -500),
        (12, "EUR", 1200),
        (19.99, "EUR", 1999),
        (" 7.5 ", "PLN", 750),
        ("0.005", "EUR", 0),
        ("0.015", "EUR", 2),
        ("", "EUR", None),
        ("12,50", "EUR", None),
        ("1e5", "EUR", None),
        ("NaN", "EUR", None),
        ("١٢", "EUR", None),
        (True, "EUR", None),
        (None, "EUR", None),
        ("9" * 18, "EUR", None),
        ("1.00", "EURO", None),
        ("1.00", "", None),
    ],
)
def test_amounts_as_shops_write_them(amount: object, currency: str, units: int | None) -> None:
    assert minor(amount, currency) == units


@given(st.integers(-(10**15), 10**15), CURRENCIES)
def test_there_and_back_is_the_same(units: int, currency: str) -> None:
    assert minor(major(units, currency), currency) == units


@given(st.integers(-(10**15), 10**15), CURRENCIES, st.integers(0, 6))
def test_more_noughts_mean_the_same(units: int, currency: str, noughts: int) -> None:
    written = major(units, currency)
    longer = written + "0" * noughts if "." in written else written
    assert minor(longer, currency) == units


@given(st.text(max_size=30), CURRENCIES)
def test_nothing_a_shop_sends_breaks_it(text: str, currency: str) -> None:
    found = minor(text, currency)
    assert found is None or isinstance(found, int)


@given(st.lists(st.integers(0, 10**6), max_size=20), CURRENCIES)
def test_sums_of_parts_are_the_parts_of_sums(parts: list[int], currency: str) -> None:
    assert sum(minor(major(part, currency), currency) or 0 for part in parts) == sum(parts)


def test_yen_have_no_decimals_and_dinars_three() -> None:
    assert (decimals("jpy"), decimals("PLN"), decimals("KWD"), decimals("CLF")) == (0, 2, 3, 4)
