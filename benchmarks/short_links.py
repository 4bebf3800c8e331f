"""How many short links a second are followed: `python -m benchmarks.short_links`.

Real HTTP against `vitrino serve`, in turn with a bare ASGI app on the same server that only says 200: as fast as they
go over 500 links, and 500 a second steadily while clicks are written beside. Afterwards every click must be counted,
and the programs' apart. Goals: at most twice as slow as the bare app, p99 ≤ 50 ms at 500 a second, no click missing.
"""

from __future__ import annotations

import argparse
import sys
from datetime import UTC, datetime
from typing import Literal

from benchmarks import house, load
from benchmarks.served import served

GOAL_RATIO, GOAL_P99_S, PER_S = 2.0, 0.050, 500.0
KINDS: tuple[Literal["SQLite", "PostgreSQL"], ...] = ("SQLite", "PostgreSQL")
LINKS, PROGRAM_EVERY = 500, 5
BROWSER = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
ROUNDS = 3


def main() -> int:
    arguments = _arguments()
    count = int(arguments.seconds * PER_S)
    for kind in (name for name in KINDS if name in arguments.on):
        with house.databases(kind) as new_database:
            if new_database is None:
                print(f"{kind}: left out, there is none on this machine")
                continue
            _measure(kind, new_database(), count)
    print(
        f"goals: at most {GOAL_RATIO:.0f} times the bare app, p99 ≤ {GOAL_P99_S * 1000:.0f} ms at {PER_S:,.0f} a second"
    )
    return 0


def _measure(kind: str, database_url: str, count: int) -> None:
    """Both servers run at once and are asked in turn, so that a busy machine is busy for both."""
    with house.installation(database_url):
        codes = _codes()
        asked, plain = _requests([f"/l/{code}" for code in codes], count), _requests(["/"], count)
        serve = [sys.executable, "-m", "vitrino", "serve", "--no-browser", "--no-worker", "--port"]
        accepted = 0
        with served([sys.executable, "-m", "benchmarks.bare"]) as bare_port, served(serve) as port:
            load.flatly(port, asked[:LINKS])  # each link is looked up once
            for _round in range(ROUNDS):
                bare, most = load.flatly(bare_port, plain), load.flatly(port, asked)
                _say("bare app", "as fast as it goes", bare)
                _say(kind, "as fast as it goes", most, bare)
                accepted += most.statuses.get(302, 0)
            bare, steady = load.steadily(bare_port, plain, PER_S), load.steadily(port, asked, PER_S)
            _say("bare app", f"{PER_S:,.0f} a second", bare)
            _say(kind, f"{PER_S:,.0f} a second", steady, bare)
            accepted += steady.statuses.get(302, 0) + LINKS
        people, programs = _counted()
        print(f"{kind:10}  followed {accepted:,}: counted {people:,} as people and {programs:,} as programs,"
              f" missing {accepted - people - programs}")  # fmt: skip


def _requests(paths: list[str], count: int) -> list[bytes]:
    """GETs over all links in turn; every fifth comes from a program."""
    return [
        load.asked(paths[n % len(paths)], {"user-agent": "Mastodon/4.5" if n % PROGRAM_EVERY == 0 else BROWSER})
        for n in range(count)
    ]


def _codes() -> list[str]:
    from vitrino.links.models import ShortLink
    from vitrino.workspace.models import Workspace

    now = datetime.now(UTC)
    shop = Workspace.objects.create(name="Shop", slug="shop", created_at=now, onboarding_step=0)
    rows = [
        ShortLink(workspace=shop, code=f"a{n:06}", target=f"https://shop.example/{n}?utm_campaign=rye-week",
                  target_hash=str(n), created_at=now)
        for n in range(LINKS)
    ]  # fmt: skip
    return [row.code for row in ShortLink.objects.bulk_create(rows)]


def _counted() -> tuple[int, int]:
    from django.db.models import Sum

    from vitrino.links.models import Clicks

    found = Clicks.objects.aggregate(people=Sum("count"), programs=Sum("programs"))
    return found["people"] or 0, found["programs"] or 0


def _say(name: str, what: str, report: load.Report, bare: load.Report | None = None) -> None:
    p50, p99 = (house.percentile(report.waits, share) * 1000 for share in (0.50, 0.99))
    ratio = f"   ratio to the bare app: {bare.rate / report.rate:.2f}" if bare else ""
    odd = {status: number for status, number in report.statuses.items() if status not in (200, 302)}
    print(f"{name:10}  {what:20} {report.rate:7,.0f}/s   p50 {p50:6.1f} ms   p99 {p99:6.1f} ms{ratio}"
          f"{f'   not followed: {odd}' if odd else ''}", flush=True)  # fmt: skip


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--seconds", type=float, default=20, help=f"how long {PER_S:,.0f} a second last")
    parser.add_argument("--on", nargs="+", choices=KINDS, default=KINDS)
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
