"""`python -m tests.fleet --kills 20 --seed 7`; the database is that of DATABASE_URL."""

from __future__ import annotations

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path

from tests.kill.__main__ import prepare
from tests.kill.judge import table
from tests.peers.redis import RedisServer

ROOT = Path(__file__).resolve().parents[2]
PATIENCE_S = 180.0


def main() -> int:
    """0 when nothing was lost, doubled or misnamed."""
    arguments = _arguments()
    seed = arguments.seed if arguments.seed is not None else random.SystemRandom().randrange(10_000)
    sys.stdout.write(f"seed {seed}, {arguments.kills} kills of Celery workers, {arguments.posts} posts\n")
    with ExitStack() as stack:
        if not arguments.broker:
            arguments.broker = stack.enter_context(RedisServer()).url
        os.environ["VITRINO_BROKER_URL"] = arguments.broker
        prepare(Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="fleet"))))
        return publish(arguments.kills, arguments.posts, seed)


def publish(kills: int, posts: int, seed: int) -> int:
    """Plan, kill, wait until nothing moves any more, judge."""
    from tests.kill import run, worker
    from vitrino.publishing.models import Publication

    worker.get_ready()
    with run.world(seed) as places:
        channels = run.channels_at(places)
        run._plan(channels, 0, posts)
        hander, fleet = _start("hander", seed), [_start("executor", seed) for _number in range(2)]
        try:
            _kill(fleet, kills, random.Random(seed), seed)
            ends_s = time.monotonic() + PATIENCE_S
            while Publication.objects.filter(state__in=run.MOVING).exists() and time.monotonic() < ends_s:
                time.sleep(0.3)
        finally:
            for process in (hander, *fleet):
                _end(process)
        records = {key: run.record_of(place["address"]) for key, place in places.items()}
        verdicts = {one.name: run._judged(channel, records[one.key]) for one, channel in channels.items()}
    lines = [table(verdicts), *(f"WRONG {case}" for one in verdicts.values() for case in one.cases)]
    sys.stdout.write("\n".join(lines) + "\n")
    return 0 if all(one.is_clean for one in verdicts.values()) else 1


def _kill(fleet: list[subprocess.Popen[bytes]], kills: int, chance: random.Random, seed: int) -> None:
    """One worker after the other, a moment after its successor's start; some live long enough to be at work."""
    for _number in range(kills):
        time.sleep(chance.uniform(0.5, 4.0))
        victim = chance.randrange(len(fleet))
        _end(fleet[victim])
        fleet[victim] = _start("executor", seed)


def _start(role: str, seed: int) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-m", "tests.fleet.member", role, str(seed)], cwd=ROOT,
                            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # fmt: skip


def _end(process: subprocess.Popen[bytes]) -> None:
    process.send_signal(signal.SIGKILL)
    process.wait()


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.fleet", description="Kill a fleet and count what is out.")
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--posts", type=int, default=100)
    parser.add_argument("--seed", type=int, help="the same seed draws the same faults and pauses")
    parser.add_argument("--broker", default="", help="redis://…; a Redis of its own otherwise")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
