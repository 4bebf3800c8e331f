"""Sleeps until the next row is due, claims it, has it worked off by the pool, renews leases meanwhile."""

from __future__ import annotations

import logging
import threading
import time
from concurrent.futures import Future
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from django.db import DatabaseError, InterfaceError, OperationalError, close_old_connections, connection
from django.utils import timezone

from vitrino.connect.intime import boot_s
from vitrino.domain.clock_jump import Reading, has_jumped, set_by
from vitrino.engine import actions, durable, leases
from vitrino.engine.models import Leased, Schedule
from vitrino.engine.pool import Pool
from vitrino.engine.work import SCHEDULES, WORKS, Work, discover

logger = logging.getLogger(__name__)

LONGEST_NAP_S = 1.0
BEAT_EVERY = timedelta(seconds=5)
AFTER_A_CRASH = timedelta(hours=1)
# Rows are claimed ahead for this long, as fast as they went lately: no thread waits for the next round, and no row
# waits behind slow ones here while another process has nothing to do.
AHEAD_S = 0.25
MOST_AHEAD = 64
BUSY_NAP_S = 0.02


@dataclass
class Running:
    """A row in somebody's hands."""

    work: Work
    row: Leased
    future: Future[None]


class Ticker:
    """The scheduler of one process. `run()` blocks until `stop()`; several processes may share one database."""

    def __init__(self, threads: int = 4) -> None:
        self._threads = threads
        self._pool = Pool(threads)
        self._running: list[Running] = []
        self._stopping = threading.Event()
        self._beaten_at: datetime | None = None
        self._read: Reading | None = None
        self._took_s = AHEAD_S
        discover()

    def run(self) -> None:
        """Work until stopped. A database that is away for a moment is waited for, not died of."""
        while not self._stopping.is_set():
            try:
                started = self.tick(timezone.now())
                nap_s = self._nap_s(timezone.now()) or (0.0 if started else BUSY_NAP_S)
            except DatabaseError:
                logger.exception("the database did not answer, trying again")
                nap_s = LONGEST_NAP_S
                connection.close()
            self._rest(nap_s)
        self._pool.close()

    def stop(self) -> None:
        """Finish what is running, start nothing new."""
        self._stopping.set()
        actions._BELL.set()

    def tick(self, now: datetime) -> int:
        """One round: sign of life, renew, claim, hand over. Returns how many rows were started.

        After a jump of the clock a round claims nothing: leases that look over are renewed first, because whoever holds
        them is still at work, and sweeps whose time has moved out of sight come round by the new clock.
        """
        close_old_connections()
        self._beat(now)
        self._renew(now)
        if self._has_jumped(now):
            Schedule.objects.filter(lease_until=None).update(due_at=now)
            return 0
        works = sorted(WORKS.values(), key=lambda work: not work.is_urgent)
        return sum(self._start_due(work, now) for work in works)

    def drain(self) -> None:
        """Wait for everything that is running; for tests and one-shot commands."""
        for running in self._running:
            running.future.result()
        self._running = []

    def _beat(self, now: datetime) -> None:
        if self._beaten_at and timedelta(0) <= now - self._beaten_at < BEAT_EVERY:
            return
        actions.beat("scheduler", now=now)
        ensure_schedules(now)
        self._beaten_at = now

    def _has_jumped(self, now: datetime) -> bool:
        """Was the wall clock set since the last round?"""
        before, self._read = self._read, Reading(now, boot_s())
        if before is None or not has_jumped(before, self._read):
            return False
        logger.critical("the clock of this machine jumped by %s; one round is left out", set_by(before, self._read))
        return True

    def _start_due(self, work: Work, now: datetime) -> int:
        free = self._free_for(work)
        rows = leases.claim(work.rows(), now=now, lease_s=work.lease_s, limit=free) if free > 0 else []
        for row in rows:
            self._running.append(Running(work, row, self._pool.submit(partial(self._work_off, work, row))))
        return len(rows)

    def _free_for(self, work: Work) -> int:
        """How many more rows of a kind may be taken: something is kept for what is urgent, and each gets a turn."""
        room = self._threads + self._ahead()
        if not work.is_urgent:
            room -= room // 4
        has_none = all(running.work.name != work.name for running in self._running)
        return max(room - len(self._running), 1 if has_none else 0)

    def _ahead(self) -> int:
        """How many rows more than threads are in hand: what the threads get done within a moment."""
        return min(MOST_AHEAD, int(AHEAD_S * self._threads / max(self._took_s, 0.001)))

    def _work_off(self, work: Work, row: Leased) -> None:
        begun_s = time.monotonic()
        run_row(work, row)
        self._took_s += (time.monotonic() - begun_s - self._took_s) / 8

    def _rest(self, nap_s: float) -> None:
        """Until the next row is due or somebody rings; while there is plenty in hand, no bell can bring more to do."""
        if self._pool.backlog > self._ahead() // 2:
            self._stopping.wait(BUSY_NAP_S)
        else:
            actions.wait_for_bell(nap_s)

    def _renew(self, now: datetime) -> None:
        self._running = [running for running in self._running if not running.future.done()]
        for running in self._running:
            half = timedelta(seconds=running.work.lease_s / 2)
            is_short = running.row.lease_until is not None and running.row.lease_until - now < half
            if is_short and leases.renew(running.row, now=now, lease_s=running.work.lease_s):
                running.row.lease_until = now + timedelta(seconds=running.work.lease_s)

    def _nap_s(self, now: datetime) -> float:
        if len(self._running) >= self._threads:
            return 0.05
        due = [found for found in (leases.next_due(work.rows()) for work in WORKS.values()) if found]
        return max(0.0, min([LONGEST_NAP_S, *((at - now).total_seconds() for at in due)]))


