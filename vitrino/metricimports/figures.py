"""Numbers as exports write them: decimal commas, parted thousands, "1.2K", "--" for nothing. Pure."""

from __future__ import annotations

import re
from typing import Literal

from vitrino.domain.message import say
from vitrino.domain.problem import Problem

Unit = Literal["count", "seconds", "minutes", "hours"]
MOST = 10**15
# What platforms write where they know nothing. An empty cell means the same.
_MISSING = frozenset({"", "-", "--", "---", "–", "—", "n/a", "na", "n.a.", "null", "none", "nan", "b.d.", "bd", "brak",
                      "k.a.", "k. a.", "keine", "neniu", "nenio"})  # fmt: skip
_SPACES = re.compile(r"[\s\u00a0\u202f\u2009'’]")
_SHORT = re.compile(r"^(.*?\d)(k|m|mio\.?|tys\.?|tsd\.?|mln\.?)$", re.IGNORECASE)
_TIMES = {"k": 1_000, "tys": 1_000, "tsd": 1_000, "m": 1_000_000, "mio": 1_000_000, "mln": 1_000_000}
_PLAIN = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_PARTED = re.compile(r"[0-9]{1,3}(?:([.,])[0-9]{3})(?:\1[0-9]{3})*")
_CLOCK = re.compile(r"([0-9]{1,4}):([0-5][0-9])(?::([0-5][0-9]))?")
_SECONDS: dict[Unit, int] = {"count": 1, "seconds": 1, "minutes": 60, "hours": 3600}


def number(text: str, unit: Unit = "count") -> int | None:
    """The whole number in a cell, times in seconds; None where the platform told nothing. Raises Problem.

    A single sign before three digits parts thousands ("1.234", "1,234"), because counts are whole.
    """
    cell = _SPACES.sub("", text.strip())
    if cell.lower() in _MISSING or text.strip().lower() in _MISSING:
        return None
    if "%" in cell:
        raise Problem(say("“{cell}” is a share, not a number. Choose another column.", cell=text[:40]))
    clock = _CLOCK.fullmatch(cell)
    if clock and unit != "count":
        return _of_clock(clock)
    return _in_bounds(_value(cell, text, unit) * _SECONDS[unit], text, unit)


def _value(cell: str, text: str, unit: Unit) -> float:
    short = _SHORT.match(cell)
    if short:
        return float(_decimal(short[1], text)) * _TIMES[short[2].lower().rstrip(".")]
    if unit == "count" and _PARTED.fullmatch(cell):
        return float(re.sub(r"[.,]", "", cell))
    return float(_decimal(cell, text))


def _decimal(cell: str, text: str) -> str:
    """With a dot for the fraction and nothing between thousands. Of two signs the last one begins the fraction."""
    if cell.startswith(("-", "−")):
        raise Problem(say("“{cell}” is less than nothing. A count can't be that.", cell=text[:40]))
    comma, dot = cell.rfind(","), cell.rfind(".")
    if comma > dot:
        plain = cell.replace(".", "").replace(",", ".") if cell.count(",") == 1 else cell.replace(",", "")
    else:
        plain = cell.replace(",", "") if cell.count(".") <= 1 else cell.replace(".", "")
    if not _PLAIN.fullmatch(plain) or len(plain) > 20:
        raise Problem(say("“{cell}” is no number.", cell=text[:40]))
    return plain


def _of_clock(clock: re.Match[str]) -> int:
    first, second, third = clock.groups()
    if third is None:
        return int(first) * 60 + int(second)
    return int(first) * 3600 + int(second) * 60 + int(third)


def _in_bounds(value: float, text: str, unit: Unit) -> int:
    if value >= MOST:
        raise Problem(say("“{cell}” is more than there can be.", cell=text[:40]))
    if unit == "count" and value != round(value):
        raise Problem(say("“{cell}” is no whole number, and counts are whole.", cell=text[:40]))
    return round(value)
