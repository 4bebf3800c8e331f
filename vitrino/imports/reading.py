"""Bytes of a file as headings and rows: letters, separators, and rows that can't be read. Pure; knows no database."""

from __future__ import annotations

import csv
import datetime
import io
import re
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook

from vitrino.connect.charset import encoding_of as encoding_of
from vitrino.domain.message import Message, say
from vitrino.domain.problem import Problem

MAX_BYTES = 10 * 1024 * 1024
MAX_ROWS = 5000
MAX_CELL = 100_000
MAX_COLUMNS = 60
# An unpacked sheet may be far larger than its file; beyond this it is not read at all.
MAX_UNPACKED = 200 * 1024 * 1024
# The headings stand among the first rows of a sheet, if not in the very first.
HEAD_WITHIN = 20
PACKED = b"PK\x03\x04"
SPREADSHEETS = (PACKED, b"\xd0\xcf\x11\xe0")
ENCODINGS = ("utf-8", "cp1250", "iso-8859-2", "utf-16")
DELIMITERS = (",", ";", "\t", "|")
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")


@dataclass(frozen=True)
class RawRow:
    """One row as it stands in the file. number: its line, the headings being line 1. problem: why it can't be read."""

    number: int
    cells: tuple[str, ...]
    problem: Message | None = None


@dataclass(frozen=True)
class Spoiled:
    """A row that can't be used, and why. column: the heading it is about, or empty."""

    number: int
    column: str
    message: Message
    cells: tuple[str, ...]

    def stored(self) -> dict[str, Any]:
        """For a field of JSON: {row, column, template, values, cells}."""
        return {"row": self.number, "column": self.column, "template": self.message.template,
                "values": self.message.stored(), "cells": list(self.cells)}  # fmt: skip


@dataclass(frozen=True)
class Table:
    """A file that could be read. is_spreadsheet: letters and separators are no question there; sheet: the one read."""

    headings: tuple[str, ...]
    rows: tuple[RawRow, ...]
    encoding: str = ""
    delimiter: str = ""
    is_spreadsheet: bool = False
    notices: tuple[Message, ...] = field(default=())
    sheet: str = ""


FindHead = Callable[[Sequence[RawRow]], int]


def first_row(_rows: Sequence[RawRow]) -> int:
    return 0


