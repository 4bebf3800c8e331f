"""Opening hours as a shop owner types them, in English, Polish or Esperanto: Mon–Fri 9:00–17:00, Sat 9–13.

Days that differ: 2026-12-24 9–13 (once), 25.12 closed or 25 December closed (every year), 2026-07-06–2026-07-19 closed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, time, timedelta
from typing import Any, NoReturn

from vitrino.domain.hours.week import Interval, OpeningHours, YearDay, checked, to_json, year_day
from vitrino.domain.matcher import key
from vitrino.domain.message import say
from vitrino.domain.problem import Problem

_LONGEST = 2_000
_LONGEST_HOLIDAY_DAYS = 100
_TOKEN = re.compile(r"\d{4}-\d{2}-\d{2}|24/7|\d{1,2}(?:[:.]\d{2})?|[^\W\d_]+\.?|\S")
_DASHES = str.maketrans("–—−‒‑", "-----")
_NAMES: tuple[tuple[str, ...], ...] = (
    ("monday", "poniedzialek", "lundo", "mo", "pn", "lu"),
    ("tuesday", "wtorek", "mardo", "tu", "wt", "ma"),
    ("wednesday", "sroda", "merkredo", "we", "sr", "me"),
    ("thursday", "czwartek", "jaudo", "th", "cz", "ja"),
    ("friday", "piatek", "vendredo", "fr", "pt", "ve"),
    ("saturday", "sobota", "sabato", "sa", "sb"),
    ("sunday", "niedziela", "dimanco", "su", "nd", "di"),
)
_MONTHS: tuple[tuple[str, ...], ...] = (
    ("january", "stycznia", "styczen", "januaro"),
    ("february", "lutego", "luty", "februaro"),
    ("march", "marca", "marzec", "marto"),
    ("april", "kwietnia", "kwiecien", "aprilo"),
    ("may", "maja", "maj", "majo"),
    ("june", "czerwca", "czerwiec", "junio"),
    ("july", "lipca", "lipiec", "julio"),
    ("august", "sierpnia", "sierpien", "augusto"),
    ("september", "wrzesnia", "wrzesien", "septembro"),
    ("october", "pazdziernika", "pazdziernik", "oktobro"),
    ("november", "listopada", "listopad", "novembro"),
    ("december", "grudnia", "grudzien", "decembro"),
)
_CLOSED = frozenset({"closed", "zamkniete", "nieczynne", "fermita", "off"})
_DAILY = frozenset({"daily", "codziennie", "ciutage"})
_TO = frozenset({"-", "to", "do", "until", "til", "gis"})
_AND = frozenset({",", ";", "and", "i", "oraz", "kaj"})
_FROM = frozenset({"from", "od", "de", ":"})
_Day = int | date | YearDay


def parse_hours(text: str) -> dict[str, Any]:
    """The hours as a workspace keeps them (see `from_json`); {} for an empty text. Raises Problem where unclear."""
    return to_json(read_hours(text))


def read_hours(text: str) -> OpeningHours:
    """The hours somebody typed: days, then times; several times a day; dates like 2026-12-24 for days that differ."""
    return _Reader(text).read()


class _Reader:
    """Reads tokens from left to right; each `_take_…` either moves on or leaves everything as it was."""

    def __init__(self, text: str) -> None:
        if len(text) > _LONGEST:
            raise Problem(say("The opening hours can have at most {limit} characters.", limit=_LONGEST))
        self._tokens = _TOKEN.findall(text.translate(_DASHES))
        self._place = 0
        self._week: dict[int, tuple[Interval, ...]] = {}
        self._dates: dict[date, tuple[Interval, ...]] = {}
        self._yearly: dict[YearDay, tuple[Interval, ...]] = {}

    def read(self) -> OpeningHours:
        while self._skip(_AND):
            self._read_group()
        return OpeningHours(self._week, self._dates, self._yearly)

    def _read_group(self) -> None:
        """Days and the times that hold for them."""
        if self._take({"24/7"}):
            self._week = dict.fromkeys(range(7), (Interval(time(0), time(0)),))
            return
        days = self._read_days()
        self._skip(_FROM)
        intervals = () if self._take(_CLOSED) else checked(self._read_intervals())
        for day in days:
            if isinstance(day, date):
                self._dates[day] = intervals
            elif isinstance(day, YearDay):
                self._yearly[day] = intervals
            else:
                self._week[day] = intervals

    def _read_days(self) -> list[_Day]:
        if self._take(_DAILY):
            return [*range(7)]
        days: list[_Day] = []
        while self._skip(_AND) and (first := self._take_day()) is not None:
            days += self._up_to_next_day(first)
        if not days:
            self._refuse()
        return days

    def _up_to_next_day(self, first: _Day) -> Sequence[_Day]:
        """Mon–Fri; Sat–Mon runs over the end of the week; two dates may be 100 days apart."""
        if isinstance(first, YearDay) or not self._take(_TO):
            return [first]
        last = self._take_day()
        if isinstance(first, int) and isinstance(last, int):
            return [(first + step) % 7 for step in range((last - first) % 7 + 1)]
        if isinstance(first, date) and isinstance(last, date) and 0 < (last - first).days < _LONGEST_HOLIDAY_DAYS:
            return [first + timedelta(days=step) for step in range((last - first).days + 1)]
        self._refuse()

    def _read_intervals(self) -> list[Interval]:
        intervals = [self._read_interval()]
        while self._next_is_time_after_comma():
            self._skip(_AND)
            intervals.append(self._read_interval())
        return intervals

    def _next_is_time_after_comma(self) -> bool:
        """Whether "13–17" follows; "1.05 closed" is a day, although 1.05 could be a time."""
        ahead = self._tokens[self._place : self._place + 3]
        is_time = len(ahead) == 3 and key(ahead[0]) in _AND and _clock(ahead[1]) is not None
        return is_time and key(ahead[2]) in _TO | {"am", "pm"}

    def _read_interval(self) -> Interval:
        opens = self._read_time()
        if not self._take(_TO):
            self._refuse()
        return Interval(opens, self._read_time())

    def _read_time(self) -> time:
        found = _clock(self._ahead())
        if found is None:
            self._refuse()
        self._place += 1
        if found.hour <= 12 and self._take({"pm"}):
            return found.replace(hour=found.hour % 12 + 12)
        return found.replace(hour=found.hour % 12) if self._take({"am"}) else found

    def _take_day(self) -> _Day | None:
        token = self._ahead()
        weekday = _weekday(token)
        found = weekday if weekday is not None else _date(token)
        if found is not None:
            self._place += 1
            return found
        return self._take_year_day()

    def _take_year_day(self) -> YearDay | None:
        """25.12, 25.12. or 25 December."""
        day, _, month = self._ahead().partition(".")
        after = self._tokens[self._place + 1] if self._place + 1 < len(self._tokens) else ""
        if not (day + month).isascii():
            return None
        try:
            found = year_day(int(day), int(month) if month else _month(after))
        except ValueError:
            return None
        self._place += 1 if month else 2
        self._place += self._ahead() == "."
        return found

    def _take(self, words: frozenset[str] | set[str]) -> bool:
        is_there = key(self._ahead()).rstrip(".") in words
        self._place += is_there
        return is_there

    def _skip(self, words: frozenset[str]) -> bool:
        """Pass over any of the words; whether anything is left."""
        while self._take(words):
            pass
        return self._place < len(self._tokens)

    def _ahead(self) -> str:
        return self._tokens[self._place] if self._place < len(self._tokens) else ""

    def _refuse(self) -> NoReturn:
        """Raises Problem with the words that couldn't be read."""
        part = " ".join(self._tokens[max(0, self._place - 1) : self._place + 2])
        raise Problem(
            say(
                "The opening hours aren't clear at “{part}”. Write them like this: {example}.",
                part=part[:40],
                example="Mon–Fri 9:00–17:00, Sat 9:00–13:00",
            )
        )


def _weekday(token: str) -> int | None:
    """0..6 for a day's name, its first three letters or more, or its usual abbreviation."""
    name = key(token).rstrip(".")
    if len(name) < 2:
        return None
    for day, names in enumerate(_NAMES):
        if name in names or (len(name) >= 3 and any(full.startswith(name) for full in names)):
            return day
    return None


def _date(token: str) -> date | None:
    try:
        return date.fromisoformat(token)
    except ValueError:
        return None


def _month(token: str) -> int:
    """1..12 for a month's name or its first three letters or more; 0 for anything else."""
    name = key(token).rstrip(".")
    if len(name) < 3:
        return 0
    return next((at for at, names in enumerate(_MONTHS, 1) if any(full.startswith(name) for full in names)), 0)


def _clock(token: str) -> time | None:
    """9, 9:00, 9.30, 24:00 (midnight); None for anything else."""
    hour, _, minute = token.replace(".", ":").partition(":")
    if not token.isascii() or not hour.isdigit() or not (minute or "0").isdigit():
        return None
    if int(hour) > 24 or int(minute or 0) > 59 or (int(hour) == 24 and int(minute or 0)):
        return None
    return time(int(hour) % 24, int(minute or 0))
