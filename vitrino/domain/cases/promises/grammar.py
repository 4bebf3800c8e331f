"""Expressions of time in a sentence: a length ("within 24 hours"), or a day and a time of day in any order.

Reading is by the words of one language, from left to right, always the longest expression at a place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from vitrino.domain.cases.promises.vocabulary import Token, Unit, Vocabulary

_CLOCK = re.compile(r"(\d{1,2})[:.](\d{2})")
_NUMBER = re.compile(r"\d{1,3}(?:[.,]5)?")
_DAY_MONTH = re.compile(r"(\d{1,2})[./](\d{1,2})(?:[./](\d{4}))?")
# What is counted or paid, not a time: "up to 5 people", "do 20 zł".
_COUNTED = re.compile(
    r"%|€|\$|£|(?:zl|pln|eur|usd|gbp|kg|g|km|cm|m|l|ml|szt|pcs|x)\b|osob|sztuk|person|people|items|pers"
)
_MOST_SKIPPED = 3


@dataclass(frozen=True, slots=True)
class Length:
    """So much from now on."""

    amount: float
    unit: Unit


@dataclass(frozen=True, slots=True)
class Day:
    """One of: days from today, a weekday (0..6, in the next week when `is_next`), a date, the end of something."""

    offset: int | None = None
    weekday: int | None = None
    is_next: bool = False
    is_this: bool = False
    month: int = 0
    day: int = 0
    year: int = 0
    end: str = ""


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day; 24:00 is midnight at its end. is_vague_half: 5 may be 17. is_part: "noon", "in the evening"."""

    hour: int
    minute: int = 0
    is_vague_half: bool = False
    is_part: bool = False


@dataclass(frozen=True, slots=True)
class Expression:
    """What stands at tokens [first, last). has_limit: a word like "by" or "within" makes it a due time.

    is_before: "before Saturday" is over when Friday is.
    """

    first: int
    last: int
    length: Length | None = None
    day: Day | None = None
    clock: Clock | None = None
    has_limit: bool = False
    is_before: bool = False
    is_vague: bool = False


def expressions(tokens: Sequence[Token], words: Vocabulary) -> Iterator[Expression]:
    """Every expression of time in a text, vague ones too, in order; none overlapping."""
    place = 0
    while place < len(tokens):
        found = _Reader(tokens, words, place).read()
        if found is None:
            place += 1
        else:
            yield found
            place = found.last


