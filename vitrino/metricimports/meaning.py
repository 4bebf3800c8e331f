"""What a row says: the numbers of a post, or of a day of the account. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import cast
from zoneinfo import ZoneInfo

from vitrino.domain.message import Message, say
from vitrino.domain.problem import Problem
from vitrino.imports.reading import RawRow, Table
from vitrino.metricimports import dates
from vitrino.metricimports.dates import Order
from vitrino.metricimports.figures import number
from vitrino.metricimports.headings import METRIC_FIELDS, folded, unit_of

_TOTALS = frozenset({"total", "totals", "suma", "razem", "lacznie", "gesamt", "gesamtsumme", "summe", "sumo", "entute"})
# Words in which exports say what a post is made of, as they begin or end; the first that fits.
_FORMATS: tuple[tuple[str, str], ...] = (
    ("carousel", "carousel"), ("karuzela", "carousel"), ("karussell", "carousel"), ("album", "carousel"),
    ("reel", "video"), ("rolka", "video"), ("video", "video"), ("film", "video"), ("short", "video"),
    ("story", "story"), ("relacja", "story"), ("stories", "story"),
    ("image", "image"), ("photo", "image"), ("zdjecie", "image"), ("obraz", "image"), ("bild", "image"),
    ("foto", "image"), ("link", "link"), ("poll", "poll"), ("ankieta", "poll"), ("umfrage", "poll"),
    ("text", "text"), ("tekst", "text"), ("status", "text"),
)  # fmt: skip


@dataclass(frozen=True)
class PostSays:
    """A post and its numbers. Empty and None where the file says nothing."""

    id: str
    link: str
    text: str
    at: datetime | None
    format: str
    account: str
    values: Mapping[str, int]


@dataclass(frozen=True)
class DaySays:
    """A day of the account; values may hold "followers", a total."""

    day: date
    values: Mapping[str, int]


@dataclass(frozen=True)
class Bad:
    """What is wrong with a row, in which column, and what to do about it."""

    column: str
    message: Message


def is_of_posts(columns: Mapping[str, str]) -> bool:
    """Whether the rows are posts; else they are days."""
    return bool({"id", "link", "text"} & set(columns.values()))


def check(columns: Mapping[str, str]) -> None:
    """Raises Problem for a table that can say nothing."""
    named = set(columns.values())
    if not named & {*METRIC_FIELDS, "followers"}:
        raise Problem(say("No column holds numbers of a kind that Vitrino knows. Say below what the columns mean."))
    if not is_of_posts(columns) and "day" not in named:
        raise Problem(say("It can't be seen which post or which day a row is about. Choose that column below."))


def order_in(table: Table, columns: Mapping[str, str]) -> tuple[Order, bool]:
    """The order of day and month that the file itself gives away, and whether a person has to be asked."""
    cells = [row.cells[int(key)] for row in table.rows if row.problem is None
             for key, field in columns.items() if field in ("at", "day") and int(key) < len(row.cells)]  # fmt: skip
    shown = {order for cell in cells if (order := dates.order_shown_by(cell))}
    if len(shown) == 1:
        return cast(Order, shown.pop()), False
    return "", any(dates.is_ambiguous(cell) for cell in cells)


class Reader:
    """Reads rows of one table in one way. now: what lies behind it has not happened."""

    def __init__(self, headings: Sequence[str], columns: Mapping[str, str], order: Order, zone: ZoneInfo,
                 as_of: datetime) -> None:  # fmt: skip
        self.headings, self.columns, self.order, self.zone, self.as_of = headings, columns, order, zone, as_of
        self.of_posts = is_of_posts(columns)
        self._by_field = {field: int(key) for key, field in columns.items() if field}

    def row(self, raw: RawRow) -> PostSays | DaySays | Bad:
        """What the row says, or the first thing that is wrong with it."""
        if raw.problem is not None:
            return Bad("", raw.problem)
        first = next((cell for cell in raw.cells if cell), "")
        if folded(first) in _TOTALS:
            return Bad("", say("This row adds up the others; it is left out."))
        try:
            values = self._values(raw)
            return self._post(raw, values) if self.of_posts else self._day(raw, values)
        except _Spoiled as spoiled:
            return Bad(self._heading(spoiled.field), spoiled.message)

    def _values(self, raw: RawRow) -> dict[str, int]:
        found: dict[str, int] = {}
        for field in (*METRIC_FIELDS, "followers"):
            if field in self._by_field:
                value = self._number(raw, field)
                if value is not None:
                    found[field] = value
        if not found:
            raise _Spoiled("", say("There is no number in this row."))
        return found

    def _number(self, raw: RawRow, field: str) -> int | None:
        try:
            return number(self._cell(raw, field), unit_of(field, self._heading(field)))
        except Problem as problem:
            raise _Spoiled(field, problem.message) from None

    def _post(self, raw: RawRow, values: dict[str, int]) -> PostSays:
        values.pop("followers", None)
        remote_id, link, text = (self._cell(raw, field) for field in ("id", "link", "text"))
        if not (remote_id or link or text):
            raise _Spoiled("", say("It can't be seen which post this row is about: it has no id, no link and no text."))
        return PostSays(
            id=_whole_id(remote_id), link=link if link.lower().startswith("http") else "", text=text[:20_000],
            at=self._at(raw), format=format_of(self._cell(raw, "format")), account=self._cell(raw, "account"),
            values=values,
        )  # fmt: skip

    def _at(self, raw: RawRow) -> datetime | None:
        """When the post went out; a column called just "date" counts when it holds one (Meta writes "Lifetime")."""
        if self._cell(raw, "at"):
            return self._moment(raw, "at")
        return self._moment(raw, "day") if re.search(r"\d{4}", self._cell(raw, "day")) else None

    def _day(self, raw: RawRow, values: dict[str, int]) -> DaySays:
        return DaySays(self._moment(raw, "day").astimezone(self.zone).date(), values)

    def _moment(self, raw: RawRow, field: str) -> datetime:
        try:
            found, _has_time = dates.moment(self._cell(raw, field), order=self.order, zone=self.zone)
        except Problem as problem:
            raise _Spoiled(field, problem.message) from None
        if found > self.as_of:
            raise _Spoiled(field, say("This lies after the day of the export. Is the year right, and the day?"))
        if found.year < 2004:
            raise _Spoiled(field, say("This was before there were such networks. Is the year right?"))
        return found

    def _cell(self, raw: RawRow, field: str) -> str:
        place = self._by_field.get(field)
        return raw.cells[place].strip() if place is not None and place < len(raw.cells) else ""

    def _heading(self, field: str) -> str:
        place = self._by_field.get(field)
        return self.headings[place] if place is not None else ""


class _Spoiled(Exception):
    def __init__(self, field: str, message: Message) -> None:
        super().__init__(str(message))
        self.field, self.message = field, message


def format_of(text: str) -> str:
    word = folded(text)
    return next((form for part, form in _FORMATS if part in word), "")


def link_key(link: str) -> str:
    """Two links to one post are the same without protocol, www, question and final slash."""
    plain = re.sub(r"^https?://(www\.|m\.)?", "", link.strip().lower())
    return re.split(r"[?#]", plain)[0].rstrip("/")


def text_key(text: str) -> str:
    """The beginning of a text as it is compared: exports cut, and change spaces."""
    return re.sub(r"\W+", "", text.lower())[:60]


def _whole_id(text: str) -> str:
    """An id that a spreadsheet has made a number of is spoiled beyond repair: 1.79E+16 names no post."""
    if re.fullmatch(r"[0-9][.,][0-9]+E\+[0-9]+", text, re.IGNORECASE):
        raise _Spoiled("id", say("The spreadsheet has rounded this id. Bring the file as it was downloaded, please."))
    return text.strip("'\" ")[:300]
