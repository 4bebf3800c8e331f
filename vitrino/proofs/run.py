"""Plan posts, kill and stop workers, wait until nothing moves any more, judge; then put an old backup back."""

from __future__ import annotations

import random
import sqlite3
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from django.conf import settings
from django.db import connection, connections
from django.db.models import QuerySet

from vitrino.domain.publication import Event
from vitrino.domain.publication import PublicationState as S
from vitrino.proofs import place, worker
from vitrino.proofs.crew import Crew
from vitrino.proofs.judge import Verdict, judge
from vitrino.proofs.network import Network, platforms
from vitrino.proofs.shape import CLASSES, entrants
from vitrino.proofs.shop import Shop, lift_allowances
from vitrino.publishing.models import Publication, Step

MOVING = (S.READY, S.SENDING, S.UNKNOWN)
BATCH = 20
POSTS_PER_PAUSE = 4
GETS_UP_S = 0.3
ROUND_KILLS = 250
PATIENCE_S = 180.0


@dataclass(frozen=True)
class Plan:
    """How much of everything. restores: put an old backup back after each round (SQLite only)."""

    kills: int
    seed: int
    pauses: int = 0
    classes: str = CLASSES
    workers: int = 2
    threads: int = 4
    restores: bool = True
    careless: worker.Carelessness = ""
    posts_per_kill: float = 0.8
    shortest_s: float = 0.01
    longest_s: float = 0.13

    def rounds(self) -> list[tuple[int, int]]:
        """(kills, pauses) of each round; a platform that has seen thousands of posts would only be slow."""
        count = max(1, -(-max(self.kills, self.pauses) // ROUND_KILLS))
        return [
            (self.kills * (n + 1) // count - self.kills * n // count, self.pauses * (n + 1) // count
             - self.pauses * n // count)
            for n in range(count)
        ]  # fmt: skip


@dataclass
class Result:
    """What came out. restored: the same posts after an old backup was put back. broken: promises broken beside the
    table, in words."""

    verdicts: dict[str, Verdict] = field(default_factory=dict)
    restored: dict[str, Verdict] = field(default_factory=dict)
    broken: list[str] = field(default_factory=list)
    suffered: Counter[str] = field(default_factory=Counter)
    questions: Counter[str] = field(default_factory=Counter)
    kills: int = 0
    pauses: int = 0
    ended_asleep: int = 0
    interrupted: int = 0
    held_by_clone: int = 0
    held_after_restore: int = 0
    seconds: float = 0.0

    @property
    def is_clean(self) -> bool:
        return not self.broken and all(one.is_clean for one in (*self.verdicts.values(), *self.restored.values()))


def run(plan: Plan, go_on: Callable[[Result], bool] = lambda result: True) -> Result:
    """The whole proof on an empty, migrated database of its own. go_on: asked after each round, with what is known."""
    started_s, result = time.monotonic(), Result()
    taking_part = entrants(plan.classes)
    worker.get_ready(taking_part)
    worker.be_careless(plan.careless)
    lift_allowances(taking_part)
    for number, (kills, pauses) in enumerate(plan.rounds()):
        with platforms(f"{plan.seed} {number}", plan.classes) as network:
            shop = Shop(f"round-{number}", taking_part, network)
            if number == 0:
                shop.warm_up()
            Round(plan, shop, network, random.Random(f"{plan.seed} {number}"), result).play(kills, pauses)
        result.seconds = time.monotonic() - started_s
        if not go_on(result):
            break
    return result


@dataclass
class Round:
    """Some hundred kills against a fresh set of platforms."""

    plan: Plan
    shop: Shop
    network: Network
    chance: random.Random
    result: Result

    def play(self, kills: int, pauses: int) -> None:
        with tempfile.TemporaryDirectory(prefix="vitrino-proof") as name:
            folder = Path(name)
            self._harass(kills, pauses, folder)
            self._settle()
            self._judge(self.result.verdicts)
            self._count()
            if self._has_copies():
                self._look_at_clone(folder / "clone")
                self._restore(folder / "backup")

    def _has_copies(self) -> bool:
        return self.plan.restores and connection.vendor == "sqlite"

    def _harass(self, kills: int, pauses: int, folder: Path) -> None:
        """Keep posts waiting and workers dying; half-way, copy the database while things are in flight."""
        crew = Crew(self.plan.workers, self.plan.threads, self.chance)
        events = [crew.kill_one] * kills + [partial(self._pause, crew)] * pauses
        self.chance.shuffle(events)
        batches = max(2, int(kills * self.plan.posts_per_kill) // BATCH)
        due = Counter(len(events) * number // batches for number in range(batches))
        clone = 0
        for number, strike in enumerate(events):
            self.shop.plan(due[number] * BATCH)
            if number == len(events) // 2 and self._has_copies():
                clone = self._copy(folder)
            time.sleep(self.chance.uniform(self.plan.shortest_s, self.plan.longest_s))
            strike()
            crew.tend()
        crew.disband()
        self.result.kills += crew.kills
        self.result.pauses += crew.pauses
        self.result.ended_asleep += crew.ended_asleep
        if clone:
            worker.end(clone)

    def _pause(self, crew: Crew) -> None:
        """Stop a worker, and give it something to be stopped at once it is there."""
        crew.pause_one()
        time.sleep(GETS_UP_S)
        self.shop.plan(POSTS_PER_PAUSE)

    def _copy(self, folder: Path) -> int:
        """A backup, and a second installation that goes on from here; its worker."""
        self.shop.plan(BATCH)
        data = Path(settings.VITRINO_DATA)
        place.back_up(data, folder / "backup")
        place.clone(data, folder / "clone")
        return worker.fork(self.plan.threads, "clone", lambda: place.move_to(folder / "clone"))

    def _settle(self, sender: str = "worker") -> None:
        """Workers nobody kills, until nothing moves any more."""
        pids = [worker.fork(self.plan.threads, sender) for _number in range(self.plan.workers)]
        ends_s = time.monotonic() + PATIENCE_S
        try:
            while self._rows().filter(state__in=MOVING).exists() and time.monotonic() < ends_s:
                time.sleep(0.1)
        finally:
            for pid in pids:
                worker.end(pid)
            connections.close_all()

    def _rows(self) -> QuerySet[Publication]:
        return Publication.objects.filter(channel__in=self.shop.channels.values())

    def _judge(self, verdicts: dict[str, Verdict]) -> None:
        self.network.read()
        for entrant, channel in self.shop.channels.items():
            rows = self._rows().filter(channel=channel).order_by("pk").values_list("content__text", "state")
            verdict = judge(rows, self.network.documents(entrant))
            verdicts.setdefault(entrant.name, Verdict()).add(verdict)

    def _count(self) -> None:
        self.result.suffered += self.network.suffered()
        self.result.interrupted += Step.objects.filter(publication__in=self._rows(), event=Event.SENDER_LOST).count()
        asked = self._rows().filter(state=S.NEEDS_DECISION).values_list("reason__event", flat=True)
        self.result.questions += Counter(asked)

    def _look_at_clone(self, clone: Path) -> None:
        """It has to have held its posts, and to have asked nobody anything."""
        with closing(sqlite3.connect(clone / place.FILE)) as copy:
            found = copy.execute(f"SELECT COUNT(*) FROM {Publication._meta.db_table} WHERE state = ?", [S.HELD.value])
            self.result.held_by_clone += found.fetchone()[0]
        asked = self.network.requests()["clone"]
        if asked:
            self.result.broken.append(f"the copy of the installation sent {asked} requests")

    def _restore(self, backup: Path) -> None:
        """The world is ahead of this database: nothing leaves before the owner says so, and nothing twice after."""
        place.put_back(backup, Path(settings.VITRINO_DATA))
        self._settle("restored")
        self.network.read()
        asked = self.network.requests()["restored"]
        if asked:
            self.result.broken.append(f"the restored database sent {asked} requests before it was released")
        self.result.held_after_restore += self.shop.release()
        self._settle("released")
        self._judge(self.result.restored)
