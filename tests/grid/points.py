"""The steps of a run, found by watching it: each request on the wire, each committed change of a publication.

Nothing of the product is replaced: the wire is a door of ours, commits are seen through Django's own hook for
statements. A test's outermost transaction is rolled back, so what is a savepoint here is a transaction outside.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Literal

from django.db import DatabaseError, connection

from vitrino.connect.wire import Request
from vitrino.publishing.models import Publication

Kind = Literal["write", "read", "commit", "note"]
_CHANGE = re.compile(r'^(?:INSERT INTO|UPDATE|DELETE FROM) "publishing_(?:publication|attempt)"')


@dataclass(frozen=True)
class Point:
    """A step, told apart from its like by the order in which they come."""

    name: str
    kind: Kind

    @property
    def step(self) -> str:
        """The step without its number."""
        return self.name.rpartition(" #")[0]


Interrupt = Callable[[Point, Callable[[], Any]], Any]


@dataclass
class Watch:
    """Sees every point of a run; `interrupt` may do something else than going on."""

    interrupt: Interrupt
    pk: int = 0
    request_now: Request | None = None
    seen: list[Point] = field(default_factory=list)
    _count: Counter[str] = field(default_factory=Counter)
    _stored: tuple[Any, ...] = ()
    _depth: int = 0
    _is_changed: bool = False
    _is_deaf: bool = True
    _gone: set[str] = field(default_factory=set)

    def begin(self, pk: int) -> None:
        """From here on everything that happens to this publication is a point."""
        self.pk, self._is_deaf = pk, False
        self._stored = self._row()

    @contextmanager
    def looking_away(self) -> Iterator[None]:
        """Inside nothing is a point."""
        was, self._is_deaf = self._is_deaf, True
        try:
            yield
        finally:
            self._is_deaf, self._stored = was, self._row()

    def request(self, request: Request, go: Callable[[], Any]) -> Any:
        """A request on its way; its name says what it is for."""
        if self._is_deaf:
            return go()
        is_write = request.method not in ("GET", "HEAD")
        purpose = _PURPOSES.get(self._row()[0], "asks on the way")
        is_the_write = purpose == "write" and is_write
        if purpose == "write" and not is_write:
            purpose = "asks while writing"
        elif purpose not in ("prepare", "write") and is_write:
            purpose = "renews the sign-in"
        self.request_now = request
        return self._reach(purpose, "write" if is_the_write else "read", go)

    def statement(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        """Django's hook: finds the commits that change a publication."""

        def go() -> Any:
            return execute(sql, params, many, context)

        if self._is_deaf:
            return go()
        head, _space, savepoint = sql.rpartition(" ")
        if savepoint in self._gone:  # its commit happened, only nobody was told
            return None
        if head == "RELEASE SAVEPOINT":
            return self._release(savepoint, go)
        if head == "SAVEPOINT":
            self._depth += 1
        elif head == "ROLLBACK TO SAVEPOINT":
            self._is_changed = False
        elif _CHANGE.match(sql):
            if self._depth == 0:  # a statement that is a transaction of its own
                return self._reach(NOTE, "note", go)
            self._is_changed = True
        return go()

    def _release(self, savepoint: str, go: Callable[[], Any]) -> Any:
        """The end of a transaction; the outermost is the commit."""
        if self._depth > 1 or not self._is_changed:
            self._depth -= 1
            return go()
        self._is_changed = False
        is_done = False

        def committing() -> Any:
            nonlocal is_done
            done, is_done = go(), True
            return done

        try:
            name = self._name(self._row())
            return self._reach(name, "note" if name == NOTE else "commit", committing)
        except DatabaseError:
            if is_done:
                self._gone.add(savepoint)
            else:  # rolled back and released by Django
                self._depth += 1
            raise
        except BaseException:
            if not is_done:  # nobody is left to roll it back, so the database does it
                connection.cursor().execute(f"ROLLBACK TO SAVEPOINT {savepoint}")
            raise
        finally:
            self._depth = max(0, self._depth - 1)

    def _reach(self, name: str, kind: Kind, go: Callable[[], Any]) -> Any:
        """Let `interrupt` decide what happens here; whatever else it does is no point of its own."""
        self._count[name] += 1
        point = Point(f"{name} #{self._count[name]}", kind)
        self.seen.append(point)
        self._is_deaf = True
        try:
            return self.interrupt(point, go)
        finally:
            self._stored, self._is_deaf = self._row(), False

    def _name(self, row: tuple[Any, ...]) -> str:
        (was, had_lease, attempts), (state, has_lease, attempts_now) = self._stored, row
        if state != was or attempts != attempts_now:
            return f"commits {was} → {state}"
        if bool(had_lease) != bool(has_lease):
            return "takes the row" if has_lease else "gives the row back"
        return NOTE

    def _row(self) -> tuple[Any, ...]:
        """State, lease and number of attempts as this connection sees them."""
        was, self._is_deaf = self._is_deaf, True
        try:
            found = Publication.objects.filter(pk=self.pk).values_list("state", "lease_token", "attempt_count")
            return next(iter(found), ("", "", 0))
        finally:
            self._is_deaf = was


def watching(watch: Watch) -> Any:
    """Inside, `watch` hears every statement of this connection."""
    return connection.execute_wrapper(watch.statement)


_PURPOSES = {"ready": "prepare", "sending": "write", "unknown": "look", "published": "reads back"}
# A commit that moves nothing: ids kept for the write, the count of looks, when to come back.
NOTE = "commits a note"
