"""What the columns of a table of reviews mean, and what a row says with that. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from zoneinfo import ZoneInfo

from vitrino.connect.reading import link
from vitrino.domain.message import Message, say
from vitrino.domain.reviews.scales import Rating, Scale, guess_scale, read_rating
from vitrino.imports.reading import RawRow, Table
from vitrino.reviews.bringing.days import NoDay, Order, is_ambiguous, read_day

Field = Literal["text", "title", "author", "rating", "date", "url", "id", "answer", "answer_date", ""]
FIELDS: tuple[Field, ...] = ("", "text", "title", "author", "rating", "date", "url", "id", "answer", "answer_date")
_PLAIN = str.maketrans("ąćęłńóśźżĉĝĥĵŝŭ", "acelnoszzcghjsu")
# Headings as review sites and people write them, in lower case, without signs. Judge.me's export: title, body, rating,
# review_date, reviewer_name, reply, reply_date, product_url (judge.me/help, "Import reviews").
_KNOWN: Mapping[str, Field] = {
    **dict.fromkeys(("text", "review", "body", "content", "comment", "reviewtext", "reviewcontent", "reviewbody",
                     "message", "opinia", "tresc", "trescopinii", "komentarz", "recenzo", "teksto", "description"),
                    "text"),
    **dict.fromkeys(("title", "reviewtitle", "headline", "tytul", "tytulopinii", "titolo", "summary"), "title"),
    **dict.fromkeys(("author", "name", "reviewer", "reviewername", "customer", "customername", "user", "username",
                     "nick", "autor", "imie", "klient", "kupujacy", "login", "autoro", "nomo", "consumername"),
                    "author"),
    **dict.fromkeys(("rating", "stars", "score", "starrating", "reviewrating", "reviewstars", "ocena", "gwiazdki",
                     "liczbagwiazdek", "taksado", "steloj", "polecam", "recommendation"), "rating"),
    **dict.fromkeys(("date", "reviewdate", "createdat", "created", "datecreated", "reviewcreatedutc", "published",
                     "data", "dataopinii", "datadodania", "datawystawienia", "dato", "submissiondate"), "date"),
    **dict.fromkeys(("url", "link", "reviewurl", "permalink", "reviewlink", "odnosnik", "adres", "ligilo"), "url"),
    **dict.fromkeys(("id", "reviewid", "idopinii", "numer", "numeropinii", "identigilo", "identyfikator"), "id"),
    **dict.fromkeys(("answer", "reply", "response", "companyreply", "ownerreply", "businessreply", "odpowiedz",
                     "odpowiedzsprzedawcy", "odpowiedzsklepu", "respondo"), "answer"),
    **dict.fromkeys(("answerdate", "replydate", "responsedate", "repliedat", "dataodpowiedzi"), "answer_date"),
}  # fmt: skip


@dataclass(frozen=True)
class Written:
    """A review as a row tells it. key: its id where the site gives one, else "". rating: None where there is none."""

    author: str
    text: str
    rating: Rating | None
    at: datetime
    url: str = ""
    key: str = ""
    answer: str = ""
    answered_at: datetime | None = None


@dataclass(frozen=True)
class Bad:
    """What is wrong with a row, in which column, and what to do about it."""

    column: str
    message: Message


@dataclass(frozen=True)
class Reading:
    """How a table is read. columns: column number as text -> field."""

    columns: Mapping[str, str]
    order: Order
    scale: Scale
    zone: ZoneInfo
    now: datetime


def guess(headings: Sequence[str]) -> dict[str, Field]:
    """Column number as text -> field, for the headings one knows; each field once."""
    found: dict[str, Field] = {}
    for number, heading in enumerate(headings):
        field = _KNOWN.get(_folded(heading), "")
        if field and field not in found.values():
            found[str(number)] = field
    return found


def dates_are_ambiguous(table: Table, columns: Mapping[str, str]) -> bool:
    """Whether somebody must say what 03/04/2026 means: the dates can't tell by themselves."""
    cells = [cell for field in ("date", "answer_date") for cell in _cells(table, columns, field)]
    return any(map(is_ambiguous, cells))


def scale_of(table: Table, columns: Mapping[str, str]) -> Scale:
    """The scale the numbers of this table fit."""
    return guess_scale(_cells(table, columns, "rating"))


def understand(row: RawRow, headings: Sequence[str], reading: Reading) -> Written | Bad:
    """The row as a review, or the first thing that is wrong with it."""
    if row.problem is not None:
        return Bad("", row.problem)
    cells = {field: row.cells[int(n)].strip() for n, field in reading.columns.items() if int(n) < len(row.cells)}
    names = {field: headings[int(n)] for n, field in reading.columns.items() if int(n) < len(headings)}
    rating = read_rating(cells.get("rating", ""), reading.scale)
    if cells.get("rating") and rating is None:
        return Bad(names["rating"], _no_rating(cells["rating"], reading.scale))
    text = _text(cells.get("title", ""), cells.get("text", ""))
    if not text and rating is None:
        return Bad(names.get("text", ""), say("There is neither a text nor a rating in this row."))
    try:
        at = read_day(cells.get("date", ""), order=reading.order, zone=reading.zone, now=reading.now)
        answered_at = _answered_at(cells, at, reading)
    except NoDay as problem:
        return Bad(names.get("date", ""), problem.message)
    return Written(" ".join(cells.get("author", "").split())[:200], text, rating, at, link(cells.get("url", "")),
                   cells.get("id", "")[:120], cells.get("answer", ""), answered_at)  # fmt: skip


def _answered_at(cells: Mapping[str, str], at: datetime, reading: Reading) -> datetime | None:
    """When the shop answered there; where only the answer is known, the day of the review is the earliest it can be."""
    if not cells.get("answer"):
        return None
    if not cells.get("answer_date"):
        return at
    return max(at, read_day(cells["answer_date"], order=reading.order, zone=reading.zone, now=reading.now))


def _no_rating(cell: str, scale: Scale) -> Message:
    return say("“{cell}” is no rating on this scale ({scale}). Choose another scale, or mend it.", cell=cell[:40],
               scale=scale or "5")  # fmt: skip


def _text(title: str, text: str) -> str:
    return text if title in text else "\n\n".join(part for part in (title, text) if part)


def _cells(table: Table, columns: Mapping[str, str], field: str) -> list[str]:
    numbers = [int(n) for n, one in columns.items() if one == field]
    good = [row for row in table.rows if row.problem is None]
    return [row.cells[n] for row in good for n in numbers if n < len(row.cells)]


def _folded(heading: str) -> str:
    return re.sub(r"[^a-z]", "", re.sub(r"\(.*", "", heading.lower()).translate(_PLAIN))
