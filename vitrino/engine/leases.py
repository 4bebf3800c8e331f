"""Claiming due rows: a conditional UPDATE is the lock, so SQLite and PostgreSQL behave alike."""

from __future__ import annotations

import secrets
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import TypeVar

from django.db import connections, transaction
from django.db.models import Min, Q, QuerySet
from django.utils import timezone

from vitrino.engine.models import Leased

Row = TypeVar("Row", bound=Leased)


def claim(rows: QuerySet[Row], *, now: datetime, lease_s: float, limit: int) -> list[Row]:
    """Up to `limit` due rows that are now ours for `lease_s` seconds, oldest first."""
    with transaction.atomic(using=rows.db):
        wanted = _due(rows, now).order_by("due_at")[:limit]
        if connections[rows.db].features.has_select_for_update_skip_locked:
            wanted = wanted.select_for_update(skip_locked=True, of=("self",))
        return _take(list(wanted), now=now, lease_s=lease_s)


def renew(row: Leased, *, now: datetime, lease_s: float) -> bool:
    """Keep a row; False when somebody else has it by now, and then nothing more may be done with it."""
    held = type(row)._base_manager.filter(pk=row.pk, lease_token=row.lease_token)
    return held.update(lease_until=now + timedelta(seconds=lease_s)) == 1


def release(row: Leased, *, due_at: datetime | None) -> bool:
    """Give a row back, to be looked at again at `due_at`; False when the lease was lost meanwhile."""
    held = type(row)._base_manager.filter(pk=row.pk, lease_token=row.lease_token)
    return held.update(due_at=due_at, lease_until=None, lease_token="") == 1


def next_due(rows: QuerySet[Row]) -> datetime | None:
    """When the next unclaimed row of these is due."""
    found: datetime | None = rows.filter(due_at__isnull=False, lease_until=None).aggregate(at=Min("due_at"))["at"]
    return found


def due_now(rows: QuerySet[Row], *, now: datetime, limit: int,
            lane: str = "") -> list[tuple[int, datetime, str]]:  # fmt: skip
    """Up to `limit` due rows nobody holds, oldest first: id, due time, and what stands in the field `lane` names."""
    found = _due(rows, now).order_by("due_at").values_list("pk", "due_at", *([lane] if lane else []))[:limit]
    return [(row[0], row[1], row[2] if lane else "") for row in found]


@contextmanager
def kept(row: Leased, *, lease_s: float) -> Iterator[None]:
    """Inside, the row's lease is renewed again and again, by a thread of its own."""
    done = threading.Event()

    def renew_on() -> None:
        while not done.wait(lease_s / 3):
            renew(row, now=timezone.now(), lease_s=lease_s)
        connections.close_all()

    thread = threading.Thread(target=renew_on, name="lease", daemon=True)
    thread.start()
    try:
        yield
    finally:
        done.set()


def _due(rows: QuerySet[Row], now: datetime) -> QuerySet[Row]:
    return rows.filter(due_at__lte=now).filter(Q(lease_until=None) | Q(lease_until__lt=now))


def _take(rows: list[Row], *, now: datetime, lease_s: float) -> list[Row]:
    """Those of the rows that are still due and nobody's. One UPDATE for all of them, with a token of this claim."""
    if not rows:
        return []
    token, until = secrets.token_hex(16), now + timedelta(seconds=lease_s)
    same = type(rows[0])._base_manager.filter(pk__in=[row.pk for row in rows])
    taken = _due(same, now).update(lease_until=until, lease_token=token)
    if taken != len(rows):
        ours = set(same.filter(lease_token=token).values_list("pk", flat=True))
        rows = [row for row in rows if row.pk in ours]
    for row in rows:
        row.lease_until, row.lease_token = until, token
    return rows