def read(content: bytes, *, encoding: str = "", delimiter: str = "", sheet: str = "",
         find_head: FindHead = first_row) -> Table:  # fmt: skip
    """The table in a CSV, XLSX or XLS file. Raises Problem for what is neither, is empty or too large.

    encoding, delimiter, sheet: what a person chose; empty to find out. find_head: which of the rows holds the headings,
    for files that say something above them.
    """
    if len(content) > MAX_BYTES:
        raise Problem(say("The file is too large. At most {n} MB, please; part it in two.", n=MAX_BYTES // 1024**2))
    if content.startswith(SPREADSHEETS):
        return _spreadsheet(content, sheet, find_head)
    found = encoding or encoding_of(content)
    text = _decoded(content, found)
    if not text.strip():
        raise Problem(say("The file is empty."))
    parted_by = delimiter or delimiter_of(text)
    rows = list(_rows(text, parted_by))
    return _table(rows, find_head, encoding=found, delimiter=parted_by)


def delimiter_of(text: str) -> str:
    """What parts the columns: the sign that parts the headings into most; of equals the one the next lines agree on."""
    lines = [line for line in text[:20_000].splitlines() if line.strip()][:10]

    def fit(sign: str) -> tuple[int, int]:
        widths = [len(row) for row in csv.reader(lines, delimiter=sign)]
        return (widths[0], -len(set(widths))) if widths else (0, 0)

    return max(DELIMITERS, key=fit)


def _decoded(content: bytes, encoding: str) -> str:
    try:
        text = content.decode("utf-8-sig" if encoding == "utf-8" else encoding)
    except (UnicodeDecodeError, LookupError):
        raise Problem(
            say("These letters are not written as {encoding}. Choose another one.", encoding=encoding), "encoding"
        ) from None
    return text.removeprefix("\ufeff")


def _rows(text: str, delimiter: str) -> Iterator[RawRow]:
    """Line by line, so that one open quote spoils its own row and says so, instead of swallowing all that follow.

    A quoted cell may run over lines, as long as its quote is closed before the file ends.
    """
    lines = _LINE.findall(text)  # not splitlines: it also breaks at signs that stand inside texts
    number = 0
    while number < len(lines):
        taken = _lines_of_row(lines, number)
        found = _row(number + 1, "".join(lines[number : number + taken]), delimiter) if taken else None
        if found is None or (taken > 1 and found.problem is not None):
            taken = 1
            found = RawRow(number + 1, (lines[number].strip()[:200],), say("A quotation mark here is never closed."))
        if any(found.cells) or found.problem is not None:
            yield found
        number += taken


def _lines_of_row(lines: list[str], first: int, most: int = 200) -> int:
    """How many lines the row covers; 0 when a quote opened in it is not closed within `most` lines."""
    open_quote = False
    for taken, line in enumerate(lines[first : first + most], start=1):
        open_quote ^= line.count('"') % 2 == 1
        if not open_quote:
            return taken
    return 0


def _row(number: int, piece: str, delimiter: str) -> RawRow:
    if "\x00" in piece:
        return RawRow(number, (piece.replace("\x00", "")[:200],), say("There is a sign in this row that no text has."))
    if len(piece) > MAX_CELL:
        return RawRow(number, (piece[:200],), say("This row is longer than any post could be."))
    try:
        cells = next(csv.reader(io.StringIO(piece), delimiter=delimiter, strict=True))
    except (csv.Error, StopIteration):
        return RawRow(number, (piece.strip()[:200],), say("The quotation marks in this row don't fit together."))
    return RawRow(number, tuple(cell.strip() for cell in cells))


def sheets_of(content: bytes) -> tuple[str, ...]:
    """The names of the sheets in a spreadsheet; empty for everything else, and for what can't be read."""
    try:
        return tuple(_book(content).sheet_names) if content.startswith(SPREADSHEETS) else ()
    except (CalamineError, zipfile.BadZipFile, OSError, ValueError):
        return ()


def _book(content: bytes) -> CalamineWorkbook:
    if content.startswith(PACKED):
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            if sum(part.file_size for part in packed.infolist()) > MAX_UNPACKED:
                raise Problem(say("The spreadsheet unfolds to more than Vitrino reads. Save it as CSV, please."))
    return CalamineWorkbook.from_filelike(io.BytesIO(content))


def _spreadsheet(content: bytes, sheet: str, find_head: FindHead) -> Table:
    """The sheet chosen, else the first that has anything in it."""
    try:
        book = _book(content)
        for name in [sheet] if sheet in book.sheet_names else book.sheet_names:
            found = book.get_sheet_by_name(name).to_python(nrows=MAX_ROWS + HEAD_WITHIN)
            if found:
                rows = [RawRow(n, tuple(_cell(one) for one in row)) for n, row in enumerate(found, start=1)]
                return _table([row for row in rows if any(row.cells)], find_head, is_spreadsheet=True, sheet=name)
    except (CalamineError, zipfile.BadZipFile, OSError, ValueError):
        raise Problem(say("This spreadsheet can't be read. Save it as CSV and bring that, please.")) from None
    raise Problem(say("The file is empty."))


def _cell(value: object) -> str:
    """Dates come as dates, whole numbers without a fraction."""
    if isinstance(value, datetime.datetime):
        return f"{value:%Y-%m-%d %H:%M}"
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, datetime.time):
        return f"{value:%H:%M}"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()[:MAX_CELL]


def _table(rows: list[RawRow], find_head: FindHead, *, encoding: str = "", delimiter: str = "",
           is_spreadsheet: bool = False, sheet: str = "") -> Table:  # fmt: skip
    if not rows:
        raise Problem(say("The file is empty."))
    place = find_head(rows[:HEAD_WITHIN])
    head, body = rows[place], rows[place + 1 :]
    if head.problem is not None:
        raise Problem(say("The first row must hold the headings of the columns. {why}", why=str(head.problem)))
    if len(head.cells) > MAX_COLUMNS:
        raise Problem(say("There are more than {n} columns.", n=MAX_COLUMNS))
    if not body:
        raise Problem(say("There is nothing below the headings."))
    if len(body) > MAX_ROWS:
        raise Problem(say("At most {n} rows at once, please; part the file.", n=MAX_ROWS))
    checked = tuple(_in_width(row, len(head.cells)) for row in body)
    return Table(head.cells, checked, encoding, delimiter, is_spreadsheet, sheet=sheet)


def _in_width(row: RawRow, width: int) -> RawRow:
    """A row with more cells than headings is not guessed at; one with fewer has empty cells at its end."""
    if row.problem is not None:
        return row
    if any(row.cells[width:]):
        problem = say("This row has {n} columns, the headings have {wanted}.", n=len(row.cells), wanted=width)
        return RawRow(row.number, row.cells, problem)
    return RawRow(row.number, (*row.cells[:width], *[""] * (width - len(row.cells))))
