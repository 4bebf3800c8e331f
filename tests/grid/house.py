"""One shop with a post or a thread on one platform: its engine, its owner, and what really stands there."""

from __future__ import annotations

import json
import logging
import random
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, cast

import pytest
from django.db import DatabaseError, connection
from django.db.models import Q

from tests.grid.clocks import Clocks
from tests.grid.network import Wire
from tests.grid.points import Interrupt, Watch
from tests.grid.savepoints import Alone
from tests.grid.walks import POST, Walk
from tests.grid.workers import Crew
from vitrino.channels import actions as channels
from vitrino.channels import doors
from vitrino.channels.clockwatch import WatchingDoor
from vitrino.channels.models import Channel, Installation
from vitrino.connect.rehearsal import Rehearsal
from vitrino.connect.twin import SqliteTwinStore, Twin
from vitrino.domain.problem import Problem
from vitrino.domain.publication import PublicationState as S
from vitrino.engine import leases
from vitrino.publishing import actions, jobs
from vitrino.publishing.models import Attempt, Publication, Step
from vitrino.publishing.pages import progress_of
from vitrino.publishing.policies import policy_of
from vitrino.publishing.tests.stage import Stage, set_up
from vitrino.workspace.tests.cast import NOW

MOST_TURNS = 120
# An owner who was asked this often about one post lets it be.
MOST_QUESTIONS = 4
ENDS = frozenset({S.PUBLISHED, S.FAILED, S.CANCELLED})


class Gone(BaseException):
    """The process is dead: nothing after this line happens."""


class NeverRests(AssertionError):
    """A post that still moves after all this time."""


@dataclass
class Book:
    """Publications as one moment's backup has them."""

    rows: list[dict[str, Any]]
    attempts: list[dict[str, Any]]
    steps: list[dict[str, Any]]

    @classmethod
    def of(cls, pks: list[int]) -> Book:
        attempts, steps = Attempt.objects.filter(publication__in=pks), Step.objects.filter(publication__in=pks)
        rows = Publication.objects.filter(pk__in=pks).values()
        return cls([dict(row) for row in rows], [dict(one) for one in attempts.values()],
                   [dict(one) for one in steps.values()])  # fmt: skip

    def restore(self) -> None:
        pks = [row["id"] for row in self.rows]
        Attempt.objects.filter(publication__in=pks).delete()
        Step.objects.filter(publication__in=pks).delete()
        for row in self.rows:
            fields = {name: value for name, value in row.items() if name != "id"}
            Publication.objects.filter(pk=row["id"]).update(**fields)
        Attempt.objects.bulk_create(Attempt(**fields) for fields in self.attempts)
        Step.objects.bulk_create(Step(**fields) for fields in self.steps)


@dataclass
class Shop:
    """What every run on a platform begins with, made once: people, a channel, a world with an older post.

    workers: whoever works off what is due, one after another or four at once.
    """

    stage: Stage
    world: Twin
    workers: Alone | Crew = field(default_factory=Alone)

    @classmethod
    def open(cls, platform: str) -> Shop:
        return cls.of(set_up(platform))

    @classmethod
    @contextmanager
    def worked_in_by(cls, workers: type[Alone | Crew], platform: str) -> Iterator[Shop]:
        """The shop with these workers, sent home afterwards."""
        shop = cls.open(platform)
        shop.workers = workers()
        try:
            yield shop
        finally:
            shop.workers.close()

    @classmethod
    def of(cls, stage: Stage) -> Shop:
        twin = stage.twin
        cast(Rehearsal, twin).publish_past("Good morning!", NOW - timedelta(days=1))
        return cls(stage, twin)

    def beside(self, platform: str) -> Shop:
        """The same people with a channel on another platform."""
        people = self.stage.cast
        channel = channels.rehearse(workspace=people.bakery, platform=platform, handle="zorza", name="Zorza",
                                    by=people.anna, now=NOW)  # fmt: skip
        return Shop.of(Stage(people, channel))

    def new_world(self, clocks: Clocks) -> Twin:
        """The same world once more, in memory."""
        store = SqliteTwinStore(":memory:", cast(SqliteTwinStore, self.world.store)._prefix)
        cast(SqliteTwinStore, self.world.store)._db.backup(store._db)
        return type(self.world)(store, clocks.truth)


