"""Holding a new post against 10,000 and 1,000,000 earlier texts: `python -m benchmarks.near_duplicates`.

The same check of the same new texts (a copy, a changed one, one of its own) in two databases, beside what comparing
with each earlier text costs, measured on a few hundred of them. Goal: a hundred times the texts cost at most 3 times as
much, where comparing one by one costs 100 times as much.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from statistics import median
from time import process_time
from typing import Any

from benchmarks import house

SMALL, LARGE = 10_000, 1_000_000
GOAL = 3.0
ASKED = 200
COMPARED = 300
BATCH = 5_000
VOCABULARY = 5_000
BELOW = " Zorza bakery, 5 Long Street, open from seven to six, closed on Mondays."


@dataclass(frozen=True)
class Measured:
    """Milliseconds of processor time a check, how many copies of how many it found, and one comparison one by one."""

    check_ms: float
    found: int
    copies: int
    compare_ms: float


def main() -> int:
    arguments = _arguments()
    small: Measured = house.in_a_process(measure, arguments.small, arguments.database)
    large: Measured = house.in_a_process(measure, arguments.large, arguments.database)
    for size, one in ((arguments.small, small), (arguments.large, large)):
        by_one_ms = one.compare_ms * size
        print(f"{size:>9,} texts: a check {one.check_ms:6.2f} ms; one by one {by_one_ms:12,.0f} ms, "
              f"{by_one_ms / one.check_ms:10,.0f} times as much; {one.found} of {one.copies} copies found")  # fmt: skip
    growth, size_growth = large.check_ms / small.check_ms, arguments.large / arguments.small
    verdict = "ok" if growth <= GOAL else "above the goal"
    print(f"{size_growth:.0f} times the texts: {growth:.2f} times the cost (goal ≤ {GOAL:.0f}), {verdict}")
    return 0


def measure(size: int, database_url: str) -> Measured:
    """Fill a shop with that many texts and check new ones against them."""
    with house.installation(database_url):
        from vitrino.domain.similarity import verdict
        from vitrino.likeness.queries import said_before
        from vitrino.workspace.models import Workspace

        texts = _fill(size)
        shop, chance = Workspace.objects.get(), random.Random(2)
        times, found = [], 0
        for number in range(ASKED):
            is_copy = number % 2 == 0
            text = _changed(chance, chance.choice(texts)) if is_copy else _text(chance)
            begun = process_time()
            echo = said_before(shop, text)
            times.append((process_time() - begun) * 1000)
            found += is_copy and echo is not None
        begun = process_time()
        for text in texts[:COMPARED]:
            verdict(_text(chance), text)
        return Measured(median(times), found, ASKED // 2, (process_time() - begun) * 1000 / COMPARED)


def _fill(size: int) -> list[str]:
    """The texts, and a sample of them to copy from."""
    from django.db import connection

    from vitrino.channels.models import Channel
    from vitrino.workspace.models import Workspace

    now, chance = datetime.now(UTC), random.Random(1)
    shop = Workspace.objects.create(name="Zorza", slug="zorza", created_at=now, onboarding_step=0)
    channel = Channel.objects.create(workspace=shop, platform="mastodon", remote_id="1", connected_at=now)
    kept: list[str] = []
    with connection.cursor() as cursor:  # an index is made faster at once than line by line
        cursor.execute("DROP INDEX mark_by_number")
    for first in range(1, size + 1, BATCH):
        texts = [_text(chance) for _number in range(min(BATCH, size + 1 - first))]
        at = now - timedelta(minutes=size - first)
        _write(texts, [(first + n, shop.pk, channel.pk, first + n, text, at) for n, text in enumerate(texts)], first)
        kept += texts[:: max(1, size // 5_000)]
    with connection.cursor() as cursor:
        cursor.execute("CREATE INDEX mark_by_number ON likeness_mark (workspace_id, number, said)")
    return kept


def _write(texts: list[str], rows: list[tuple[Any, ...]], first: int) -> None:
    """What `likeness.actions.keep` writes, straight into the tables."""
    from django.db import connection, transaction

    from vitrino.domain.similarity import keys

    shop = rows[0][1]
    marks = [(shop, number, first + n) for n, text in enumerate(texts) for number in keys(text)]
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO likeness_said (id, workspace_id, channel_id, publication, text, at)"
            " VALUES (%s, %s, %s, %s, %s, %s)", rows,
        )  # fmt: skip
        cursor.executemany("INSERT INTO likeness_mark (workspace_id, number, said) VALUES (%s, %s, %s)", marks)


def _text(chance: random.Random) -> str:
    """Twenty words, the common ones more often, and what stands below every post of this shop."""
    return " ".join(_words(chance, 20)).capitalize() + "." + BELOW


def _changed(chance: random.Random, text: str) -> str:
    """A tenth of the words exchanged, and a greeting before it."""
    words = text.split()
    for word in _words(chance, 3):
        words[chance.randrange(20)] = word
    return "Good morning! " + " ".join(words)


def _words(chance: random.Random, count: int) -> Iterator[str]:
    """Words of two to four syllables; how often one comes falls off with its rank, as in a language (Zipf)."""
    for _number in range(count):
        yield _word_of(int(VOCABULARY ** chance.random()))


@cache
def _word_of(rank: int) -> str:
    made = random.Random(rank)
    return "".join(made.choice("bcdfghklmnprstz") + made.choice("aeiou") for _syllable in range(made.randint(2, 4)))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.near_duplicates", description=__doc__)
    parser.add_argument("--small", type=int, default=SMALL)
    parser.add_argument("--large", type=int, default=LARGE)
    parser.add_argument("--database", default="", help="postgresql://… of an empty database; SQLite otherwise")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
