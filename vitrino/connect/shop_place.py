"""Reading what changed, oldest change first, so that a kill, a cut or a change in between loses nothing.

A list sorted by the time of the change moves under the reader: what is changed goes to its end, and everything behind
it comes up by one. Page numbers would skip that one. So each page begins at the time the last one ended with (and only
among changes of one and the same second it counts on, with an overlap); what is read twice is stored once.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta

from vitrino.connect.reading import moment

# Shops write late what happened before: imports, clocks of several machines, long transactions.
OVERLAP = timedelta(minutes=10)
# Nothing is written that late, so a shop in which nothing happens is not read again and again.
LONG_AGO = timedelta(days=1)
# Of changes in one second that fill whole pages, so many are read twice.
TIED = 10


@dataclass(frozen=True)
class Place:
    """Where the reading stands. since: ISO time, "" for the beginning. skip: how many of that very time are known.

    page: the system's own word for the next page. newest: the latest change seen in this run.
    """

    since: str = ""
    skip: int = 0
    page: str = ""
    newest: str = ""

    @property
    def since_at(self) -> datetime | None:
        return moment(self.since)

    def stored(self) -> str:
        return json.dumps(asdict(self), separators=(",", ":"))


def place(cursor: str, since: datetime | None) -> Place:
    """The cursor read back; one that can't be read means starting over, which only repeats."""
    try:
        stored = json.loads(cursor)
        return Place(str(stored["since"]), max(0, int(stored["skip"])), str(stored["page"]), str(stored["newest"]))
    except (ValueError, KeyError, TypeError):
        return Place(since=since.astimezone(UTC).isoformat() if since else "")


def advance(at: Place, times: Sequence[datetime], count: int, size: int, now: datetime) -> tuple[str, bool]:
    """The cursor after a page of `count` rows, of which these times could be read, and whether that was all.

    size: how many rows a full page has. Times ahead of our clock must not hide what comes next.
    """
    newest = _newest(at, times, now)
    if count < size:
        return settled(at, newest, now), True
    last = min(max(times, default=now), now)
    if times and (at.since_at is None or last > at.since_at):
        return Place(since=_iso(last), newest=newest).stored(), False
    return Place(since=at.since, skip=at.skip + max(1, size - TIED), newest=newest).stored(), False


def turn(at: Place, times: Sequence[datetime], next_page: str, now: datetime) -> tuple[str, bool]:
    """The same for systems whose pages are chained by a word of their own that survives changes."""
    newest = _newest(at, times, now)
    if next_page:
        return Place(since=at.since, page=next_page, newest=newest).stored(), False
    return settled(at, newest, now), True


def settled(at: Place, newest: str, now: datetime) -> str:
    """The end of a run: next time a little before the latest change; just after it when that is long ago."""
    found = moment(newest)
    if found is None:
        return Place(since=at.since).stored()
    return Place(since=_iso(found - OVERLAP if now - found < LONG_AGO else found + timedelta(seconds=1))).stored()


def _newest(at: Place, times: Sequence[datetime], now: datetime) -> str:
    seen = [*times, *([known] if (known := moment(at.newest)) else [])]
    return _iso(min(max(seen), now)) if seen else ""


def _iso(at: datetime) -> str:
    return at.astimezone(UTC).isoformat()
