"""One shop with one post on one platform: its engine, its owner, and what really stands on the platform."""

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
from django.db import DatabaseError, connection, transaction

from tests.grid.clocks import Clocks
from tests.grid.network import Wire
from tests.grid.points import Interrupt, Watch, watching
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
from vitrino.publishing.policies import policy_of
from vitrino.publishing.tests.stage import Stage, set_up
from vitrino.workspace.tests.cast import NOW

TEXT = "Fresh rye bread «1» from seven o'clock."
MOST_TURNS = 120
# An owner who was asked this often about one post lets it be.
MOST_QUESTIONS = 4
# Where each twin keeps the shop's posts.
BUCKETS = {
    "bluesky": "record", "mastodon": "status", "instagram": "media", "facebook": "post", "x": "tweet",
    "google_business": "post",
}  # fmt: skip
ENDS = frozenset({S.PUBLISHED, S.FAILED, S.CANCELLED})


class Gone(BaseException):
    """The process is dead: nothing after this line happens."""


class NeverRests(AssertionError):
    """A post that still moves after all this time."""


@dataclass
class Book:
    """A publication as one moment's backup has it."""

    row: dict[str, Any]
    attempts: list[dict[str, Any]]
    steps: list[dict[str, Any]]

    @classmethod
    def of(cls, pk: int) -> Book:
        attempts, steps = Attempt.objects.filter(publication=pk), Step.objects.filter(publication=pk)
        row = Publication.objects.filter(pk=pk).values().get()
        return cls(dict(row), [dict(one) for one in attempts.values()], [dict(one) for one in steps.values()])

    def restore(self) -> None:
        pk = self.row["id"]
        Attempt.objects.filter(publication=pk).delete()
        Step.objects.filter(publication=pk).delete()
        Publication.objects.filter(pk=pk).update(**{name: value for name, value in self.row.items() if name != "id"})
        Attempt.objects.bulk_create(Attempt(**fields) for fields in self.attempts)
        Step.objects.bulk_create(Step(**fields) for fields in self.steps)


@dataclass
class Shop:
    """What every run on a platform begins with, made once: people, a channel, a world with an older post."""

    stage: Stage
    world: Twin

    @classmethod
    def open(cls, platform: str) -> Shop:
        return cls.of(set_up(platform))

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
    """

    shop: Shop
    clocks: Clocks
    wire: Wire
    watch: Watch
    pk: int = 0
    first_rest: str = ""
    asked: int = 0
    has_copy_spoken: bool = False
    notes: list[str] = field(default_factory=list)
    after: list[Any] = field(default_factory=list)
    first_book: Book | None = None

    @property
    def row(self) -> Publication:
        return Publication.objects.select_related("channel", "workspace", "parent").get(pk=self.pk)

    @property
    def owner(self) -> Any:
        return self.shop.stage.cast.anna

    def now(self) -> datetime:
        return self.clocks.now()

    # The world

    def out(self) -> list[str]:
        """The keys of our post as they really stand on the platform now."""
        self.wire.let_arrive()
        bucket = BUCKETS[self.shop.stage.channel.platform]
        found = self.wire.twin.store.items(bucket)
        return [key for key, value in found if "«1»" in json.dumps(value, ensure_ascii=False)]

    def take_down(self) -> None:
        """Somebody deletes the post on the platform."""
        for key in self.out():
            self.wire.twin.store.delete(BUCKETS[self.shop.stage.channel.platform], key)

    # The engine

    def rest(self) -> str:
        """Let time run until the row is due no more; the state it rests in. Raises NeverRests."""
        for _turn in range(MOST_TURNS):
            at = self.next_turn()
            if at is None:
                return str(self.row.state)
            self.advance_to(at)
            self.turn()
        raise NeverRests(f"still {self.row.state}")

    def turn(self) -> None:
        """One round of one worker, sweeps first."""
        jobs.let_go(self.now())
        jobs.hold_back(self.now())
        for row in self._claimed():
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
        """When a worker has something to do; None when only a person moves it."""
        due_at, lease_until = Publication.objects.values_list("due_at", "lease_until").get(pk=self.pk)
        if due_at is None or lease_until is None:
            return due_at
        return max(due_at, lease_until + timedelta(milliseconds=1))

    def settled_at(self) -> datetime:
        """From when a look that finds nothing counts."""
        policy = policy_of(self.row)
        last = max(Attempt.objects.filter(publication=self.pk).values_list("deadline_at", flat=True))
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
        for _round in range(12):
            state = self.rest()
            self.first_rest = self.first_rest or state
            if self.after:
                self.after.pop(0)(self)
            elif state in ENDS:
                return state
            else:
                with self.watch.looking_away():
                    self._help(state)
        raise NeverRests(f"the owner is asked for ever: {self.row.state}, {self.row.reason}")

    def _help(self, state: str) -> None:
        """Whoever is asked comes ten minutes later, and sets the clock right if it is wrong."""
        self.clocks.sleep(600)
        self.clocks.wrong_by = timedelta()
        try:
            if state == S.HELD:
                self._let_go()
            elif state == S.NEEDS_DECISION:
                self.asked += 1
                decision: Any = "there" if self.out() else "again"
                if self.asked > MOST_QUESTIONS:
                    decision = "cancel"
                actions.decide(publication=self.row, decision=decision, by=self.owner, now=self.now())
        except Problem as problem:  # not yet: a little later again
            self.notes.append(str(problem))

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
def living_in(shop: Shop, clocks: Clocks, interrupt: Interrupt) -> Iterator[House]:
    """A run from the moment at which the post is planned; nothing of it is left afterwards."""
    random.seed(1)  # the spread of repeats
    logging.disable(logging.CRITICAL)  # thousands of runs in which everything goes wrong
    watch = Watch(interrupt)
    wire = Wire(shop.new_world(clocks), clocks, watch)
    clocks.boot_s, clocks.wrong_by = 0.0, timedelta()
    with pytest.MonkeyPatch.context() as patch, transaction.atomic():
        patch.setattr(doors, "door_for", lambda channel, *, total_s=None: WatchingDoor(wire.within(total_s)))
        house = House(shop, clocks, wire, watch)
        house.pk = shop.stage.plan(TEXT).pk
        house.first_book = Book.of(house.pk)
        with watching(watch):
            watch.begin(house.pk)
            try:
                yield house
            finally:
                logging.disable(logging.NOTSET)
        transaction.set_rollback(True)
