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
from typing import TYPE_CHECKING

from tests.fleet import member
from tests.peers.redis import RedisServer
from vitrino.proofs import place
from vitrino.proofs.judge import Verdict, judge

if TYPE_CHECKING:
    from vitrino.proofs.network import Network
    from vitrino.proofs.shop import Shop

ROOT = Path(__file__).resolve().parents[2]
PATIENCE_S = 180.0


def main() -> int:
    """0 when nothing was lost, doubled or misnamed."""
    arguments = _arguments()
    seed = arguments.seed if arguments.seed is not None else random.SystemRandom().randrange(10_000)
    sys.stdout.write(f"seed {seed}, {arguments.kills} kills of Celery workers, {arguments.posts} posts\n")
    with ExitStack() as stack:
        os.environ["VITRINO_BROKER_URL"] = arguments.broker or stack.enter_context(RedisServer()).url
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="fleet")))
        place.prepare(folder, os.environ.get("DATABASE_URL", ""))
        return publish(arguments.kills, arguments.posts, seed)


def publish(kills: int, posts: int, seed: int) -> int:
    """Plan, kill, wait until nothing moves any more, judge."""
    from vitrino.proofs.network import platforms
    from vitrino.proofs.shape import CLASSES, entrants
    from vitrino.proofs.shop import Shop

    member.get_ready()
    with platforms(str(seed), CLASSES) as network:
        shop = Shop("zorza", entrants(), network)
        shop.plan(posts)
        hander, fleet = _start("hander", seed), [_start("executor", seed) for _number in range(2)]
        try:
            _kill(fleet, kills, random.Random(seed), seed)
            _settle()
        finally:
            for process in (hander, *fleet):
                _end(process)
        return _report(shop, network)


def _settle() -> None:
    from vitrino.proofs.round import MOVING
    from vitrino.publishing.models import Publication

    ends_s = time.monotonic() + PATIENCE_S
    while Publication.objects.filter(state__in=MOVING).exists() and time.monotonic() < ends_s:
        time.sleep(0.3)


def _report(shop: Shop, network: Network) -> int:
    """One line for each platform and a sum: posts, out once, duplicated, lost, false status."""
    from vitrino.publishing.models import Publication

    network.read()
    total = Verdict()
    for entrant, channel in shop.channels.items():
        rows = Publication.objects.filter(channel=channel).order_by("pk").values_list("content__text", "state")
        verdict = judge(rows, network.documents(entrant))
        _line(entrant.name, verdict)
        total.add(verdict)
    _line("all", total)
    return 0 if total.is_clean else 1


def _line(name: str, one: Verdict) -> None:
    wrong = "".join(f"; WRONG {case}" for case in one.cases)
    sys.stdout.write(f"{name}: {one.posts} posts, {one.once} out once, {one.duplicated} duplicated, {one.lost} lost, "
                     f"{one.false_status} false status, {one.asked} asked{wrong}\n")  # fmt: skip


def _kill(fleet: list[subprocess.Popen[bytes]], kills: int, chance: random.Random, seed: int) -> None:
    """One worker after the other; some have lived long enough to be at work."""
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