@dataclass
class House:
    """A run. after: what a fault wants done when everything rests, in order. asked: how often the owner decided.

    first_rest: the state in which the post first needed a person or nobody any more. notes: what was said on the way.
    wrong: what was said of a thread at that moment and is not so. has_retried: a failed part was tried again.
    """

    shop: Shop
    clocks: Clocks
    wire: Wire
    watch: Watch
    walk: Walk = POST
    pks: list[int] = field(default_factory=list)
    first_rest: str = ""
    asked: int = 0
    has_copy_spoken: bool = False
    has_retried: bool = False
    wrong: str = ""
    notes: list[str] = field(default_factory=list)
    after: list[Any] = field(default_factory=list)
    first_book: Book | None = None

    @property
    def pk(self) -> int:
        """The row of the first text."""
        return self.pks[0]

    @property
    def rows(self) -> list[Publication]:
        found = Publication.objects.select_related("channel", "workspace", "parent").in_bulk(self.pks)
        return [found[pk] for pk in self.pks]

    @property
    def row(self) -> Publication:
        """What has to happen next happens here: the first text that is not out yet, or the last."""
        rows = self.rows
        return next((row for row in rows if row.state != S.PUBLISHED), rows[-1])

    @property
    def owner(self) -> Any:
        return self.shop.stage.cast.anna

    def now(self) -> datetime:
        return self.clocks.now()

    # The world

    def out(self, number: int = 0) -> list[str]:
        """The keys of one of our texts as they really stand on the platform now."""
        return [key for key, _value in self._standing(number)]

    def above(self, number: int) -> str:
        """The texts of ours on the platform, as stored there, that stand with this number; to see what they answer."""
        return " ".join(value for _key, value in self._standing(number))

    def _standing(self, number: int) -> list[tuple[str, str]]:
        self.wire.let_arrive()
        found = self.wire.twin.store.items(self._bucket(number))
        stored = [(key, json.dumps(value, ensure_ascii=False)) for key, value in found]
        return [(key, value) for key, value in stored if f"«{number + 1}»" in value]

    def take_down(self) -> None:
        """Somebody deletes the post on the platform."""
        for number in range(len(self.pks)):
            for key in self.out(number):
                self.wire.twin.store.delete(self._bucket(number), key)

    def _bucket(self, number: int) -> str:
        return self.walk.bucket(self.shop.stage.channel.platform, number)

    # The engine

    def rest(self) -> str:
        """Let time run until no row is due any more; the state it rests in. Raises NeverRests."""
        for _turn in range(MOST_TURNS * len(self.pks)):
            at = self.next_turn()
            if at is None:
                return str(self.row.state)
            self.advance_to(at)
            self.turn()
        raise NeverRests(f"still {self.row.state}")

    def turn(self) -> None:
        """One round of the workers, sweeps first."""
        self.shop.workers.turn(self._sweep, self._work_off)

    def _sweep(self) -> None:
        jobs.let_go(self.now())
        jobs.hold_back(self.now())

    def _work_off(self) -> None:
        for row in self._claimed():
            with self.watch.in_hand(row.pk):
                self._work(row)

    def _claimed(self) -> list[Publication]:
        try:
            return leases.claim(jobs.due_rows(), now=self.now(), lease_s=jobs.LEASE_S, limit=1)
        except (Gone, DatabaseError):
            return []
        finally:
            connection.needs_rollback = False

    def _work(self, row: Publication) -> None:
        """As `ticker.run_row`; a dead process leaves its lease behind."""
        try:
            due_at = jobs.publish(row, self.now())
            connection.needs_rollback = False
            leases.release(row, due_at=due_at)
        except Gone:
            pass
        except Exception as error:
            self.notes.append(repr(error))
            connection.needs_rollback = False
            leases.release(row, due_at=self.now() + timedelta(hours=1))
        finally:
            connection.needs_rollback = False

    def next_turn(self) -> datetime | None:
        """When a worker has something to do; None when only a person moves it. A part that waits only makes sure."""
        moving = Publication.objects.filter(pk__in=self.pks, due_at__isnull=False)
        waiting = Q(state=S.READY, parent__isnull=False) & ~Q(parent__state=S.PUBLISHED)
        times = moving.exclude(waiting).values_list("due_at", "lease_until")
        return min((_turn_at(due_at, until) for due_at, until in times if due_at is not None), default=None)

    def settled_at(self) -> datetime:
        """From when a look that finds nothing counts."""
        policy = policy_of(self.row)
        last = max(Attempt.objects.filter(publication=self.row).values_list("deadline_at", flat=True))
        return last + timedelta(seconds=policy.settle_s)

    def advance_to(self, at: datetime) -> None:
        """Wait till the wall clock shows `at`; a wrong clock is set right by somebody within the hour."""
        wait_s = max(0.0, (at - self.now()).total_seconds()) + 0.01
        if self.clocks.wrong_by and wait_s > 60:
            self.clocks.sleep(min(wait_s, 3600.0))
            self.clocks.wrong_by = timedelta()
        else:
            self.clocks.sleep(wait_s)

    # The owner

    def end(self) -> str:
        """Rest, have the owner do truthfully what is asked, until there is nothing left to do; the last state."""
        for _round in range(12 * len(self.pks)):
            state = self.rest()
            self.first_rest = self.first_rest or state
            if self.after:
                self.after.pop(0)(self)
            elif state in ENDS and not self._goes_on(state):
                return state
            else:
                with self.watch.looking_away():
                    self._help(state)
        raise NeverRests(f"the owner is asked for ever: {self.row.state}, {self.row.reason}")

    def _goes_on(self, state: str) -> bool:
        """A failed part is tried again once, after a look at what is said of the thread."""
        if state != S.FAILED or len(self.pks) == 1 or self.has_retried:
            return False
        self.has_retried = True
        self.clocks.sleep(600)
        head, numbers = self.rows[0], range(len(self.pks))
        out = sum(bool(self.out(number)) for number in numbers)
        said = str(progress_of([head])[head.pk])
        if said != f"{out} of {len(self.pks)} out" or self.out(self.pks.index(self.row.pk)):
            self.wrong = f"called failed, {said}; out are {[len(self.out(number)) for number in numbers]}"
        return True

    def _help(self, state: str) -> None:
        """Whoever is asked comes ten minutes later, and sets the clock right if it is wrong."""
        self.clocks.sleep(600)
        self.clocks.wrong_by = timedelta()
        try:
            if state == S.HELD:
                self._let_go()
            elif state == S.FAILED:
                actions.retry(publication=self.row, by=self.owner, now=self.now())
            elif state == S.NEEDS_DECISION:
                self._decide()
        except Problem as problem:  # not yet: a little later again
            self.notes.append(str(problem))

    def _decide(self) -> None:
        self.asked += 1
        row = self.row
        decision: Any = "there" if self.out(self.pks.index(row.pk)) else "again"
        if self.asked > MOST_QUESTIONS:
            decision = "cancel"
        actions.decide(publication=row, decision=decision, by=self.owner, now=self.now())

    def _let_go(self) -> None:
        if Installation.objects.filter(held_at__isnull=False).exists():
            channels.release_installation(by=self.owner, now=self.now())
        channel = Channel.objects.get(pk=self.row.channel_id)
        if channel.state == Channel.State.PAUSED:
            channels.resume(channel=channel, by=self.owner, now=self.now())
        elif channel.state == Channel.State.NEEDS_SIGN_IN:
            self.reconnect()
        actions.release(publication=self.row, by=self.owner, now=self.now())

    def reconnect(self) -> None:
        """Sign in anew, by the real path, on the world of this run."""
        self.wire.is_shut_out = False
        stage = self.shop.stage
        with _as_rehearsal(self):
            channels.rehearse(workspace=stage.cast.bakery, platform=stage.channel.platform, handle="zorza",
                              name="Zorza", by=self.owner, now=self.now())  # fmt: skip

    # What faults need

    def hold_as_restored(self) -> None:
        """What the start of a restored or copied database does."""
        Installation.objects.update_or_create(
            defaults={"instance_id": "i", "incarnation": 1, "held_at": self.now(), "last_held_at": self.now()}
        )


