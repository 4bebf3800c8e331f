"""Group commit: one writer stores whatever waits in one transaction, and tells each only after the commit.

A commit that reaches the disk takes milliseconds; one for each delivery would let only a few hundred a second through.
"""

from __future__ import annotations

import asyncio
import logging
import queue
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from django.db import DatabaseError, IntegrityError, OperationalError, close_old_connections, connection, transaction

from vitrino.engine import actions as engine
from vitrino.intake import turnstile
from vitrino.intake.models import Delivery

logger = logging.getLogger(__name__)

MOST_WAITING = 2_000
MOST_AT_ONCE = 400
PATIENCE_S = 5.0
ASK_EVERY_S = 0.001
BELL = "deliveries"


@dataclass(frozen=True, slots=True)
class Parcel:
    """A delivery that proved to be genuine."""

    address_id: int
    delivery_id: str
    headers: Mapping[str, str]
    body: bytes
    at: datetime


class Full(Exception):
    """More waits to be stored than can be stored soon; the platform comes again."""


class Unstored(Exception):
    """The database did not take it; the platform comes again."""


Store = Callable[[Sequence[Parcel]], None]
_Waiting = tuple[Parcel, asyncio.AbstractEventLoop, "asyncio.Future[None]"]


def store(parcels: Sequence[Parcel]) -> None:
    """All of them in one transaction; one that is there already stays as it is."""
    rows = [
        Delivery(
            address_id=one.address_id, delivery_id=one.delivery_id, headers=dict(one.headers), body=one.body,
            received_at=one.at,
        )
        for one in parcels
    ]  # fmt: skip
    with transaction.atomic():
        Delivery.objects.bulk_create(rows, ignore_conflicts=True)
        engine.ring_bell(BELL, now=parcels[0].at)


class Writer:
    """The one that stores. Its thread begins with the first parcel and lives as long as the process."""

    def __init__(self, store: Store = store, *, most_waiting: int = MOST_WAITING) -> None:
        self._store = store
        self._most_waiting = most_waiting
        self._queue: queue.SimpleQueue[_Waiting] = queue.SimpleQueue()
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None

    async def put(self, parcel: Parcel) -> None:
        """Returns when it is stored for good. Raises Full at once, Unstored when the database fails."""
        if self._queue.qsize() >= self._most_waiting:
            raise Full()
        loop = asyncio.get_running_loop()
        future: asyncio.Future[None] = loop.create_future()
        self._start()
        self._queue.put((parcel, loop, future))
        await future

    def _start(self) -> None:
        with self._lock:
            if self._thread is None or not self._thread.is_alive():
                self._thread = threading.Thread(target=self._run, name="deliveries", daemon=True)
                self._thread.start()

    def _run(self) -> None:
        while True:
            batch = self._batch()
            error = self._try([parcel for parcel, _loop, _future in batch])
            if isinstance(error, IntegrityError) and len(batch) > 1:  # one of them has no address any more
                for waiting in batch:
                    _tell([waiting], self._try([waiting[0]]))
            else:
                _tell(batch, error)

    def _batch(self) -> list[_Waiting]:
        """The next to be stored; waits for the first, never for more."""
        batch = [self._queue.get()]
        with suppress(queue.Empty):
            while len(batch) < MOST_AT_ONCE:
                batch.append(self._queue.get_nowait())
        return batch

    def _try(self, parcels: Sequence[Parcel]) -> Exception | None:
        close_old_connections()
        try:
            _be_impatient()
            with turnstile.shut():
                self._store_soon(parcels)
        except DatabaseError as error:
            logger.error("%s deliveries could not be stored: %s", len(parcels), type(error).__name__)
            connection.close()
            return error
        return None

    def _store_soon(self, parcels: Sequence[Parcel]) -> None:
        """As soon as nobody else is writing. Raises OperationalError when somebody is for too long."""
        ends_s = time.monotonic() + PATIENCE_S
        while True:
            try:
                return self._store(parcels)
            except OperationalError as error:
                if "locked" not in str(error) or time.monotonic() > ends_s:
                    raise
            time.sleep(ASK_EVERY_S)


def _be_impatient() -> None:
    """SQLite lets whoever asks at the right moment write next, and makes those who wait ask less and less often.

    Many short transactions of a busy worker would keep the receiver out for seconds, so it asks every millisecond.
    """
    if connection.vendor == "sqlite" and connection.connection is None:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA busy_timeout = 0")


def _tell(batch: Sequence[_Waiting], error: Exception | None) -> None:
    """One message into each event loop, however many wait in it."""
    for loop in {loop for _parcel, loop, _future in batch}:
        futures = [future for _parcel, theirs, future in batch if theirs is loop]
        with suppress(RuntimeError):  # the loop is closed: nobody waits any more, and what is stored is stored
            loop.call_soon_threadsafe(partial(_settle, futures, error is None))


def _settle(futures: Sequence[asyncio.Future[None]], is_stored: bool) -> None:
    for future in futures:
        if future.done():
            continue
        if is_stored:
            future.set_result(None)
        else:
            future.set_exception(Unstored())
