"""What the columns mean, and what a row says with that: a text, a time, channels, a link. Pure."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from zoneinfo import ZoneInfo

from vitrino.domain.message import Message, say
from vitrino.domain.problem import Problem
from vitrino.domain.slots import Instant
from vitrino.domain.when import parse_when
from vitrino.imports.reading import RawRow, Table

Field = Literal["text", "when", "date", "time", "channels", "link", "first_comment", ""]
Order = Literal["", "dmy", "mdy"]
FIELDS: tuple[Field, ...] = ("", "text", "when", "date", "time", "channels", "link", "first_comment")

# Headings as other tools and people write them, in lower case without signs. Buffer's bulk template: Text, Image URL,
# Tags, Posting Time. Ayrshare: post, platforms, scheduleDate (ayrshare.com/docs/apis/post/bulk-post). Publer: Date,
# Text, Link(s) (help.publer.io). Schedulin: channel, caption, scheduled_at (support.schedulin.app).
_KNOWN: Mapping[str, Field] = {
    **dict.fromkeys(("text", "content", "message", "caption", "post", "tresc", "tekst", "wpis", "teksto", "afiso"),
                    "text"),
    **dict.fromkeys(("postingtime", "scheduledat", "scheduledtime", "scheduledate", "publishdate", "when", "datetime",
                     "postatspecifictime", "kiedy", "datagodzina", "kiam"), "when"),
    **dict.fromkeys(("date", "day", "data", "dzien", "dato", "tago"), "date"),
    **dict.fromkeys(("time", "hour", "godzina", "czas", "horo"), "time"),
    **dict.fromkeys(("channel", "channels", "platform", "platforms", "network", "profile", "account", "kanal", "kanaly",
                     "kanalo", "kanaloj"), "channels"),
    **dict.fromkeys(("link", "links", "url", "odnosnik", "ligilo"), "link"),
    **dict.fromkeys(("firstcomment", "comment", "comments", "pierwszykomentarz"), "first_comment"),
}  # fmt: skip
_PLAIN = str.maketrans("ąćęłńóśźżĉĝĥĵŝŭ", "acelnoszzcghjsu")
_DAY_OR_MONTH_FIRST = re.compile(r"(\d{1,2})([./-])(\d{1,2})\2(\d{4})\b(.*)")


@dataclass(frozen=True)
class Wish:
    """What a row asks for. channels: as written, in lower case; empty means all in use. when None: a draft."""

    text: str
    when: Instant | None
    channels: tuple[str, ...]
    link: str
    first_comment: str


@dataclass(frozen=True)
class Bad:
    """What is wrong with a row, in which column, and what to do about it."""

    column: str
    message: Message


def guess(headings: Sequence[str]) -> dict[str, Field]:
    """Column number as text -> field, for the headings one knows; each field once."""
    found: dict[str, Field] = {}
    for number, heading in enumerate(headings):
        field = _KNOWN.get(_folded(heading), "")
        if field and field not in found.values():
            found[str(number)] = field
    return found


def hash_of_headings(headings: Sequence[str]) -> str:
    return hashlib.sha256(json.dumps([_folded(one) for one in headings]).encode()).hexdigest()


def row_hash(wish: Wish) -> str:
    """The same words for the same channels at the same time are the same row, wherever they stand in a file."""
    when = wish.when.utc.isoformat() if wish.when else ""
    parts = [wish.text, when, sorted(wish.channels), wish.link, wish.first_comment]
    return hashlib.sha256(json.dumps(parts, ensure_ascii=False).encode()).hexdigest()


def dates_are_ambiguous(table: Table, columns: Mapping[str, str]) -> bool:
    """Whether the order of day and month must be asked: somebody wrote 03/04/2026."""
    numbers = [int(key) for key, field in columns.items() if field in ("when", "date")]
    cells = (row.cells[n] for row in table.rows if row.problem is None for n in numbers if n < len(row.cells))
    return any(_DAY_OR_MONTH_FIRST.match(cell) for cell in cells)


def understand(row: RawRow, headings: Sequence[str], columns: Mapping[str, str], *, order: Order, zone: ZoneInfo,
               now: datetime) -> Wish | Bad:  # fmt: skip
    """The row as a wish, or the first thing that is wrong with it."""
    if row.problem is not None:
        return Bad("", row.problem)
    cells = {field: row.cells[int(key)] for key, field in columns.items() if field and int(key) < len(row.cells)}
    text = cells.get("text", "").strip()
    if not text:
        return Bad(_heading(headings, columns, "text"), say("There is no text. Write one, or take the row out."))
    try:
        when = _when(cells, order, zone, now)
    except Problem as problem:
        column = "date" if cells.get("date") else "when"
        return Bad(_heading(headings, columns, column), problem.message)
    link = cells.get("link", "").strip()
    if link and not link.lower().startswith(("https://", "http://")):
        return Bad(_heading(headings, columns, "link"), say("A link begins with https://."))
    channels = tuple(one.strip().lower() for one in re.split(r"[,;|]", cells.get("channels", "")) if one.strip())
    return Wish(text, when, channels, link, cells.get("first_comment", "").strip())


def _when(cells: Mapping[str, str], order: Order, zone: ZoneInfo, now: datetime) -> Instant | None:
    """One column with both, or a day and a time in two."""
    text = cells.get("when", "").strip() or f"{cells.get('date', '')} {cells.get('time', '')}".strip()
    return parse_when(_in_order(text, order), now=now, zone=zone) if text else None


def _in_order(text: str, order: Order) -> str:
    """03/04/2026 14:30 with the year first, once a person has said which of the two is the day."""
    match = _DAY_OR_MONTH_FIRST.match(text)
    if match is None or not order:
        return text
    first, _sign, second, year, rest = match.groups()
    day, month = (first, second) if order == "dmy" else (second, first)
    return f"{year}-{int(month):02}-{int(day):02}{rest}"


def _heading(headings: Sequence[str], columns: Mapping[str, str], field: str) -> str:
    return next((headings[int(key)] for key, one in columns.items() if one == field), "")


def _folded(heading: str) -> str:
    return re.sub(r"[^a-z]", "", re.sub(r"\(.*", "", heading.lower()).translate(_PLAIN))
