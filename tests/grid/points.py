"""The steps of a run, found by watching it: each request on the wire, each committed change of a publication.

Nothing of the product is replaced: the wire is a door of ours; how commits are heard depends on the database, see
`savepoints` and `workers`. Both tell what they hear to a `Watch`.
"""

from __future__ import annotations

import re
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Literal

from django.db import connection

from vitrino.connect.wire import Request

Kind = Literal["write", "read", "commit", "note"]
CHANGE = re.compile(r'^(?:INSERT INTO|UPDATE|DELETE FROM) "publishing_(?:publication|attempt)"')
_ROWS = "SELECT id, state, lease_token, attempt_count FROM publishing_publication WHERE id IN ({}) ORDER BY id"
# A commit that moves nothing: ids kept for the write, the count of looks, when to come back.
NOTE = "commits a note"


@dataclass(frozen=True)
class Point:
    """A step, told apart from its like by the order in which they come."""

    name: str
    kind: Kind

    @property
    def step(self) -> str:
        """The step without its number and without the part of the post it is about."""
        return self.name.rpartition(" #")[0].rpartition(": ")[2]


Interrupt = Callable[[Point, Callable[[], Any]], Any]
Stored = tuple[str, str, int]


class _Own(threading.local):
    """What one worker is at. is_deaf: what it does is no point. pk: the row in its hands."""

    is_deaf = False
    pk = 0
    request: Request | None = None


@dataclass
class Watch:
    """Sees every point of a run; `interrupt` may do something else than going on. labels: row -> name of the part."""

    interrupt: Interrupt
    labels: dict[int, str] = field(default_factory=dict)
    seen: list[Point] = field(default_factory=list)
    _count: Counter[str] = field(default_factory=Counter)
    _stored: dict[int, Stored] = field(default_factory=dict)
    _own: _Own = field(default_factory=_Own)

    def begin(self, labels: dict[int, str]) -> None:
        """From here on everything that happens to these publications is a point."""
        self.labels = labels
        self._stored = self._rows()

    @property
    def request_now(self) -> Request | None:
        """The request that is on its way in this thread."""
        return self._own.request

    @property
    def hears(self) -> bool:
        return bool(self.labels) and not self._own.is_deaf

    @contextmanager
    def looking_away(self) -> Iterator[None]:
        """Inside nothing that this thread does is a point."""
        with self._deaf():
            yield
        self._stored = self._rows()

    @contextmanager
    def in_hand(self, pk: int) -> Iterator[None]:
        """Inside, requests of this thread are about this row."""
        before, self._own.pk = self._own.pk, pk
        try:
            yield
        finally:
            self._own.pk = before

    def request(self, request: Request, go: Callable[[], Any]) -> Any:
        """A request on its way; its name says what it is for."""
        if not self.hears:
            return go()
        pk = self._own.pk or next(iter(self.labels))
        is_write = request.method not in ("GET", "HEAD")
        purpose = _PURPOSES.get(self._rows()[pk][0], "asks on the way")
        is_the_write = purpose == "write" and is_write
        if purpose == "write" and not is_write:
            purpose = "asks while writing"
        elif purpose not in ("prepare", "write") and is_write:
            purpose = "renews the sign-in"
        self._own.request = request
        return self._reach(self.labels[pk] + purpose, "write" if is_the_write else "read", go)

    def note(self, go: Callable[[], Any]) -> Any:
        """A statement that is a transaction of its own."""
        return self._reach(self.labels.get(self._own.pk, "") + NOTE, "note", go)

    def commit(self, go: Callable[[], Any]) -> Any:
        """A commit that changes one of the rows."""
        name = self._name(self._rows())
        return self._reach(name, "note" if name.endswith(NOTE) else "commit", go)

    def _reach(self, name: str, kind: Kind, go: Callable[[], Any]) -> Any:
        """Let `interrupt` decide what happens here; whatever else it does is no point of its own."""
        self._count[name] += 1
        point = Point(f"{name} #{self._count[name]}", kind)
        self.seen.append(point)
        try:
            with self._deaf():
                return self.interrupt(point, go)
        finally:
            self._stored = self._rows()

    def _name(self, rows: dict[int, Stored]) -> str:
        for pk, (state, _lease, attempts) in rows.items():
            was, _had_lease, attempts_before = self._stored[pk]
            if (state, attempts) != (was, attempts_before):
                return f"{self.labels[pk]}commits {was} → {state}"
        for pk, (_state, lease, _attempts) in rows.items():
            if bool(lease) != bool(self._stored[pk][1]):
                return self.labels[pk] + ("takes the row" if lease else "gives the row back")
        return self.labels.get(self._own.pk, "") + NOTE

    def _rows(self) -> dict[int, Stored]:
        """State, lease and number of attempts as this thread's connection sees them."""
        sql = _ROWS.format(", ".join(str(pk) for pk in self.labels))
        with self._deaf(), connection.cursor() as cursor:  # asked so often that building the query would count
            cursor.execute(sql)
            return {pk: (state, lease, attempts) for pk, state, lease, attempts in cursor.fetchall()}

    @contextmanager
    def _deaf(self) -> Iterator[None]:
        was, self._own.is_deaf = self._own.is_deaf, True
        try:
            yield
        finally:
            self._own.is_deaf = was


_PURPOSES = {"ready": "prepare", "sending": "write", "unknown": "look", "published": "reads back"}
