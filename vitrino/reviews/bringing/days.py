"""The day of a review as sites and mails write it. Pure."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time
from email.utils import parsedate_to_datetime
from typing import Literal
from zoneinfo import ZoneInfo

from vitrino.domain.matcher import key
from vitrino.domain.message import Message, say

Order = Literal["", "dmy", "mdy"]
# A day without a time is taken as its noon, so that no time zone moves it to another day.
NOON = time(12)
_EARLIEST = 2000
_TIME = re.compile(r"(?:[T,\s]+|\s+o\s+|\s+at\s+|\s+je\s+)(\d{1,2}):(\d{2})(?::\d{2})?\s*(am|pm)?$", re.IGNORECASE)
_YEAR_FIRST = re.compile(r"(\d{4})[./-](\d{1,2})[./-](\d{1,2})")
_YEAR_LAST = re.compile(r"(\d{1,2})([./-])(\d{1,2})\2(\d{4})")
_DAY_MONTH = re.compile(r"(\d{1,2})(?:st|nd|rd|th|-a)?\.?\s+(?:de\s+|of\s+)?([^\W\d_]{3,})\.?,?\s+(\d{4})")
_MONTH_DAY = re.compile(r"([^\W\d_]{3,})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})")
# The beginnings of months' names in English, Polish (in the genitive, as dates have it) and Esperanto, folded.
_MONTHS = (
    ("jan", "sty"), ("feb", "lut"), ("mar",), ("apr", "kwi"), ("may", "maj"), ("jun", "cze"), ("jul", "lip"),
    ("aug", "sie", "au"), ("sep", "wrz"), ("oct", "paz", "okt"), ("nov", "lis"), ("dec", "gru"),
)  # fmt: skip


class NoDay(ValueError):
    """The text is no day of a review; `message` says why."""

    def __init__(self, message: Message) -> None:
        self.message = message
        super().__init__(str(message))


def is_ambiguous(text: str) -> bool:
    """03/04/2026 can mean two days; 3.04.2026 is written with the day first everywhere dots are used."""
    match = _YEAR_LAST.match(text.strip())
    return bool(match and match[2] != "." and int(match[1]) <= 12 and int(match[3]) <= 12 and match[1] != match[3])


def read_day(text: str, *, order: Order, zone: ZoneInfo, now: datetime) -> datetime:
    """The moment meant, in UTC. Raises NoDay for no day, an ambiguous one, the future and the last century."""
    text = " ".join(text.split())[:80]
    if not text:
        raise NoDay(say("There is no date. When was the review written?"))
    found = _exact(text, zone) or _mail_date(text) or _plain(text, order, zone)
    if found is None:
        raise NoDay(say("“{text}” is no date. Write it like {example}.", text=text, example="2026-05-31"))
    if found.date() > now.astimezone(zone).date():
        raise NoDay(say("“{text}” lies in the future.", text=text))
    if found.year < _EARLIEST:
        raise NoDay(say("“{text}” is too long ago to be right.", text=text))
    return min(found.astimezone(UTC), now)


def _exact(text: str, zone: ZoneInfo) -> datetime | None:
    """ISO 8601 with a time."""
    if ":" not in text or not re.match(r"\d{4}-", text):
        return None
    try:
        found = datetime.fromisoformat(text.removesuffix(" UTC"))
    except ValueError:
        return None
    if text.endswith(" UTC"):
        return found.replace(tzinfo=UTC)
    return found if found.tzinfo else found.replace(tzinfo=zone)


def _mail_date(text: str) -> datetime | None:
    """As mails write it: Sun, 22 Nov 2026 10:00:00 +0100."""
    if not re.search(r"\d{2}:\d{2}:\d{2} [+-]\d{4}|GMT$", text):
        return None
    try:
        found = parsedate_to_datetime(text)
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def _plain(text: str, order: Order, zone: ZoneInfo) -> datetime | None:
    at = _TIME.search(text)
    day = _day(text[: at.start()] if at else text, order)
    if day is None:
        return None
    wall = _clock(at) if at else NOON
    return datetime.combine(day, wall, zone) if wall else None


def _clock(match: re.Match[str]) -> time | None:
    hour, minute, half = int(match[1]), int(match[2]), (match[3] or "").lower()
    hour = hour % 12 + (12 if half == "pm" else 0) if half else hour
    return time(hour, minute) if hour < 24 and minute < 60 else None


def _day(text: str, order: Order) -> date | None:
    text = text.strip(" ,")
    if match := _YEAR_FIRST.fullmatch(text):
        return _date(int(match[1]), int(match[2]), int(match[3]))
    if match := _YEAR_LAST.fullmatch(text):
        return _year_last(text, match, order)
    if match := _DAY_MONTH.fullmatch(text):
        return _date(int(match[3]), _month(match[2]), int(match[1]))
    if match := _MONTH_DAY.fullmatch(text):
        return _date(int(match[3]), _month(match[1]), int(match[2]))
    return None


def _year_last(text: str, match: re.Match[str], order: Order) -> date | None:
    if is_ambiguous(text) and not order:
        raise NoDay(say("“{text}” can mean two days. Say above which number is the day.", text=text))
    first, second = int(match[1]), int(match[3])
    month_first = match[2] != "." and (order == "mdy" or (not order and second > 12))
    day, month = (second, first) if month_first else (first, second)
    return _date(int(match[4]), month, day)


def _month(name: str) -> int:
    folded = key(name)
    return next((n for n, names in enumerate(_MONTHS, 1) if folded.startswith(names)), 0)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
