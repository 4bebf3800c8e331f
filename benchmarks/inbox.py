"""How fast what came in becomes conversations: `python -m benchmarks.inbox`.

A shop with two people who answer has 1,000 comments, reviews and messages waiting, a third of them in talks that go on.
Prints arrivals per second from the row that says "unread" to the conversation with its triage, clocks and alerts, and
the queries for each. Goal: 200 a second on SQLite.
"""

from __future__ import annotations

import argparse
import sys
from datetime import UTC, datetime, timedelta
from time import perf_counter, process_time

from benchmarks import house

GOAL = 200
TEXTS = (
    "Dzień dobry, czy macie dziś chleb żytni?", "My parcel hasn't arrived, it has been nine days", "Dziękuję bardzo!",
    "Great coffee, thank you so much for the lovely evening", "Kiam vi malfermas morgaŭ?", "Chleb był spleśniały",
)  # fmt: skip
KINDS = ("comment", "message", "review")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--arrivals", type=int, default=1_000)
    count = parser.parse_args().arrivals
    with house.installation() as _folder:
        _fill(count)
        taken, wall_s, cpu_s, queries = _take_in()
    rate = taken / wall_s
    print(f"{taken:,} arrivals: {rate:,.0f} a second, {cpu_s / taken * 1_000:.1f} ms of processor and"
          f" {queries / taken:.1f} queries each   ratio to the goal of {GOAL}: {rate / GOAL:.2f}")  # fmt: skip
    return 0


def _fill(count: int) -> None:
    from vitrino.channels import unread
    from vitrino.channels.models import Arrival, Channel
    from vitrino.workspace.models import Membership, Person, Workspace

    now = datetime.now(UTC)
    shop = Workspace.objects.create(name="Zorza", slug="zorza", created_at=now, onboarding_step=0)
    for name, role in (("anna", "owner"), ("bruno", "responder")):
        person = Person.objects.create_user(f"{name}@example.org", name=name)
        Membership.objects.create(workspace=shop, person=person, role=role, since=now)
    channel = Channel.objects.create(
        workspace=shop, platform="facebook", remote_id="1", handle="zorza", connected_at=now
    )
    rows = [
        Arrival(
            workspace=shop, channel=channel, kind=KINDS[number % 3], remote_id=f"r{number}",
            thread_id=f"t{number % 400}", author_id=f"a{number % 400}",
            author_name=f"Person {number % 400}", text=TEXTS[number % len(TEXTS)],
            rating=1 + number % 5 if number % 3 == 2 else None, at=now - timedelta(minutes=number % 300),
            received_at=now, reply={"remote_id": f"r{number}", "extra": {}},
        )
        for number in range(count)
    ]  # fmt: skip
    made = Arrival.objects.bulk_create(rows)
    unread.note(made, now)


def _take_in() -> tuple[int, float, float, int]:
    from django.db import connection

    from vitrino.inbox import actions

    asked = 0

    def count(execute, sql, params, many, context):  # type: ignore[no-untyped-def]
        nonlocal asked
        asked += 1
        return execute(sql, params, many, context)

    began_s, cpu_s = perf_counter(), process_time()
    with connection.execute_wrapper(count):
        taken = actions.take_in(datetime.now(UTC))
    return taken, perf_counter() - began_s, process_time() - cpu_s, asked


if __name__ == "__main__":
    sys.exit(main())
