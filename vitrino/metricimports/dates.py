"""Days and times as exports write them, in several orders and languages. Pure."""

from __future__ import annotations

import re
import unicodedata
from datetime import UTC, datetime, time, timedelta, timezone
from typing import Literal
from zoneinfo import ZoneInfo

from vitrino.domain.message import say
from vitrino.domain.problem import Problem

Order = Literal["", "dmy", "mdy"]
# The first three letters are enough for most; where two months share them, more are compared first.
_MONTHS = (
    ("jan", "sty"), ("feb", "lut"), ("mar", "maer", "mrz"), ("apr", "kwi"), ("may", "mai", "maj"), ("jun", "cze"),
    ("jul", "lip"), ("aug", "sie", "aug"), ("sep", "wrz"), ("oct", "okt", "paz"), ("nov", "lis"), ("dec", "dez", "gru"),
)  # fmt: skip
_NUMERIC = re.compile(r"^(\d{1,2})([./-])\s?(\d{1,2})\2\s?(\d{4})$")
_ISO = re.compile(r"^(\d{4})([./-])(\d{1,2})\2(\d{1,2})$")
_WORDS = re.compile(r"^(?:(\d{1,2})\.?\s+([^\W\d]+)\.?|([^\W\d]+)\.?\s+(\d{1,2})),?\s+(\d{4})$")
_WEEKDAY = re.compile(r"^[^\W\d]{2,12}\.?,\s+")
_CLOCK = re.compile(
    r"[T\s,]+(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?\s*([AaPp]\.?\s?[Mm]\.?)?\s*(Z|UTC|[+-]\d{2}:?\d{2})?$"
)


def is_ambiguous(text: str) -> bool:
    """Whether day and month could be exchanged: 03/04/2026, but not 13/04/2026."""
    found = _NUMERIC.match(_day_part(text.strip())[0])
    if found is None or found[2] == ".":
        return False
    return int(found[1]) <= 12 and int(found[3]) <= 12 and int(found[1]) != int(found[3])


def order_shown_by(text: str) -> Order:
    """The order that a single date gives away: 25/03/2026 has the day first."""
    found = _NUMERIC.match(_day_part(text.strip())[0])
    if found is None:
        return ""
    if found[2] == "." or int(found[1]) > 12:
        return "dmy"
    return "mdy" if int(found[3]) > 12 else ""


def moment(text: str, *, order: Order, zone: ZoneInfo) -> tuple[datetime, bool]:
    """When (aware), and whether a time of day was told; without one it is noon there. Raises Problem."""
    day_text, clock = _day_part(text.strip())
    year, month, day = _day(_WEEKDAY.sub("", day_text), order, text)
    try:
        wall = datetime.combine(datetime(year, month, day), _time(clock))
    except ValueError:
        raise Problem(say("There is no day “{cell}” in the calendar.", cell=text[:40])) from None
    offset = clock[5] if clock else None
    return wall.replace(tzinfo=_offset(offset) if offset else zone), clock is not None


def _day_part(text: str) -> tuple[str, re.Match[str] | None]:
    clock = _CLOCK.search(text)
    return (text[: clock.start()].strip(" ,T") if clock else text), clock


def _day(text: str, order: Order, whole: str) -> tuple[int, int, int]:
    if found := _ISO.match(text):
        return int(found[1]), int(found[3]), int(found[4])
    if found := _NUMERIC.match(text):
        first, second, year = int(found[1]), int(found[3]), int(found[4])
        is_month_first = (order or order_shown_by(text)) == "mdy" and found[2] != "."
        return (year, first, second) if is_month_first else (year, second, first)
    if found := _WORDS.match(text):
        month = _month(found[2] or found[3])
        if month:
            return int(found[5]), month, int(found[1] or found[4])
    raise Problem(say("“{cell}” is no date with a year. Write it as 2026-11-22.", cell=whole[:40]))


def _month(word: str) -> int:
    plain = unicodedata.normalize("NFKD", word.lower().replace("ä", "ae")).encode("ascii", "ignore").decode()
    return next((n for n, names in enumerate(_MONTHS, start=1) if plain.startswith(names)), 0)


def _time(clock: re.Match[str] | None) -> time:
    if clock is None:
        return time(12)
    hour, half = int(clock[1]), (clock[4] or "").lower()[:1]
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    return time(hour, int(clock[2]), int(clock[3] or 0))


def _offset(text: str) -> timezone:
    if text in ("Z", "UTC"):
        return UTC
    sign, digits = (-1 if text[0] == "-" else 1), text[1:].replace(":", "")
    return timezone(sign * timedelta(hours=int(digits[:2]), minutes=int(digits[2:])))
