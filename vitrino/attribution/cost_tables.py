"""A file of what advertising cost, row by row: understood, left out with a reason, or spoiled with a reason. Pure."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

from vitrino.attribution import headings
from vitrino.attribution.headings import Field, Source
from vitrino.domain import amounts
from vitrino.domain.amounts import Sign
from vitrino.domain.message import Message, say
from vitrino.domain.money import is_currency
from vitrino.domain.problem import Problem
from vitrino.imports.reading import DELIMITERS, RawRow, Table, read

Order = Literal["", "dmy", "mdy"]
LOOKED_FOR = 15
OLDEST = date(2004, 1, 1)
_DATE = re.compile(r"(\d{1,2})([./-])(\d{1,2})\2(\d{4})")


@dataclass(frozen=True)
class Cost:
    """One row. key: the same thing on the same day is one, wherever it stands and however often it is brought."""

    number: int
    day: date
    last_day: date
    name: str
    amount_minor: int
    currency: str
    impressions: int | None
    clicks: int | None
    key: str


@dataclass(frozen=True)
class Left:
    """A row that is left out. column: the heading it is about, or empty. is_spoiled: somebody may want to mend it."""

    number: int
    message: Message
    column: str = ""
    is_spoiled: bool = True


@dataclass(frozen=True)
class Costs:
    """The whole file. spoiled: rows to mend. passed: rows that need no mending (sums, doubles, nothing spent)."""

    source: Source
    rows: list[Cost] = field(default_factory=list)
    spoiled: list[Left] = field(default_factory=list)
    passed: list[Left] = field(default_factory=list)
    asks_for_order: bool = False
    asks_for_currency: bool = False

    @property
    def sums(self) -> dict[str, int]:
        """Currency -> minor units; currencies are never added."""
        found: dict[str, int] = {}
        for row in self.rows:
            found[row.currency] = found.get(row.currency, 0) + row.amount_minor
        return found


def understand(content: bytes, *, today: date, currency: str = "", order: Order = "") -> Costs:
    """Every row of a CSV or XLSX file. Raises Problem when there is no table of costs in it.

    currency, order: what a person said, for where the file does not.
    """
    table = _table_of(content)
    return _Reader(table, today, currency.upper(), order).all()


def _table_of(content: bytes) -> Table:
    """The table below whatever title stands above its headings."""
    found = _below_title(read(content))
    for delimiter in DELIMITERS if found is None and content[:2] != b"PK" else ():
        found = found or _below_title(read(content, delimiter=delimiter))
    if found is None or "day" not in headings.fields(found.headings):
        raise Problem(
            say("Costs need a column with what was spent and one with the day. Export a report by day with the columns"
                " campaign, day and cost.")
        )  # fmt: skip
    return found


def _below_title(table: Table) -> Table | None:
    rows = [RawRow(1, table.headings), *table.rows]
    for at, row in enumerate(rows[:LOOKED_FOR]):
        if headings.is_heading_row(row.cells):
            width = len(row.cells)
            body = tuple(_in_width(one, width) for one in rows[at + 1 :])
            return Table(row.cells, body, table.encoding, table.delimiter, table.is_spreadsheet)
    return None


def _in_width(row: RawRow, width: int) -> RawRow:
    """As wide as the headings, which may stand below a narrower title."""
    cells = (*row.cells[:width], *[""] * (width - len(row.cells)))
    is_too_wide = any(row.cells[width:])
    problem = say("This row has {n} columns, the headings have {wanted}.", n=len(row.cells), wanted=width)
    unreadable = row.problem is not None and len(row.cells) <= 1
    return RawRow(row.number, cells, row.problem if unreadable else problem if is_too_wide else None)


class _Reader:
    """Row by row, remembering what stood above."""

    def __init__(self, table: Table, today: date, currency: str, order: Order) -> None:
        self._table, self._today, self._currency = table, today, currency
        self._columns, self._details = headings.fields(table.headings), headings.details(table.headings)
        self._heading_currency = headings.currency_in(table.headings[self._columns["cost"]])
        self._sign = self._sign_of_column()
        self._order, self._asks = _order_of(self._column("day") + self._column("until"), order, self._sign)
        self._seen: dict[str, Cost] = {}
        self._costs = Costs(headings.source_of(table.headings), asks_for_order=self._asks)

    def all(self) -> Costs:
        for row in self._table.rows:
            found = self._row(row)
            if isinstance(found, Cost):
                self._costs.rows.append(found)
                self._seen[found.key] = found
            else:
                (self._costs.spoiled if found.is_spoiled else self._costs.passed).append(found)
        asks = not self._currency and any(left.column == CURRENCY for left in self._costs.spoiled)
        spoiled = [left for left in self._costs.spoiled if left.column != CURRENCY or not asks]
        return Costs(self._costs.source, self._costs.rows, spoiled, self._costs.passed, self._asks, asks)

    def _row(self, row: RawRow) -> Cost | Left:
        first = next((cell for cell in row.cells if cell), "")
        if headings.is_total(first) or headings.is_total(self._cell(row, "campaign")):
            return _pass(row, say("The file's own sum."))
        if row.problem is not None:
            return Left(row.number, row.problem)
        written = self._cell(row, "cost")
        if "campaign" in self._columns and not self._cell(row, "campaign") and written:
            return _pass(row, say("No campaign is named: the file's own sum."))
        if written.lower() in amounts.NOTHING:
            return _pass(row, say("Nothing was spent."))
        try:
            return self._cost(row, written)
        except _Bad as bad:
            return Left(row.number, bad.message, bad.column)

    def _cost(self, row: RawRow, written: str) -> Cost | Left:
        day = self._day(row, "day")
        last_day = self._day(row, "until") if self._cell(row, "until") else day
        if last_day < day:
            raise _Bad(self._heading("until"), say("It ends before it begins."))
        currency = self._currency_of(row)
        amount = amounts.money(written, self._sign, currency)
        if amount is None:
            raise _Bad(self._heading("cost"), say("“{text}” is no amount.", text=written[:40]))
        if amount < 0:
            raise _Bad(self._heading("cost"), say("Less than nothing was spent here. Leave credits out, please."))
        if amount == 0:
            return _pass(row, say("Nothing was spent."))
        made = Cost(row.number, day, last_day, self._name(row), amount, currency, self._count(row, "impressions"),
                    self._count(row, "clicks"), self._key(row, day, last_day, currency))  # fmt: skip
        return self._once(row, made)

    def _once(self, row: RawRow, made: Cost) -> Cost | Left:
        before = self._seen.get(made.key)
        if before is None:
            return made
        if before.amount_minor == made.amount_minor:
            return _pass(row, say("The same as row {n}.", n=before.number))
        raise _Bad("", say("The same day and advertisement as row {n}, with another amount. Export it without further"
                           " breakdowns.", n=before.number))  # fmt: skip

    def _day(self, row: RawRow, name: Field) -> date:
        text = self._cell(row, name)
        found = _date_of(text, self._order)
        if found is None:
            raise _Bad(self._heading(name), say("“{text}” is no day. Write it like {example}.", text=text[:40],
                                                example="2026-11-21"))  # fmt: skip
        if found > self._today:
            raise _Bad(self._heading(name), say("That day has not come yet."))
        if found < OLDEST:
            raise _Bad(self._heading(name), say("That is longer ago than advertising of this kind."))
        return found

    def _currency_of(self, row: RawRow) -> str:
        found = (self._cell(row, "currency").upper() or self._heading_currency) or self._currency
        if not found:
            raise _Bad(CURRENCY, say("Nobody says in which currency."))
        if not is_currency(found):
            raise _Bad(self._heading("currency"), say("“{text}” is no currency. Write three letters, like PLN.",
                                                      text=found[:20]))  # fmt: skip
        return found

    def _count(self, row: RawRow, name: Field) -> int | None:
        found = amounts.whole(self._cell(row, name), self._sign)
        return found if found is not None and found >= 0 else None

    def _name(self, row: RawRow) -> str:
        return (self._cell(row, "campaign") or self._cell(row, "group") or self._cell(row, "ad"))[:200]

    def _key(self, row: RawRow, day: date, last_day: date, currency: str) -> str:
        names = [self._cell(row, name) for name in ("campaign", "group", "ad")]
        parts = [self._costs.source, day.isoformat(), last_day.isoformat(), currency, *names,
                 *(row.cells[column] for column in self._details)]  # fmt: skip
        return hashlib.sha256(json.dumps(parts, ensure_ascii=False).encode()).hexdigest()

    def _sign_of_column(self) -> Sign:
        cells = self._column("cost")
        if amounts.is_contradictory(cells):
            raise Problem(say("In the column “{name}” some amounts have a decimal comma and others a point.",
                              name=self._heading("cost")))  # fmt: skip
        return amounts.decimal_sign(cells) or amounts.usual_sign(cells, self._heading_currency or self._currency)

    def _column(self, name: Field) -> list[str]:
        column = self._columns.get(name)
        return [] if column is None else [row.cells[column] for row in self._table.rows if row.cells[column]]

    def _cell(self, row: RawRow, name: Field) -> str:
        column = self._columns.get(name)
        return "" if column is None else row.cells[column].strip()

    def _heading(self, name: Field) -> str:
        column = self._columns.get(name)
        return "" if column is None else self._table.headings[column]


CURRENCY = "currency?"


class _Bad(Exception):
    """What is wrong with a row."""

    def __init__(self, column: str, message: Message) -> None:
        self.column, self.message = column, message
        super().__init__(str(message))


def _pass(row: RawRow, message: Message) -> Left:
    return Left(row.number, message, is_spoiled=False)


def _order_of(cells: Sequence[str], chosen: Order, sign: Sign) -> tuple[Order, bool]:
    """Which comes first, and whether a person must say so: 03/04/2026 alone may be two days."""
    found = [match for cell in cells if (match := _DATE.fullmatch(cell.split(" ")[0]))]
    if chosen or not found:
        return chosen or "dmy", False
    if any(int(match[1]) > 12 or match[2] == "." for match in found):
        return "dmy", False
    if any(int(match[3]) > 12 for match in found):
        return "mdy", False
    return "dmy", sign == "."


def _date_of(text: str, order: Order) -> date | None:
    """2026-11-21, 2026/11/21, 21.11.2026, 21/11/2026 or 11/21/2026, perhaps with a time behind."""
    day = text.split(" ")[0].split("T")[0]
    match = _DATE.fullmatch(day)
    try:
        if match is not None:
            first, second = int(match[1]), int(match[3])
            return date(int(match[4]), *((second, first) if order == "dmy" else (first, second)))
        return datetime.strptime(day.replace("/", "-"), "%Y-%m-%d").date()
    except ValueError:
        return None
