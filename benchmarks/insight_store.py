"""How fast insight answers when there are many numbers: `python -m benchmarks.insight_store`.

A million posts with fifty readings each, on 1,000 channels, five years old; the pages of the largest shop (a fifth of
all posts) are asked, and each of their questions is also asked in plain SQL of the raw readings, in the same run and on
the same connection. Prints the median wall and processor time, the ratio, and whether both say the same. Goal: each
page's questions ≤ 300 ms on two cores. Takes about 9 GB of disk in the temporary folder and gives it back.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from statistics import median
from time import perf_counter, process_time
from typing import Any

from benchmarks import house
from benchmarks.many_readings import Filled, fill

GOAL_MS = 300
ROUNDS = 7
PAGES = ("insight/", "insight/posts/", "insight/week/", "insight/platforms/", "insight/files/")
# Gains of all readings of the shop's posts, as they would have to be found without what is kept of them.
GAINS = """
    WITH reading AS (
        SELECT s.post_id, p.at AS published_at, s.at, s.{of} AS value,
            lag(s.{of}) OVER (PARTITION BY s.post_id ORDER BY s.at) AS before
        FROM insight_snapshot s JOIN insight_knownpost p ON p.id = s.post_id WHERE p.channel_id IN ({channels}))
    SELECT CASE WHEN before IS NULL THEN date(published_at) ELSE date(at) END AS day, sum(value - coalesce(before, 0))
    FROM reading GROUP BY 1 HAVING day BETWEEN '{first}' AND '{last}' ORDER BY 1
"""
NEWEST = """
    SELECT p.format, count(*), avg(r.likes + r.comments + r.shares)
    FROM insight_knownpost p
    JOIN insight_snapshot r ON r.post_id = p.id
        AND r.at = (SELECT max(s.at) FROM insight_snapshot s WHERE s.post_id = p.id)
    WHERE p.channel_id IN ({channels}) AND p.at > '{since}' GROUP BY 1
"""
CURVE = """
    SELECT round((julianday(s.at) - julianday(p.at)) * 24), avg(s.likes) FROM insight_snapshot s
    JOIN insight_knownpost p ON p.id = s.post_id WHERE p.channel_id = {channel} GROUP BY 1
"""


@dataclass(frozen=True)
class Question:
    """Asked of what is kept, and in plain SQL of the raw readings ("" where there is nothing to compare with)."""

    name: str
    ours: Callable[[], Any]
    raw: str = ""
    same: Callable[[Any, list[Any]], bool] | None = None


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--posts", type=int, default=1_000_000)
    parser.add_argument("--channels", type=int, default=1_000)
    parser.add_argument("--no-raw", action="store_true", help="leave out plain SQL, which takes minutes")
    given = parser.parse_args()
    with house.installation() as folder:
        begun = perf_counter()
        filled = fill(given.posts, given.channels)
        size = sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
        print(f"{filled.posts:,} posts, {filled.readings:,} readings, {size / 1e9:.1f} GB, made in"
              f" {perf_counter() - begun:.0f} s", flush=True)  # fmt: skip
        taken = [*(_ask(one, with_raw=not given.no_raw) for one in _questions(filled)), *_pages(filled)]
    wall_ms, cpu_ms = (max(one[place] for one in taken) for place in (0, 1))
    print(f"slowest: {wall_ms:.0f} ms, {cpu_ms:.0f} ms of processor   ratio to the goal of {GOAL_MS} ms:"
          f" {wall_ms / GOAL_MS:.2f}, {cpu_ms / GOAL_MS:.2f}")  # fmt: skip
    print(f"load {os.getloadavg()[0]:.0f} on {os.cpu_count()} cores")
    return 0


def _ask(question: Question, *, with_raw: bool) -> tuple[float, float]:
    """Milliseconds of the answer, by the clock and of processor; prints the line."""
    ours_ms, cpu_ms, found = _timed(question.ours, ROUNDS)
    line = f"{question.name:44} {ours_ms:9.1f} ms   processor {cpu_ms:7.1f} ms"
    if question.raw and with_raw:
        raw_ms, _cpu_ms, rows = _timed(lambda: _rows(question.raw), 1)
        agreed = "" if question.same is None else "   same answer" if question.same(found, rows) else "   DIFFERENT"
        line += f"   raw {raw_ms:11.1f} ms   ratio {ours_ms / raw_ms:8.5f}{agreed}"
    print(line, flush=True)
    return ours_ms, cpu_ms


def _timed(ask: Callable[[], Any], rounds: int) -> tuple[float, float, Any]:
    """Medians of wall and processor time in milliseconds, and the last answer."""
    wall, cpu = [], []
    for _round in range(rounds):
        begun, worked = perf_counter(), process_time()
        found = ask()
        wall.append((perf_counter() - begun) * 1000)
        cpu.append((process_time() - worked) * 1000)
    return median(wall), median(cpu), found


def _rows(sql: str) -> list[Any]:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(sql)
        return list(cursor.fetchall())


def _questions(filled: Filled) -> list[Question]:
    from vitrino.channels import queries as channels
    from vitrino.insight import queries
    from vitrino.workspace.models import Workspace

    shop = Workspace.objects.get(slug=filled.slug)
    mine = list(channels.channels_of(shop).select_related("workspace"))
    one, today = mine[0], filled.now.date()
    month, quarter = today - timedelta(days=27), today - timedelta(days=89)
    every = ", ".join(str(channel.pk) for channel in mine)
    newest = queries.known_posts(shop)[0]
    return [
        Question("answers of four weeks and the four before", lambda: queries.totals(mine, month, today),
                 GAINS.format(of="likes", channels=every, first=month, last=today),
                 lambda found, rows: found["likes"].value == sum(value for _day, value in rows)),
        Question("views by day, a quarter", lambda: queries.daily(mine, "views", quarter, today),
                 GAINS.format(of="views", channels=every, first=quarter, last=today),
                 lambda found, rows: {str(day.on): day.value for day in found if day.value} == dict(rows)),
        Question("views by day, five years", lambda: queries.daily(mine, "views", today - timedelta(days=1824), today)),
        Question("followers by day, a quarter", lambda: queries.followers(one, quarter, today)),
        *(Question(f"a typical post by {by}", lambda by=by: queries.typical(mine, by, filled.now),  # type: ignore[misc]
                   NEWEST.format(channels=every, since=filled.now - timedelta(days=120)) if by == "format" else "")
          for by in ("format", "pillar", "weekday", "hour")),
        Question("how posts grow with age", lambda: queries.age_curve(one, filled.now), CURVE.format(channel=one.pk)),
        Question("500 posts for the engine", lambda: queries.engine_posts(one, filled.now)),
        Question("one post over time", lambda: queries.readings_of(newest)),
    ]  # fmt: skip


def _pages(filled: Filled) -> list[tuple[float, float]]:
    """The pages themselves, signed in, as a browser gets them."""
    from django.test import Client

    from vitrino.workspace.models import Person

    client = Client(headers={"host": "localhost"})
    client.force_login(Person.objects.get(pk=filled.person_id))
    found = []
    for path in PAGES:
        taken_ms, cpu_ms, answer = _timed(lambda path=path: client.get(f"/w/{filled.slug}/{path}"), ROUNDS)  # type: ignore[misc]
        print(
            f"page {path:39} {taken_ms:9.1f} ms   processor {cpu_ms:7.1f} ms   status {answer.status_code}", flush=True
        )
        found.append((taken_ms, cpu_ms))
    return found


if __name__ == "__main__":
    sys.exit(main())
