"""Posts a second with 1, 2 and 4 workers on one PostgreSQL: `python -m benchmarks.workers`.

Real `vitrino worker` processes, all posts due at the same instant, on twins that answer at once: what is measured is
the machine's own work, so more workers than cores bring nothing here. The rival is one worker: prints how many times
its throughput the others reach.
"""

from __future__ import annotations

import argparse
import sys
import time
from datetime import UTC, datetime, timedelta

from benchmarks import house

COUNTS = (1, 2, 4)
PATIENCE_S = 300


def main() -> int:
    arguments = _arguments()
    with house.databases("PostgreSQL") as new_database:
        if new_database is None:
            print("left out: there is no PostgreSQL on this machine")
            return 0
        rates = {
            count: house.in_a_process(measure, count, arguments.posts, arguments.threads, new_database())
            for count in COUNTS
        }
    for count, rate in rates.items():
        print(f"{count} workers: {rate:6.1f} posts a second, {rate / rates[1]:.2f} times one worker")
    return 0


def measure(count: int, posts: int, threads: int, database_url: str) -> float:
    """Posts a second, from the first that went out to the last."""
    with house.installation(database_url):
        from vitrino.publishing.models import Publication

        channels = house.rehearsals(10)
        house.plan(channels, [datetime.now(UTC) + timedelta(hours=1)] * posts)
        with house.workers(count, "--threads", str(threads)):
            time.sleep(8)  # until all have loaded everything
            due_at = datetime.now(UTC)
            Publication.objects.update(due_at=due_at, publish_at=due_at)
            out = Publication.objects.filter(published_at__isnull=False)
            until = time.monotonic() + PATIENCE_S
            while out.count() < posts and time.monotonic() < until:
                time.sleep(0.5)
            times = sorted(at for at in out.values_list("published_at", flat=True) if at is not None)
        return len(times) / max(0.001, (times[-1] - times[0]).total_seconds())


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.workers", description=__doc__)
    parser.add_argument("--posts", type=int, default=600)
    parser.add_argument("--threads", type=int, default=4, help="of each worker")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
