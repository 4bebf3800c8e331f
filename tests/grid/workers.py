"""Four workers at once, each with a connection and commits of its own: for PostgreSQL, where rows are really shared.

In every round all of them ask for work in the same instant, one of them sweeps first. Whoever sleeps leaves the rounds
to the others. After a run the tables it touched are filled again from copies that were made once.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any

from django.db import connection, transaction

from tests.grid.points import CHANGE, Watch
from tests.grid.savepoints import Round

WORKERS = 4
_WRITES = re.compile(r'^(?:INSERT INTO|UPDATE|DELETE FROM) "(\w+)"')


class Crew:
    """The workers of one database; made when the shop is furnished, for all of its runs."""

    def __init__(self) -> None:
        self._watch: Watch | None = None
        self._touched: set[str] = set()
        self._asleep = 0
        self._own = threading.local()
        _copy_everything()
        self._pool = ThreadPoolExecutor(WORKERS, initializer=self._begin)
        self._all_at_once([lambda: None] * WORKERS)

    def close(self) -> None:
        self._all_at_once([lambda: connection.close()] * WORKERS)
        self._pool.shutdown()

    @contextmanager
    def at_work(self, watch: Watch) -> Iterator[None]:
        """What happens inside is committed; afterwards every table is as it was."""
        self._watch = watch
        try:
            with connection.execute_wrapper(self._note_table):
                yield
        finally:
            self._watch = None
            _fill_again(self._touched)
            self._touched.clear()

    def turn(self, sweep: Round, work: Round) -> None:
        """One round. Inside a transaction (a copy of the database) it is played by whoever opened that."""
        if connection.in_atomic_block:
            sweep()
            work()
            return

        def both() -> None:
            sweep()
            work()

        is_asleep = getattr(self._own, "is_worker", False)
        self._asleep += is_asleep
        try:
            self._all_at_once([both, *[work] * (WORKERS - 1 - self._asleep)])
        finally:
            self._asleep -= is_asleep

    def _all_at_once(self, rounds: list[Callable[[], Any]]) -> None:
        barrier = threading.Barrier(len(rounds))

        def begin(act: Callable[[], Any]) -> None:
            barrier.wait()
            act()

        for done in [self._pool.submit(begin, act) for act in rounds]:
            done.result()

    def _begin(self) -> None:
        """A thread becomes a worker."""
        self._own.is_worker, self._own.is_changed = True, False
        connection.ensure_connection()
        connection.execute_wrappers.append(self._statement)
        commit = connection._commit  # type: ignore[attr-defined]
        connection._commit = lambda: self._commit(commit)  # type: ignore[attr-defined]
        rollback = connection._rollback  # type: ignore[attr-defined]
        connection._rollback = lambda: self._roll_back(rollback)  # type: ignore[attr-defined]

    def _note_table(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        if table := _WRITES.match(sql):
            self._touched.add(table[1])
        return execute(sql, params, many, context)

    def _statement(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        """Django's hook: finds the statements that change a publication."""

        def go() -> Any:
            return self._note_table(execute, sql, params, many, context)

        if self._watch is None or not self._watch.hears or not CHANGE.match(sql):
            return go()
        if not connection.in_atomic_block:
            return self._watch.note(go)
        self._own.is_changed = True
        return go()

    def _commit(self, commit: Callable[[], None]) -> None:
        """A real commit. Whatever happens at it finds a connection that is in no transaction any more."""
        is_changed, self._own.is_changed = self._own.is_changed, False
        if self._watch is None or not is_changed:
            commit()
            return

        def committing() -> None:
            commit()
            connection.set_autocommit(True)

        try:
            self._watch.commit(committing)
        except BaseException:
            connection.rollback()
            raise

    def _roll_back(self, rollback: Callable[[], None]) -> None:
        self._own.is_changed = False
        rollback()


def _copy_everything() -> None:
    with connection.cursor() as cursor:
        cursor.execute("DROP SCHEMA IF EXISTS unused CASCADE")
        cursor.execute("CREATE SCHEMA unused")
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'CREATE TABLE unused."{table}" AS TABLE public."{table}"')


def _fill_again(tables: set[str]) -> None:
    """One commit, without the checks between tables."""
    if not tables:
        return
    statements = [f'DELETE FROM "{table}"; INSERT INTO "{table}" SELECT * FROM unused."{table}"' for table in tables]
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica;" + ";".join(statements))
