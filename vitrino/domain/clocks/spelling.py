"""Lengths of time as people type and read them: 30 min, 4 h, 1 h 30 min, 3 d."""

from __future__ import annotations

import re

from vitrino.domain.matcher import key
from vitrino.domain.message import say
from vitrino.domain.problem import Problem

_HOUR, _DAY = 60, 24 * 60
_PART = re.compile(r"(\d{1,5})\s*([^\W\d_]+)\.?")
# The beginnings of units in English, Polish and Esperanto, compared without accents.
_UNITS = (("min", 1), ("h", _HOUR), ("g", _HOUR), ("d", _DAY), ("t", _DAY), ("m", 1))


def read_minutes(text: str) -> int | None:
    """Minutes; None for an empty text. Raises Problem where it isn't clear."""
    told = key(text).strip()
    if not told:
        return None
    parts = _PART.findall(told)
    if not parts or _PART.sub("", told).strip(" ,+"):
        _refuse(text)
    return sum(int(number) * _minutes(unit, text) for number, unit in parts)


def written_minutes(minutes: int) -> str:
    """The same as short as it gets: 3 d, 4 h, 1 h 30 min."""
    if minutes and minutes % _DAY == 0:
        return f"{minutes // _DAY} d"
    hours, rest = divmod(minutes, _HOUR)
    return " ".join(
        part for part in (f"{hours} h" if hours else "", f"{rest} min" if rest or not hours else "") if part
    )


def _minutes(unit: str, text: str) -> int:
    found = next((minutes for beginning, minutes in _UNITS if unit.startswith(beginning)), None)
    return found if found is not None else _refuse(text)


def _refuse(text: str) -> int:
    raise Problem(say("“{text}” isn't clear. Write it like 30 min, 4 h or 3 d.", text=text.strip()[:40]))
