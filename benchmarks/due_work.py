"""What it costs to find due work among a thousand and among a million planned posts: `python -m benchmarks.due_work`.

Claims the same ten due posts again and again, and asks when the next one is due, in two databases in turn: one with
1,000 posts of the future, one with 1,000,000 (and a tenth as many of the past). PostgreSQL too where there is one.
Goal: large to small ≤ 1.3.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from time import perf_counter
from typing import TYPE_CHECKING, Any, Literal

from benchmarks import house

if TYPE_CHECKING:
    from vitrino.publishing.models import Publication

GOAL = 1.3
KINDS: tuple[Literal["SQLite", "PostgreSQL"], ...] = ("SQLite", "PostgreSQL")
DUE, ROUNDS, BATCH = 10, 300, 5_000


def main() -> int:
    arguments = _arguments()
    for name in KINDS:
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
    """`size` posts of the next years, a tenth as many of the past, and ten that are due."""
    from vitrino.publishing.models import Publication

    [channel] = house.rehearsals(1)[:1]
    now, chance = datetime.now(UTC), random.Random(1)

    def row(number: int, at: datetime, state: str) -> Publication:
        return Publication(
            workspace_id=channel.workspace_id, channel=channel, key=f"key-{number}", state=state, state_at=now,
            publish_at=at, due_at=None if state == "published" else at, content={"text": f"Bread {number}"},
            content_hash="0" * 64, created_at=now, published_at=at if state == "published" else None,
        )  # fmt: skip

    kinds = [("ready", 1, size), ("published", -1, size // 10)]
    Publication.objects.bulk_create([row(-1 - n, now - timedelta(seconds=n), "ready") for n in range(DUE)])
    for kind, sign, count in kinds:
        for first in range(0, count, BATCH):
            numbers = range(first, min(count, first + BATCH))
            times = [now + sign * timedelta(seconds=60 + chance.random() * 6e7) for _number in numbers]
            Publication.objects.bulk_create(
                [row(number * 2 + (sign > 0), at, kind) for number, at in zip(numbers, times, strict=True)]
            )


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.due_work", description=__doc__)
    parser.add_argument("--small", type=int, default=1_000)
    parser.add_argument("--large", type=int, default=1_000_000)
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
