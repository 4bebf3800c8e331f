"""Numbers as tables of many countries write them: 1.234,56 and 1,234.56 and 1 234,56 zł are the same."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal

from vitrino.domain.money import decimals, minor

Sign = Literal[",", "."]
# Between thousands: spaces of every kind, the Swiss apostrophe.
_BLANKS = re.compile(r"[\s\u00a0\u202f\u2009'’]")
_NUMBER = re.compile(r"[+-]?[\d.,]*\d")
_MONEY_WORDS = re.compile(r"[^\W\d_]{1,4}\.?|[^\w\s.,+\-'’\u2212]")
# What tools write where there is nothing.
NOTHING = frozenset({"", "-", "--", "—", "–", "n/a", "na", "brak", "null", "none"})


def decimal_sign(cells: Iterable[str]) -> Sign | None:
    """What stands before the decimals in a column, from all of its cells together; None where nothing tells.

    "1,234.56" says the point; "12,5" the comma; "1,234" alone may be either, and so may a column of such.
    """
    found = {sign for cell in cells if (sign := _sign_of(_bare(cell))) is not None}
    return found.pop() if len(found) == 1 else None


def is_contradictory(cells: Iterable[str]) -> bool:
    """Whether some cells of a column say comma and others point."""
    return len({sign for cell in cells if (sign := _sign_of(_bare(cell))) is not None}) > 1


def money(cell: str, sign: Sign, currency: str) -> int | None:
    """The amount in minor units; None for what is no amount. A currency's name or sign beside it is passed over."""
    text = plain(cell, sign)
    return None if text is None else minor(text, currency)


def whole(cell: str, sign: Sign) -> int | None:
    """A count ("1 204", "1,204"); None for what is none."""
    text = plain(cell, sign)
    if text is None:
        return None
    head, _point, tail = text.partition(".")
    return int(head) if not tail.strip("0") else None


def plain(cell: str, sign: Sign) -> str | None:
    """The number as programs write it, "1234.56"; None for what is no number with this decimal sign."""
    text = _bare(cell)
    if not _NUMBER.fullmatch(text):
        return None
    other = "." if sign == "," else ","
    head, _sign, tail = text.partition(sign)
    if other in tail or sign in tail or not _is_grouped(head.lstrip("+-"), other):
        return None
    return f"{head.replace(other, '') or '0'}.{tail}" if tail else head.replace(other, "")


def usual_sign(cells: Iterable[str], currency: str) -> Sign:
    """For a column in which nothing tells: three digits behind a sign are thousands, unless the money has three."""
    marks = {mark for cell in cells for mark in (",", ".") if mark in _bare(cell)}
    is_comma = ("," in marks) == (decimals(currency) == 3) if marks else False
    return "," if is_comma else "."


def _is_grouped(head: str, mark: str) -> bool:
    """No marks, or one before every three digits."""
    parts = head.split(mark)
    return len(parts) == 1 or (1 <= len(parts[0]) <= 3 and all(len(part) == 3 for part in parts[1:]))


def _bare(cell: str) -> str:
    return _BLANKS.sub("", _MONEY_WORDS.sub("", cell.strip())).replace("\u2212", "-")


def _sign_of(text: str) -> Sign | None:
    """What this one number says about it."""
    if not _NUMBER.fullmatch(text):
        return None
    if "," in text and "." in text:
        return "," if text.rindex(",") > text.rindex(".") else "."
    for sign, other in ((",", "."), (".", ",")):
        if sign in text:
            if text.count(sign) > 1:
                return other  # type: ignore[return-value]  # one of the two
            head, tail = text.lstrip("+-").split(sign)
            return None if len(tail) == 3 and 1 <= len(head) <= 3 and head != "0" else sign  # type: ignore[return-value]
    return None
