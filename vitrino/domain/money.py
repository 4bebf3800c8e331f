"""Amounts of money: whole minor units (grosze, cents) and an ISO 4217 currency, never a float."""

from __future__ import annotations

import re
from decimal import Decimal

# ISO 4217, list one (2025): the currencies that don't have two decimals.
_NONE = frozenset({
    "BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "UYI", "VND", "VUV", "XAF", "XOF",
    "XPF",
})  # fmt: skip
_THREE = frozenset(["BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"])
_FOUR = frozenset({"CLF", "UYW"})
# More than any order; a database's whole number holds it in every currency.
_MOST = 10**15
_AMOUNT = re.compile(r"[+-]?\d{1,18}(\.\d{1,18})?")
_CODE = re.compile(r"[A-Za-z]{3}")


def decimals(currency: str) -> int:
    """How many digits stand behind the point: 0 for yen, 3 for Kuwaiti dinars, mostly 2."""
    code = currency.upper()
    if code in _NONE:
        return 0
    return 3 if code in _THREE else 4 if code in _FOUR else 2


def minor(amount: object, currency: str) -> int | None:
    """The amount in minor units, as shops write it ("61.800000", "-5", 12); None for what is no amount.

    Rounded half to even, the bankers' way, because shops keep more digits than the currency has. Floats are taken by
    their shortest spelling.
    """
    text = _plain(amount)
    if text is None or not is_currency(currency):
        return None
    units = int(Decimal(text).scaleb(decimals(currency)).to_integral_value("ROUND_HALF_EVEN"))
    return units if abs(units) <= _MOST else None


def major(units: int, currency: str) -> str:
    """The amount as shops write it, "61.80"."""
    places = decimals(currency)
    return f"{Decimal(units).scaleb(-places):.{places}f}"


def is_currency(code: str) -> bool:
    """Three plain letters; which of them are in use changes every year."""
    return _CODE.fullmatch(code) is not None


def _plain(amount: object) -> str | None:
    if isinstance(amount, bool) or not isinstance(amount, str | int | float):
        return None
    text = str(amount).strip()
    return text if text.isascii() and _AMOUNT.fullmatch(text) else None
