"""Plan posts, kill and stop workers, wait until nothing moves any more, judge; then put an old backup back."""

from __future__ import annotations

import random
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from django.db import connections
from django.db.models import QuerySet

from vitrino.domain.publication import Event
from vitrino.domain.publication import PublicationState as S
from vitrino.proofs import place, worker
from vitrino.proofs.crew import Crew
from vitrino.proofs.judge import Verdict, judge
from vitrino.proofs.network import Network
from vitrino.proofs.patience import PATIENCE_S, patiently
from vitrino.proofs.plan import Plan, Result, Share
from vitrino.proofs.shop import Shop
from vitrino.proofs.stores import Store
from vitrino.publishing.models import Publication, Step

MOVING = (S.READY, S.SENDING, S.UNKNOWN)
BATCH = 20
POSTS_PER_PAUSE = 4
GETS_UP_S = 0.3


@dataclass
class Round:
    """A hundred kills against a fresh set of platforms, in an installation of its own."""

    plan: Plan
    store: Store
    folder: Path
    shop: Shop
    network: Network
    chance: random.Random
    result: Result = field(default_factory=Result)

    def play(self, share: Share) -> Result:
        with self._crew("worker") as crew:
            clone = self._harass(crew, share)
            self._settle(crew)
            if clone:
                worker.end(clone)
        self._note(crew)
        self._judge(self.result.verdicts)
        self._count()
        if clone:
            self._look_at_clone()
            self._restore()
        return self.result

    def _crew(self, sender: str) -> Crew:
        return Crew(self.plan.workers, self.plan.threads, self.chance, sender)

    def _harass(self, crew: Crew, share: Share) -> int | None:
        """Keep posts waiting and workers dying; half-way, copy everything while things are in flight. The worker of
        the copy."""
        events = self._events(crew, share)
        batches = max(2, int(share.kills * self.plan.posts_per_kill) // BATCH)
        due = Counter(len(events) * number // batches for number in range(batches))
        clone: int | None = None
        for number, strike in enumerate(events):
            # Even for none at all: where a sleeper holds the lock of the database, a strike would meet nobody at work.
            self.shop.plan(due[number] * BATCH + crew.got_up(GETS_UP_S) * POSTS_PER_PAUSE)
            if number == len(events) // 2 and self.plan.restores:
                clone = self._copy()
            time.sleep(self.chance.uniform(self.plan.shortest_s, self.plan.longest_s))
            strike()
            crew.tend()
        time.sleep(GETS_UP_S)
        self.shop.plan(crew.got_up(0.0) * POSTS_PER_PAUSE)
        return clone

    def _events(self, crew: Crew, share: Share) -> list[Callable[[], None]]:
        events = [crew.kill_one] * share.kills + [crew.pause_one] * share.pauses
        events += [self._cut] * share.cuts + [self._crash] * share.crashes
        self.chance.shuffle(events)
        return events

    def _cut(self) -> None:
        self.result.connections_cut += self.store.cut(self.folder)
        self.result.cuts += 1

    def _crash(self) -> None:
        assert self.plan.crash is not None
        self.plan.crash()
        self.result.crashes += 1

    def _copy(self) -> int:
        """A backup, and a second installation that goes on from here; its worker."""
        self.shop.plan(BATCH)
        backup, clone = self.folder / "backup", self.folder / "clone"
        backup.mkdir()
        self.store.copy(self.folder, backup)
        place.copy_whole(self.store, backup, clone, keys=self.folder)
        return worker.fork(self.plan.threads, "clone", partial(place.move_to, self.store, clone))

    def _settle(self, crew: Crew) -> None:
        """Nobody is killed any more, until all are awake and nothing moves."""
        ends_s = time.monotonic() + PATIENCE_S
        while (crew.has_sleepers or self._is_moving()) and time.monotonic() < ends_s:
            crew.tend()
            time.sleep(0.1)
        connections.close_all()

    def _is_moving(self) -> bool:
        return patiently(self._rows().filter(state__in=MOVING).exists)

    def _rows(self) -> QuerySet[Publication]:
        return Publication.objects.filter(channel__in=self.shop.channels.values())

    def _note(self, crew: Crew) -> None:
        for name in ("kills", "pauses", "ended_asleep", "died"):
            setattr(self.result, name, getattr(self.result, name) + getattr(crew, name))

    def _judge(self, verdicts: dict[str, Verdict]) -> None:
        self.network.read()
        for entrant, channel in self.shop.channels.items():
            rows = self._rows().filter(channel=channel).order_by("pk").values_list("content__text", "state")
            verdicts[entrant.name] = judge(rows, self.network.documents(entrant))

    def _count(self) -> None:
        self.result.suffered += self.network.suffered()
        self.result.interrupted += Step.objects.filter(publication__in=self._rows(), event=Event.SENDER_LOST).count()
        asked = self._rows().filter(state=S.NEEDS_DECISION).values_list("reason__event", flat=True)
        self.result.questions += Counter(asked)

    def _look_at_clone(self) -> None:
        """It has to have held its posts, and to have asked nobody anything."""
        place.move_to(self.store, self.folder / "clone")
        self.result.held_by_clone += self._rows().filter(state=S.HELD).count()
        place.move_to(self.store, self.folder)
        asked = self.network.requests()["clone"]
        if asked:
            self.result.broken.append(f"the copy of the installation sent {asked} requests")

    def _restore(self) -> None:
        """The world is ahead of this database: nothing leaves before the owner says so, and nothing twice after."""
        connections.close_all()
        self.store.copy(self.folder / "backup", self.folder)
        with self._crew("restored") as crew:
            self._settle(crew)
        self.network.read()
        asked = self.network.requests()["restored"]
        if asked:
            self.result.broken.append(f"the restored database sent {asked} requests before it was released")
        self.result.held_after_restore += self.shop.release()
        with self._crew("released") as crew:
            self._settle(crew)
        self._judge(self.result.restored)
