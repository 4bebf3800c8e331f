"""One worker inside a transaction that is rolled back afterwards: what is a savepoint here is a transaction outside.

Commits are seen through Django's own hook for statements.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.db import DatabaseError, connection, transaction

from tests.grid.points import CHANGE, Watch

Round = Callable[[], None]


@dataclass
class Alone:
    """The one worker."""

    @contextmanager
    def at_work(self, watch: Watch) -> Iterator[None]:
        """Nothing that happens inside is left afterwards."""
        with transaction.atomic():
            with connection.execute_wrapper(_Hook(watch)):
                yield
            transaction.set_rollback(True)

    def turn(self, sweep: Round, work: Round) -> None:
        sweep()
        work()

    def close(self) -> None:
        """It has nothing of its own."""


@dataclass
class _Hook:
    """Django's hook: finds the commits that change a publication."""

    watch: Watch
    _depth: int = 0
    _is_changed: bool = False
    _gone: set[str] = field(default_factory=set)

    def __call__(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        def go() -> Any:
            return execute(sql, params, many, context)

        if not self.watch.hears:
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
        elif CHANGE.match(sql):
            if self._depth == 0:
                return self.watch.note(go)
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
            return self.watch.commit(committing)
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
