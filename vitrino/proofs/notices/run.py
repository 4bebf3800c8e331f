"""Tell, kill, wait until nothing moves any more, judge."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any

from vitrino.notify.models import Delivery
from vitrino.proofs.crew import Crew
from vitrino.proofs.notices import shops, worker
from vitrino.proofs.notices.judge import Verdict, judge
from vitrino.proofs.patience import patiently
from vitrino.proofs.worker import end

ROUND_S = 0.05
SETTLES_WITHIN_S = 900.0
# Of all kills so many come while alerts are still being told; the others while the last ones are delivered.
WHILE_TELLING = 0.8
EVERY_S = 0.5


@dataclass(frozen=True)
class Plan:
    """failures: share of all messages that the other side spoils."""

    items: int
    kills: int
    failures: float
    seed: int
    workers: int = 2
    threads: int = 8
    is_careless: bool = False


@dataclass
class Receiver:
    """The other side, as the run sees it. place: its ports and keys."""

    process: subprocess.Popen[str]
    place: dict[str, Any] = field(default_factory=dict)

    def hear(self) -> dict[str, Any]:
        assert self.process.stdout is not None
        found: dict[str, Any] = json.loads(self.process.stdout.readline())
        return found

    def books(self) -> dict[str, Any]:
        assert self.process.stdin is not None
        self.process.stdin.write("books\n")
        self.process.stdin.flush()
        return self.hear()


@contextmanager
def receiver(plan: Plan) -> Iterator[Receiver]:
    command = [sys.executable, "-m", "vitrino.proofs.notices.receiver", str(plan.seed), str(plan.failures)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
                          start_new_session=True) as process:  # fmt: skip
        try:
            found = Receiver(process)
            found.place = found.hear()
            yield found
        finally:
            process.kill()


class Producer:
    """Tells the alerts, dies and goes on where its last acknowledgement was heard."""

    def __init__(self, town: shops.Town, items: int) -> None:
        self._town, self._items, self._heard = town, items, 0
        self._read, self._write = os.pipe()
        os.set_blocking(self._read, False)
        self._pid, self.kills = 0, 0
        self._start()

    @property
    def told(self) -> int:
        """How many were acknowledged."""
        with suppress(BlockingIOError):
            self._heard += len(os.read(self._read, 1 << 16)) // 4
        return self._heard

    @property
    def is_done(self) -> bool:
        return self.told >= self._items

    def kill(self) -> None:
        end(self._pid)
        self.kills += 1
        self._start()

    def close(self) -> None:
        os.waitpid(self._pid, 0)
        os.close(self._read)
        os.close(self._write)

    def _start(self) -> None:
        self._pid = worker.fork_producer(self._town, range(self.told, self._items), self._write)


def run(plan: Plan, say: Callable[[str], None]) -> Verdict:
    """The whole proof, in the installation that `place.prepare` made."""
    begun_s, chance = time.monotonic(), random.Random(plan.seed)
    with receiver(plan) as other:
        worker.get_ready(other.place, is_careless=plan.is_careless)
        town = shops.build(plan.items, other.place)
        producer = Producer(town, plan.items)
        with Crew(plan.workers, plan.threads, chance) as crew:
            _harass(plan, crew, producer, chance, say)
            producer.close()
            _settle(plan, crew, chance)
        verdict = judge(plan.items, other.books())
    verdict.worker_kills, verdict.producer_kills = crew.kills, producer.kills
    verdict.seconds = time.monotonic() - begun_s
    return verdict


def _harass(plan: Plan, crew: Crew, producer: Producer, chance: random.Random, say: Callable[[str], None]) -> None:
    """Kills spread evenly over what is told; one in four hits whoever tells."""
    wanted, done, said_s = round(plan.kills * WHILE_TELLING), 0, time.monotonic()
    while not producer.is_done:
        time.sleep(ROUND_S)
        crew.tend()
        while done < wanted and producer.told >= plan.items * (done + 1) / (wanted + 1):
            producer.kill() if chance.random() < 0.25 else crew.kill_one()
            done += 1
        if time.monotonic() - said_s > 20:
            said_s = time.monotonic()
            say(f"{producer.told:,} of {plan.items:,} alerts told, {done} kills")


def _settle(plan: Plan, crew: Crew, chance: random.Random) -> None:
    """Until every delivery has come to an end; the last kills meanwhile."""
    ends_s, next_s = time.monotonic() + SETTLES_WITHIN_S, time.monotonic()
    left = plan.kills - round(plan.kills * WHILE_TELLING)
    while patiently(Delivery.objects.filter(state=Delivery.State.WAITING).exists):
        if time.monotonic() > ends_s:
            return
        if left > 0 and time.monotonic() > next_s:
            crew.kill_one()
            left, next_s = left - 1, time.monotonic() + EVERY_S * chance.uniform(0.5, 2)
        time.sleep(EVERY_S / 2)
        crew.tend()
