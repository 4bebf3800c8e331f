"""Reading lists inside a list: comments below posts, messages in conversations. There is no single list by time there.

A run reads the outer list with the newest inner entries of each row, and follows the rows that have more, page by page.
`known_until` moves only when a run is through. A page that came empty although it was announced is asked once more;
when it comes empty again, the run goes on and says that something may lie between.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any, Protocol

from vitrino.connect.paging import FIRST_READ, OVERLAP
from vitrino.connect.reading import moment, text

OUTER = ""


@dataclass(frozen=True)
class Row:
    """One row of the outer list, or one page below it. times: of its entries, newest first. next_page: "" = no more."""

    key: str
    entries: tuple[Mapping[str, Any], ...] = ()
    times: tuple[datetime, ...] = ()
    next_page: str = ""


@dataclass(frozen=True)
class Rows:
    """A page of the outer list. next_page: "" when nothing further down can hold anything new."""

    rows: tuple[Row, ...]
    next_page: str = ""


class Source(Protocol):
    """What a platform has to know."""

    def outer(self, page: str, floor: datetime) -> Rows: ...
    def inner(self, key: str, page: str) -> Row: ...


@dataclass(frozen=True)
class Place:
    """Where the reading stands. todo: pages still to be read, as (row or "" for the outer list, page)."""

    known_until: str = ""
    newest: str = ""
    todo: tuple[tuple[str, str], ...] = ()
    is_second_try: bool = False
    has_gap: bool = False


@dataclass(frozen=True)
class Part:
    """What one step brought: rows with entries, and the cursor for the next step."""

    rows: tuple[Row, ...]
    cursor: str
    complete: bool
    reached_overlap: bool


def read(source: Source, cursor: str, now: datetime) -> Part:
    """One step: one request."""
    at = _place(cursor)
    known = moment(at.known_until)
    floor = known - OVERLAP if known else now - FIRST_READ
    key, page = at.todo[0] if at.todo else (OUTER, "")
    if key == OUTER:
        answer = source.outer(page, floor)
        return _outer_read(at, answer, page, floor, now)
    return _inner_read(at, source.inner(key, page), floor, now)


def _outer_read(at: Place, answer: Rows, page: str, floor: datetime, now: datetime) -> Part:
    if page and not answer.rows:
        return _came_empty(at)
    more = tuple((row.key, row.next_page) for row in answer.rows if _goes_on(row, floor))
    below = ((OUTER, answer.next_page),) if answer.next_page else ()
    return _done(at, answer.rows, (*at.todo[1:], *more, *below), floor, now)


def _inner_read(at: Place, row: Row, floor: datetime, now: datetime) -> Part:
    if not row.entries:
        return _came_empty(at)
    more = ((row.key, row.next_page),) if _goes_on(row, floor) else ()
    return _done(at, (row,), (*more, *at.todo[1:]), floor, now)


def _goes_on(row: Row, floor: datetime) -> bool:
    return bool(row.next_page) and (not row.times or min(row.times) > floor)


def _came_empty(at: Place) -> Part:
    """An announced page had nothing: once more, then on without it."""
    if not at.is_second_try:
        return Part((), _stored(replace(at, is_second_try=True)), complete=False, reached_overlap=True)
    rest = replace(at, todo=at.todo[1:], is_second_try=False, has_gap=True)
    return _ended(rest, ()) if not rest.todo else Part((), _stored(rest), complete=False, reached_overlap=True)


def _done(at: Place, rows: tuple[Row, ...], todo: tuple[tuple[str, str], ...], floor: datetime, now: datetime) -> Part:
    times = [min(time, now).isoformat() for row in rows for time in row.times]
    seen = replace(at, newest=max([at.newest, *times]), todo=todo, is_second_try=False)
    kept = tuple(_since(row, floor) for row in rows)
    return Part(kept, _stored(seen), complete=False, reached_overlap=True) if todo else _ended(seen, kept)


def _since(row: Row, floor: datetime) -> Row:
    pairs = [(entry, time) for entry, time in zip(row.entries, row.times, strict=True) if time >= floor]
    return replace(row, entries=tuple(entry for entry, _ in pairs), times=tuple(time for _, time in pairs))


def _ended(at: Place, rows: tuple[Row, ...]) -> Part:
    cursor = _stored(Place(known_until=max(at.known_until, at.newest)))
    return Part(rows, cursor, complete=True, reached_overlap=not at.has_gap)


def _place(cursor: str) -> Place:
    """The cursor read back; one that can't be read means starting over, which only repeats."""
    try:
        stored = json.loads(cursor)
        todo = tuple((str(key), str(page)) for key, page in stored["todo"])
        return Place(text(stored["known_until"]), text(stored["newest"]), todo, bool(stored["is_second_try"]),
                     bool(stored["has_gap"]))  # fmt: skip
    except (ValueError, KeyError, TypeError):
        return Place()


def _stored(place: Place) -> str:
    return json.dumps(asdict(place), separators=(",", ":"))
