"""How late posts go out that are due in the same minute: `python -m benchmarks.lateness`.

One worker, SQLite, twins of four platforms. Once all posts are due at the same instant, the worst a minute can hold,
once they are spread over the minute. Late is the time from the planned instant to the stored answer of the platform.
Goal: p99 ≤ 5 s for 1,000 posts on 2 cores.
"""

from __future__ import annotations

import argparse
import sys
import time
from datetime import UTC, datetime, timedelta

from benchmarks import house

GOAL_S = 5.0
HEAD_START_S = 12
PATIENCE_S = 180


def main() -> int:
    arguments = _arguments()
    for name, spread_s in (("at one instant", 0.0), ("over one minute", 60.0)):
        late: list[float] = house.in_a_process(measure, arguments.posts, spread_s, arguments.threads, arguments.shops)
        p50, p99 = house.percentile(late, 0.5), house.percentile(late, 0.99)
        verdict = "ok" if p99 <= GOAL_S and len(late) == arguments.posts else "above the goal"
        print(f"{len(late)} of {arguments.posts} posts due {name}: p50 {p50:.2f} s, p99 {p99:.2f} s, "
              f"last {max(late):.2f} s; p99 to the goal of {GOAL_S:.0f} s: {p99 / GOAL_S:.2f}, {verdict}")  # fmt: skip
    return 0


def measure(posts: int, spread_s: float, threads: int | None, shops: int) -> list[float]:
    """The lateness of each post that went out, in seconds."""
    with house.installation():
        channels = house.rehearsals(shops)
        with house.workers(1, *(["--threads", str(threads)] if threads else [])):
            due_at = datetime.now(UTC) + timedelta(seconds=HEAD_START_S + posts / 100)
            house.plan(channels, [due_at + timedelta(seconds=spread_s * n / posts) for n in range(posts)])
            return _wait_for(posts, until=time.monotonic() + HEAD_START_S + spread_s + PATIENCE_S)


def _wait_for(posts: int, *, until: float) -> list[float]:
    from vitrino.publishing.models import Publication

    out = Publication.objects.filter(published_at__isnull=False)
    while out.count() < posts and time.monotonic() < until:
        time.sleep(0.5)
    times = out.values_list("published_at", "publish_at")
    return [(done - due).total_seconds() for done, due in times if done is not None]


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.lateness", description=__doc__)
    parser.add_argument("--posts", type=int, default=1_000)
    parser.add_argument("--shops", type=int, default=25, help="each has a channel on four platforms")
    parser.add_argument("--threads", type=int, help="of the worker; its own default otherwise")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