def run_row(work: Work, row: Leased) -> None:
    """Work one claimed row off and give it back. After an unforeseen error it rests an hour, so nothing loops.

    While the database is away nobody knows what is stored: the lease runs out, and the row is looked at as it is then.
    A lease that ran out before it began (the process was stopped, say) is no lease: somebody else may have the row.
    """
    if row.lease_until is not None and row.lease_until <= timezone.now():
        return
    try:
        with durable.shared_waits() if work.shares_waits else nullcontext():
            due_at = work.run(row, timezone.now())
            leases.release(row, due_at=due_at)
    except (OperationalError, InterfaceError):
        logger.exception("the database did not answer, %s %s waits for the end of its lease", work.name, row.pk)
    except Exception:
        logger.exception("%s %s failed, next try in an hour", work.name, row.pk)
        leases.release(row, due_at=timezone.now() + AFTER_A_CRASH)
    finally:
        actions.ring()


def ensure_schedules(now: datetime) -> None:
    """A row for every declared sweep; rows of sweeps that no longer exist are removed."""
    known = set(Schedule.objects.values_list("name", "every_s", "bell"))
    wanted = {(name, sweep.every_s, sweep.bell) for name, sweep in SCHEDULES.items()}
    for name, every_s, bell in wanted - known:
        Schedule.objects.update_or_create(name=name, defaults={"every_s": every_s, "bell": bell, "due_at": now})
    gone = {name for name, _every_s, _bell in known} - set(SCHEDULES)
    if gone:
        Schedule.objects.filter(name__in=gone).delete()


def run_until_idle(now: datetime, rounds: int = 50) -> None:
    """Work off everything due at `now` in this thread, sweeps included; for the demo, commands and tests."""
    discover()
    ensure_schedules(now)
    Schedule.objects.filter(lease_until=None).update(due_at=now)
    for _round in range(rounds):
        rows = [(work, row) for work in list(WORKS.values())
                for row in leases.claim(work.rows(), now=now, lease_s=work.lease_s, limit=100)]  # fmt: skip
        if not rows:
            return
        for work, row in rows:
            leases.release(row, due_at=work.run(row, now))
