"""What came in goes on to later stages: a row for each stage that has not taken it up yet, written together with it.

The row, not a number that was reached, says what is left. So nothing is passed over when transactions end in another
order than they began, an edit or a deletion comes by once more, and looking for work costs nothing while there is none.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Collection, Sequence
from datetime import datetime, timedelta

from django.db import OperationalError, connection, transaction

from vitrino.channels.models import Arrival, Unread
from vitrino.engine import actions as engine

logger = logging.getLogger(__name__)

BATCH = 100
# On SQLite whoever receives waits for whoever writes, so a transaction takes about as much as it can in this time; but
# not less than FEWEST, because a transaction costs something before the first.
SHORT_S, FEWEST = 0.06, 10
SLOWEST = timedelta(hours=1)
KINDS: dict[str, frozenset[str] | None] = {}

Take = Callable[[Sequence[Arrival]], None]


def read_by(reader: str, kinds: Collection[str] | None = None) -> None:
    """Declare, when an app is ready, that it takes up what comes in (of these kinds; None: of all)."""
    KINDS[reader] = None if kinds is None else frozenset(kinds)


def note(arrivals: Sequence[Arrival], now: datetime) -> None:
    """These are new, or have changed: every stage takes them up (again). In the transaction that stores them.

    Not "ignore what is there": a stage that is at work holds its row, so an edit waits for it and then comes by anew.
    """
    rows = [
        Unread(arrival_id=arrival.pk, reader=reader, due_at=now)
        for arrival in arrivals
        for reader, kinds in KINDS.items()
        if kinds is None or arrival.kind in kinds
    ]
    Unread.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["reader", "arrival"], update_fields=["due_at"]
    )


def hand_on(arrivals: Sequence[Arrival], now: datetime) -> None:
    """Found in the open, these are surely about the shop: every stage that takes up mentions takes them up too.

    They stay what they are ("find"), so that an edit or a deletion comes the same way once more.
    """
    found = [one for one in arrivals if one.kind == "find"]
    readers = [name for name, kinds in KINDS.items() if kinds and "mention" in kinds and "find" not in kinds]
    rows = [Unread(arrival_id=one.pk, reader=reader, due_at=now) for one in found for reader in readers]
    if rows:
        Unread.objects.bulk_create(
            rows, update_conflicts=True, unique_fields=["reader", "arrival"], update_fields=["due_at"]
        )
        engine.ring_bell("arrivals", now=now)


def work_off(reader: str, take: Take, now: datetime) -> int:
    """Let a stage take up everything that waits for it, oldest first; how much that was.

    A batch is one transaction. If `take` fails, each arrival is tried alone, and a broken one later and later again.
    """
    total, size = 0, FEWEST
    while batch := _waiting(reader, now, size):
        begun_s = time.perf_counter()
        try:
            _work(batch, take)
        except OperationalError:
            raise  # the database is at fault, not what came
        except Exception:
            for row in batch:
                _work_alone(row, take, now)
        total += len(batch)
        size = _next_size(len(batch), time.perf_counter() - begun_s)
    return total


def _next_size(done: int, took_s: float) -> int:
    """How many go into the next transaction."""
    if connection.vendor != "sqlite":
        return BATCH
    return max(FEWEST, min(BATCH, 2 * done, int(done * SHORT_S / max(took_s, 1e-6))))


def _waiting(reader: str, now: datetime, size: int) -> list[int]:
    due = Unread.objects.filter(reader=reader, due_at__lte=now).order_by("due_at", "pk")
    return list(due.values_list("pk", flat=True)[:size])


@transaction.atomic
def _work(batch: Sequence[int], take: Take) -> None:
    rows = list(Unread.objects.select_for_update().filter(pk__in=batch).order_by("pk"))
    found = Arrival.objects.filter(pk__in=[row.arrival_id for row in rows])
    take(list(found.select_related("workspace", "channel").order_by("pk")))
    Unread.objects.filter(pk__in=[row.pk for row in rows]).delete()


def _work_alone(pk: int, take: Take, now: datetime) -> None:
    try:
        _work([pk], take)
    except OperationalError:
        raise
    except Exception:
        row = Unread.objects.get(pk=pk)
        logger.exception("arrival %s can't be taken up by %s", row.arrival_id, row.reader)
        wait = min(SLOWEST, timedelta(seconds=30 * 2 ** min(row.attempts, 10)))
        Unread.objects.filter(pk=pk).update(attempts=row.attempts + 1, due_at=now + wait)
