"""What somebody gave, as sites write it, put on one scale from 1 to 5."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Scale = Literal["", "5", "10", "100", "thumbs"]
SCALES: tuple[Scale, ...] = ("", "5", "10", "100", "thumbs")
_NUMBER = re.compile(r"\d{1,3}(?:[.,]\d{1,3})?")
_OUT_OF = re.compile(r"(\d{1,3}(?:[.,]\d{1,3})?)\s*(?:/|\bout of\b|\bof\b|\bz\b|\bna\b|\bel\b|\bde\b)\s*(\d{1,3})\b")
_FULL, _EMPTY = "★⭐🌟", "☆✩"
_UP = ("👍", "recommend", "recommended", "positive", "yes", "polecam", "poleca", "pozytywna", "pozytywny", "tak",
       "rekomendas", "pozitiva", "jes", "thumbs up", "up")  # fmt: skip
_DOWN = ("👎", "not recommended", "doesn't recommend", "does not recommend", "don't recommend", "negative", "no",
         "nie polecam", "nie poleca", "negatywna", "negatywny", "nie", "ne rekomendas", "negativa", "ne",
         "thumbs down", "down")  # fmt: skip


@dataclass(frozen=True)
class Rating:
    """stars: 1..5. given: as it was written, for the person who looks."""

    stars: int
    given: str


def read_rating(cell: str, scale: Scale = "") -> Rating | None:
    """ "4,5/5", "8/10", "★★★★☆", "90 %", "polecam", "4.5" by `scale`; None for anything else and beyond the scale.

    A half goes up, so that a 9 of 10 is five stars; a zero, which some sites know, is one star.
    """
    given = " ".join(cell.split())[:60]
    return _by_signs(given) or _by_words(given) or _by_numbers(given, scale)


def guess_scale(cells: Iterable[str]) -> Scale:
    """The smallest scale that holds all plain numbers; 5 when nothing speaks against it."""
    plain = [_value(one.strip()) for one in cells if _NUMBER.fullmatch(one.strip())]
    largest = max(plain, default=0.0)
    return "5" if largest <= 5 else "10" if largest <= 10 else "100"


def _by_signs(given: str) -> Rating | None:
    full = sum(given.count(sign) for sign in _FULL)
    if full == 0 and not any(sign in given for sign in _EMPTY):
        return None
    return Rating(max(1, full), given) if full <= 5 else None


def _by_words(given: str) -> Rating | None:
    said = given.casefold().strip(" .!")
    if said in _DOWN:
        return Rating(1, given)
    return Rating(5, given) if said in _UP else None


def _by_numbers(given: str, scale: Scale) -> Rating | None:
    if found := _OUT_OF.search(given.casefold()):
        return _on_five(_value(found[1]), int(found[2]), given)
    numbers = _NUMBER.findall(given)
    if len(numbers) != 1 or given.startswith("-"):
        return None
    if scale == "thumbs":
        return {"1": Rating(5, given), "0": Rating(1, given)}.get(numbers[0])
    top = 100 if "%" in given else int(scale or guess_scale(numbers))
    return _on_five(_value(numbers[0]), top, given)


def _on_five(value: float, top: int, given: str) -> Rating | None:
    if top <= 0 or value > top:
        return None
    return Rating(max(1, int(value / top * 5 + 0.5)), given)


def _value(number: str) -> float:
    return float(number.replace(",", "."))
