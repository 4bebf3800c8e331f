"""Sleeps until the next row is due, claims it, has it worked off by the pool, renews leases meanwhile."""

from __future__ import annotations

import logging
import threading
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import DatabaseError, close_old_connections, connection
from django.utils import timezone

from vitrino.engine import actions, leases
from vitrino.engine.models import Leased, Schedule
from vitrino.engine.work import SCHEDULES, WORKS, Work, discover

logger = logging.getLogger(__name__)

LONGEST_NAP_S = 1.0
BEAT_EVERY = timedelta(seconds=5)
AFTER_A_CRASH = timedelta(hours=1)


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
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix="work")
        self._running: list[Running] = []
        self._stopping = threading.Event()
        self._beaten_at: datetime | None = None
        discover()

    def run(self) -> None:
        """Work until stopped. A database that is away for a moment is waited for, not died of."""
        while not self._stopping.is_set():
            try:
                self.tick(timezone.now())
                nap_s = self._nap_s(timezone.now())
            except DatabaseError:
                logger.exception("the database did not answer, trying again")
                nap_s = LONGEST_NAP_S
                connection.close()
            actions.wait_for_bell(nap_s)
        self._pool.shutdown(wait=True)

    def stop(self) -> None:
        """Finish what is running, start nothing new."""
        self._stopping.set()
        actions._BELL.set()

    def tick(self, now: datetime) -> int:
        """One round: sign of life, renew, claim, hand over. Returns how many rows were started."""
        close_old_connections()
        self._beat(now)
        self._renew(now)
        return sum(self._start_due(work, now) for work in list(WORKS.values()))

    def drain(self) -> None:
        """Wait for everything that is running; for tests and one-shot commands."""
        for running in self._running:
            running.future.result()
        self._running = []

    def _beat(self, now: datetime) -> None:
        if self._beaten_at and now - self._beaten_at < BEAT_EVERY:
            return
        actions.beat("scheduler", now=now)
        ensure_schedules(now)
        self._beaten_at = now

    def _start_due(self, work: Work, now: datetime) -> int:
        free = self._threads - len(self._running)
        if free <= 0:
            return 0
        rows = leases.claim(work.rows(), now=now, lease_s=work.lease_s, limit=min(free, work.batch))
        for row in rows:
            self._running.append(Running(work, row, self._pool.submit(run_row, work, row)))
        return len(rows)

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
    """Work one claimed row off and give it back. After an unforeseen error it rests an hour, so nothing loops."""
    try:
        due_at = work.run(row, timezone.now())
        leases.release(row, due_at=due_at)
    except Exception:
        logger.exception("%s %s failed, next try in an hour", work.name, row.pk)
        leases.release(row, due_at=timezone.now() + AFTER_A_CRASH)
    finally:
        actions.ring()
        connection.close()


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
