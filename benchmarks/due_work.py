"""What it costs to find due work among a thousand and among a million planned posts: `python -m benchmarks.due_work`.

Claims the same ten due posts again and again, and asks when the next one is due, in two databases in turn: one with
1,000 posts of the future, one with 1,000,000 (and a tenth as many of the past). PostgreSQL too where there is one.
Goal: large to small ≤ 1.3.
"""

from __future__ import annotations

import argparse
import secrets
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from time import perf_counter
from typing import Any, Literal

from benchmarks import house

GOAL = 1.3
KINDS: tuple[Literal["SQLite", "PostgreSQL"], ...] = ("SQLite", "PostgreSQL")
DUE, ROUNDS, BATCH = 10, 300, 20_000


def main() -> int:
    arguments = _arguments()
    for name in (kind for kind in KINDS if kind in arguments.on):
        with house.databases(name) as new_database:
            if new_database is None:
                print(f"{name}: left out, there is none on this machine")
                continue
            small: dict[str, float] = house.in_a_process(measure, arguments.small, new_database())
            large: dict[str, float] = house.in_a_process(measure, arguments.large, new_database())
        for what in small:
            ratio = large[what] / small[what]
            verdict = "ok" if ratio <= GOAL else "above the goal"
            print(f"{name:10}  {what:20} {small[what]:6.2f} ms among {arguments.small:,}, {large[what]:6.2f} ms among "
                  f"{arguments.large:,}; ratio {ratio:.2f} (goal ≤ {GOAL}), {verdict}")  # fmt: skip
    return 0


def measure(size: int, database_url: str) -> dict[str, float]:
    """Milliseconds of a claim with its release and of asking for the next due time; the best of many rounds, because
    whatever else the machine does only ever makes one slower."""
    with house.installation(database_url):
        from django.db import connection

        from vitrino.engine import leases
        from vitrino.publishing.jobs import due_rows

        _fill(size)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        now = datetime.now(UTC)

        def claim() -> None:
            rows = leases.claim(due_rows(), now=now, lease_s=60, limit=DUE)
            assert len(rows) == DUE
            due_rows().filter(pk__in=[row.pk for row in rows]).update(lease_until=None, lease_token="")

        return {"claim and release": _timed(claim), "when is the next": _timed(lambda: leases.next_due(due_rows()))}


def _timed(do: Callable[[], Any]) -> float:
    times = []
    for _round in range(ROUNDS):
        begun = perf_counter()
        do()
        times.append((perf_counter() - begun) * 1000)
    return min(times)


def _fill(size: int) -> None:
    """`size` posts of the years to come, a tenth as many of the past, and ten that are due."""
    [channel] = house.rehearsals(1)[:1]
    now = datetime.now(UTC)
    house.plan([channel], [now - timedelta(seconds=1)])
    _copy([("ready", now - timedelta(seconds=n)) for n in range(DUE - 1)])
    for first in range(0, size, BATCH):
        _copy([("ready", now + timedelta(seconds=600 + 60 * n)) for n in range(first, min(size, first + BATCH))])
    for first in range(0, size // 10, BATCH):
        _copy([("published", now - timedelta(hours=1, seconds=n)) for n in range(first, min(size, first + BATCH))])


def _copy(rows: list[tuple[str, datetime]]) -> None:
    """Copies of the first post, in another state at another time; straight in the table, or a million take an hour."""
    from django.db import connection, transaction

    from vitrino.publishing.models import Publication

    ours = ("key", "state", "publish_at", "due_at", "published_at")
    fields = [field for field in Publication._meta.concrete_fields if field.column != "id"]
    fields.sort(key=lambda field: ours.index(field.name) if field.name in ours else -1)
    columns = [str(field.column) for field in fields]
    table, adapt = Publication._meta.db_table, connection.ops.adapt_datetimefield_value
    given = [
        (secrets.token_hex(16), state, adapt(at), None if state == "published" else adapt(at),
         adapt(at) if state == "published" else None)
        for state, at in rows
    ]  # fmt: skip
    insert = f"INSERT INTO {table} ({', '.join(columns)}) SELECT {', '.join(columns[: -len(ours)])}"
    first = f"(SELECT * FROM {table} WHERE id = (SELECT MIN(id) FROM {table})) AS first"
    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            kinds = ", ".join(f"%s::{field.db_type(connection)}[]" for field in fields[-len(ours) :])
            sql = f"{insert}, given.* FROM {first}, unnest({kinds}) AS given"
            cursor.execute(sql, [list(column) for column in zip(*given, strict=True)])
        else:
            cursor.executemany(f"{insert}, %s, %s, %s, %s, %s FROM {first}", given)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.due_work", description=__doc__)
    parser.add_argument("--on", nargs="+", default=KINDS, choices=KINDS)
    parser.add_argument("--small", type=int, default=1_000)
    parser.add_argument("--large", type=int, default=1_000_000)
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
