"""How many webhooks a second are accepted, each only after its commit: `python -m benchmarks.webhooks`.

Real HTTP against `vitrino serve`, in turn with a bare ASGI app on the same server that only says 200: as fast as they
go, then 1,000 a second steadily, alone and with a worker beside it that reads what came. Goals: ≥ 1,000/s, and p99
≤ 100 ms at 1,000/s.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from datetime import UTC, datetime
from typing import Literal

from benchmarks import house, load
from benchmarks.served import served

GOAL_RATE, GOAL_P99_S = 1_000.0, 0.100
KINDS: tuple[Literal["SQLite", "PostgreSQL"], ...] = ("SQLite", "PostgreSQL")
READS_WITHIN_S = 60.0
TEXT = "Czy jutro będzie chleb żytni? Ostatnim razem już o dziewiątej nie było. " * 6


def main() -> int:
    arguments = _arguments()
    count = int(arguments.seconds * GOAL_RATE)
    with served([sys.executable, "-m", "benchmarks.bare"]) as port:
        bare = [load.flatly(port, _requests("/", "", count)), load.steadily(port, _requests("/", "", count), GOAL_RATE)]
    _say("bare app", "as fast as it goes", bare[0])
    _say("bare app", "1,000 a second", bare[1])
    for kind in (name for name in KINDS if name in arguments.on):
        with house.databases(kind) as new_database:
            if new_database is None:
                print(f"{kind}: left out, there is none on this machine")
                continue
            house.in_a_process(_measure, kind, new_database(), count, bare)
    print(f"goals: ≥ {GOAL_RATE:,.0f}/s, p99 ≤ {GOAL_P99_S * 1000:.0f} ms at 1,000 a second")
    return 0


def _measure(kind: str, database_url: str, count: int, bare: list[load.Report]) -> None:
    with house.installation(database_url):
        path, secret = _address()
        with served([sys.executable, "-m", "vitrino", "serve", "--no-browser", "--no-worker", "--port"]) as port:
            most = load.flatly(port, _requests(path, secret, count))
            _say(kind, "as fast as it goes", most, bare[0])
            steady = load.steadily(port, _requests(path, secret, count), GOAL_RATE)
            _say(kind, "1,000 a second", steady, bare[1])
            with house.workers(1):
                time.sleep(3)
                beside = load.steadily(port, _requests(path, secret, count), GOAL_RATE)
                _say(kind, "the same, read at once", beside, bare[1])
                begun = time.monotonic()
                while (left := _counts()[1]) and time.monotonic() - begun < READS_WITHIN_S:
                    time.sleep(0.2)
                print(f"{kind:10}  {left} were left unread {time.monotonic() - begun:.1f} s later")
        accepted = sum(report.statuses.get(200, 0) for report in (most, steady, beside))
        stored, _waiting = _counts()
        print(f"{kind:10}  accepted {accepted:,}, stored {stored:,}, missing {accepted - stored}")


def _say(name: str, what: str, report: load.Report, bare: load.Report | None = None) -> None:
    p50, p99 = (house.percentile(report.waits, share) * 1000 for share in (0.50, 0.99))
    ratio = f"   ratio to the bare app: {bare.rate / report.rate:.2f}" if bare else ""
    odd = {status: number for status, number in report.statuses.items() if status != 200}
    print(f"{name:10}  {what:22} {report.rate:7,.0f}/s   p50 {p50:6.1f} ms   p99 {p99:6.1f} ms{ratio}"
          f"{f'   not accepted: {odd}' if odd else ''}", flush=True)  # fmt: skip


def _requests(path: str, secret: str, count: int) -> list[bytes]:
    """Signed comments, each with a number of its own."""
    from vitrino.connect.signatures import stamped

    now = datetime.now(UTC)
    made = []
    for _number in range(count):
        comment = {"id": os.urandom(8).hex(), "at": now.isoformat(), "text": TEXT, "author": {"name": "Jan"}}
        body = json.dumps(comment, ensure_ascii=False).encode()
        made.append(load.request(path, body, {"x-vitrino-signature": stamped(secret, body, now)}))
    return made


def _address() -> tuple[str, str]:
    """The path and the secret of a website that may bring its comments."""
    from urllib.parse import urlsplit

    from vitrino.intake import actions, queries
    from vitrino.workspace.models import Workspace

    now = datetime.now(UTC)
    shop = Workspace.objects.create(name="Shop", slug="shop", created_at=now, onboarding_step=0)
    address = actions.open_address(workspace=shop, platform="sitecomments", by=None, now=now)
    url, secret = queries.shown(address)
    return urlsplit(url).path, secret


def _counts() -> tuple[int, int]:
    """All deliveries, and those nobody has read yet."""
    from vitrino.intake.models import Delivery

    return Delivery.objects.count(), Delivery.objects.filter(state=Delivery.State.WAITING).count()


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--seconds", type=float, default=20, help="how long 1,000 a second last")
    parser.add_argument("--on", nargs="+", choices=KINDS, default=KINDS)
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