class _Reader:
    """Reads one expression that begins at a place."""

    def __init__(self, tokens: Sequence[Token], words: Vocabulary, first: int) -> None:
        self.tokens, self.words, self.first, self.place = tokens, words, first, first
        self.has_limit = self.is_marked = self.is_before = False

    def read(self) -> Expression | None:
        return self._read_vague() or self._read_length() or self._read_point()

    def _read_vague(self) -> Expression | None:
        """ "soon", and "within a few days": words that everybody understands differently."""
        if self._take("vague"):
            return Expression(self.first, self.place, is_vague=True)
        self._take("within") or self._take("by")
        self._take("articles")
        if self._take("few"):
            self._take("few")
            self._take("working")
            if self._take("units"):
                self._take("working")
                return Expression(self.first, self.place, is_vague=True)
        self.place = self.first
        return None

    def _read_length(self) -> Expression | None:
        """within 24 hours, in two working days, w ciągu 2-3 dni roboczych, ene de tago."""
        has_limit = bool(self._take("within") or self._take("by") or self._take("before"))
        while self._take("about") or self._take("articles"):
            pass
        start = self.place
        counted, end = self._read_counted(), self.place
        self.place = start
        whole = self._read_whole()
        length = whole if self.place > end else counted
        self.place = max(self.place, end)
        if length is None or not has_limit:
            self.place = self.first
            return None
        self._take("latest")
        return Expression(self.first, self.place, length=length, has_limit=True)

    def _read_whole(self) -> Length | None:
        """An hour, a week; but "do godziny 17" is a time of day."""
        found = self._take("lengths")
        is_hour_next = self._ahead()[:1].isdigit() or self.words.match("hours", self.tokens, self.place)
        return None if found is None or is_hour_next else Length(*found[0])

    def _read_counted(self) -> Length | None:
        """A number or range and what it counts; of a range the end is meant."""
        start = self.place
        amount = self._read_number()
        if amount is None:
            return None
        before = self.place
        if self._take("ranges"):
            last = self._read_number()
            if last is None:
                self.place = before
            amount = last or amount
        if self._ahead() == "-":
            self.place += 1
        is_working = bool(self._take("working"))
        unit = self._take("units")
        if unit is None:
            self.place = start
            return None
        is_working = bool(self._take("working")) or is_working
        kind: Unit = unit[0]
        return Length(amount, Unit.WORKDAY if is_working and kind is Unit.DAY else kind)

    def _read_number(self) -> float | None:
        if _NUMBER.fullmatch(self._ahead()):
            self.place += 1
            return float(self.tokens[self.place - 1].word.replace(",", "."))
        found = self._take("numbers")
        return None if found is None else float(found[0])

    def _read_point(self) -> Expression | None:
        """A day, a time of day or both; "tomorrow by 5 pm" and "by 5 pm tomorrow" alike."""
        self._skip_markers()
        made = Expression(self.first, self.first)
        while (after := self._read_piece(made)) is not None:
            made = replace(after, last=self.place, has_limit=self.has_limit, is_before=self.is_before)
            self._skip_markers(comma=True)
        self.place = made.last
        # A bare "17" without "at" or "by" is any number.
        if made.day is None and not (made.clock and (made.has_limit or self.is_marked)):
            return None
        has_latest = bool(self._take("latest"))
        return replace(made, last=self.place, has_limit=made.has_limit or has_latest)

    def _read_piece(self, made: Expression) -> Expression | None:
        """The expression with one more piece, or None where no piece it lacks stands here."""
        if made.day is None and made.clock is None and (moment := self._take("moments")):
            offset, hour, minute = moment[0]
            return replace(made, day=Day(offset=offset), clock=Clock(hour, minute, is_part=True))
        if made.day is None or made.day.end == "day":
            day = self._read_day()
            if day is not None:
                return replace(made, day=day)
        elif (day := self._read_same_day(made.day)) is not None:
            return replace(made, day=day)
        if made.clock is None or made.clock.is_vague_half:
            part = self._take("parts")
            if part is not None:
                hour, minute = part[0]
                return replace(made, clock=_with_part(made.clock, Clock(hour, minute, is_part=True)))
        if (made.clock is None or made.clock.is_part) and (clock := self._read_clock()) is not None:
            return replace(made, clock=_with_part(clock, made.clock))
        return None

    def _read_same_day(self, known: Day) -> Day | None:
        """The day once more in other words: "tomorrow, end of day", "by Monday, 8 June", "8 June, Monday"."""
        start = self.place
        if (end := self._take("ends")) and end[0] == "day":
            return known
        self.place = start
        found = self._read_day()
        if found is not None and known.weekday is not None and found.month and not known.month:
            return found
        if found is not None and found.weekday is not None and known.weekday is None and not known.end:
            return known
        self.place = start
        return None

    def _skip_markers(self, *, comma: bool = False) -> None:
        """Pass over "by", "at", "on the" and a comma; remember that a limit or a time of day is meant."""
        if comma and self._ahead() == ",":
            self.place += 1
        for _ in range(_MOST_SKIPPED):
            if self._take("by"):
                self.has_limit = True
            elif self._take("before"):
                self.has_limit = self.is_before = True
            elif self._take("at"):
                self.is_marked = True
            elif not (self._take("on") or self._take("articles")):
                return

    def _read_day(self) -> Day | None:
        for kind, name in (("ends", "end"), ("days", "offset")):
            if found := self._take(kind):
                return Day(**{name: found[0]})
        start = self.place
        is_next, is_this = bool(self._take("next")), bool(self._take("this"))
        if weekday := self._take("weekdays"):
            is_next = bool(self._take("next")) or is_next
            return Day(weekday=weekday[0], is_next=is_next, is_this=is_this)
        self.place = start
        return self._read_date()

    def _read_date(self) -> Day | None:
        """2026-06-05, 5.06, 5/6/2026, 5 June, June 5th, la 5-an de junio."""
        word = self._ahead()
        start = self.place
        if (numeric := _numeric_date(word)) is not None:
            self.place += 1
            if not self._is_hour_behind():
                return numeric
            self.place = start
            return None
        if month := self._take("months"):
            self._take("articles")
            if self._ahead().isdigit() and 1 <= int(self._ahead()) <= 31 and len(self._ahead()) < 3:
                day = self._number()
                self._take("ordinals")
                return Day(month=month[0], day=day, year=self._year())
        elif word.isdigit() and len(word) < 3:
            day = self._number()
            has_ordinal = bool(self._take("ordinals"))
            self._take("of")
            if month := self._take("months"):
                return Day(month=month[0], day=day, year=self._year())
            if has_ordinal and not self.words.ordinal_is_hour and 1 <= day <= 31:
                return Day(day=day)
        self.place = start
        return None

    def _read_clock(self) -> Clock | None:
        """5 pm, 17:00, 5 o'clock, do 17, o siedemnastej, la 17-a; of a range ("3-5 pm") the end."""
        first = self._read_hour()
        if first is None:
            return None
        start = self.place
        if self._take("ranges"):
            self._take("articles")
            last = self._read_hour()
            if last is not None:
                return last
            self.place = start
        return first

    def _read_hour(self) -> Clock | None:
        start, word = self.place, self._ahead()
        if clock := _CLOCK.fullmatch(word):
            hour, minute, has_colon = int(clock[1]), int(clock[2]), True
        elif word.isdigit() and len(word) < 3:
            hour, minute, has_colon = int(word), 0, False
        elif spelt := self._take("hours"):
            return self._halved(Clock(spelt[0], 0, is_vague_half=spelt[0] < 12)) if self._is_hour_before() else None
        elif (number := self._take("numbers")) and self._is_hour_behind():
            hour, minute, has_colon = int(number[0]), 0, False
            self.place -= 1
        else:
            self.place = start
            return None
        self.place += 1
        if hour > 24 or minute > 59 or (hour == 24 and minute):
            self.place = start
            return None
        is_full = has_colon and (hour > 12 or word.startswith("0"))
        made = self._halved(Clock(hour, minute, is_vague_half=1 <= hour <= 12 and not is_full))
        if made is None or not (has_colon or self._is_hour_before()) or self._counts_things():
            self.place = start
            return None
        self.is_marked = self.is_marked or has_colon
        return made

    def _halved(self, clock: Clock) -> Clock | None:
        """With "am" or "pm" taken in."""
        self._take("ordinals")
        has_clock_word = self._take("oclock")
        half = self._take("halves")
        if has_clock_word or half:
            self.is_marked = True
        if half is None:
            return clock
        if not 1 <= clock.hour <= 12:
            return None
        return Clock(clock.hour % 12 + half[0], clock.minute)

    def _is_hour_behind(self) -> bool:
        """Whether "pm" or "o'clock" follows, so that a number word is an hour."""
        return any(self.words.match(name, self.tokens, self.place) for name in ("oclock", "halves"))

    def _is_hour_before(self) -> bool:
        """Whether "at" or "by" came before, so that "the second" is an hour."""
        return self.is_marked or self.has_limit

    def _counts_things(self) -> bool:
        """Whether the number counts something: units of time are read before, so these are no hour either."""
        if self.words.match("units", self.tokens, self.place) or self.words.match("working", self.tokens, self.place):
            return True
        return bool(_COUNTED.match(self._ahead()))

    def _number(self) -> int:
        self.place += 1
        return int(self.tokens[self.place - 1].word)

    def _year(self) -> int:
        skipped = self._ahead() == ","
        if self._is_year(int(skipped)):
            self.place += 1 + skipped
            return int(self.tokens[self.place - 1].word)
        return 0

    def _is_year(self, ahead: int) -> bool:
        place = self.place + ahead
        return place < len(self.tokens) and bool(re.fullmatch(r"20\d\d", self.tokens[place].word))

    def _take(self, name: str) -> tuple[Any] | None:
        """Pass over a phrase of a kind; its meaning in a tuple, so that 0 is something too."""
        found = self.words.match(name, self.tokens, self.place)
        if found is None:
            return None
        self.place = found[1]
        return (found[0],)

    def _ahead(self) -> str:
        return self.tokens[self.place].word if self.place < len(self.tokens) else ""


def _with_part(clock: Clock | None, part: Clock | None) -> Clock | None:
    """5 "in the afternoon" is 17:00; a part of the day alone is its end."""
    if clock is None or part is None or clock.is_part:
        return part if clock is None or clock.is_part else clock
    if not clock.is_vague_half:
        return clock
    return Clock(clock.hour % 12 + 12 * (part.hour > 12), clock.minute)


def _numeric_date(word: str) -> Day | None:
    """2026-06-05, 5.06, 5/6/2026; 5.30 is a time, and 10.15 as well."""
    try:
        day = date.fromisoformat(word) if len(word) == 10 and "-" in word else None
    except ValueError:
        return None
    if day is not None:
        return Day(year=day.year, month=day.month, day=day.day)
    found = _DAY_MONTH.fullmatch(word)
    if found is None or not (1 <= int(found[1]) <= 31 and 1 <= int(found[2]) <= 12):
        return None
    return Day(day=int(found[1]), month=int(found[2]), year=int(found[3] or 0))