@contextmanager
def _as_rehearsal(house: House) -> Iterator[None]:
    """Rehearsals find their world in this list."""
    name = next(name for name, twin in doors._TWINS.items() if twin is house.shop.world)
    doors._TWINS[name] = house.wire.twin
    try:
        yield
    finally:
        doors._TWINS[name] = house.shop.world


@contextmanager
def living_in(shop: Shop, clocks: Clocks, interrupt: Interrupt, walk: Walk = POST) -> Iterator[House]:
    """A run from the moment at which the post is planned; nothing of it is left afterwards."""
    random.seed(1)  # the spread of repeats
    logging.disable(logging.CRITICAL)  # thousands of runs in which everything goes wrong
    watch = Watch(interrupt)
    wire = Wire(shop.new_world(clocks), clocks, watch)
    clocks.boot_s, clocks.wrong_by = 0.0, timedelta()
    with pytest.MonkeyPatch.context() as patch, shop.workers.at_work(watch):
        patch.setattr(doors, "door_for", lambda channel, *, total_s=None: WatchingDoor(wire.within(total_s)))
        house = House(shop, clocks, wire, watch, walk)
        house.pks = [row.pk for row in walk.plan(shop.stage)]
        house.first_book = Book.of(house.pks)
        watch.begin(dict(zip(house.pks, walk.labels, strict=True)))
        try:
            yield house
        finally:
            logging.disable(logging.NOTSET)


def _turn_at(due_at: datetime, lease_until: datetime | None) -> datetime:
    return due_at if lease_until is None else max(due_at, lease_until + timedelta(milliseconds=1))
