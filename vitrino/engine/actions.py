"""Handing work over, and saying that one is alive."""

from __future__ import annotations

import os
import platform
import threading
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F

from vitrino.engine.models import Heartbeat, RateBucket, Schedule, Task

_BELL = threading.Event()


def enqueue(kind: str, *, key: str, payload: dict[str, Any], now: datetime, due_at: datetime | None = None) -> Task:
    """Put a task into the outbox, in the caller's transaction; the same `key` is taken once."""
    found, _is_new = Task.objects.get_or_create(
        key=key, defaults={"kind": kind, "payload": payload, "due_at": due_at or now, "created_at": now}
    )
    ring()
    return found


def ring() -> None:
    """Ring the doorbell: after the commit, whoever sleeps in this process looks for due rows at once."""
    transaction.on_commit(_BELL.set)


def ring_bell(bell: str, *, now: datetime) -> None:
    """Something happened ("arrivals"): the sweeps that listen for it run now rather than in a minute."""
    Schedule.objects.filter(bell=bell).update(due_at=now, is_rung=True)
    ring()


def wait_for_bell(wait_s: float) -> bool:
    """Sleep until somebody rings, at most `wait_s` seconds."""
    rang = _BELL.wait(wait_s)
    _BELL.clear()
    return rang


def beat(name: str, *, now: datetime) -> None:
    """Write down that this part of Vitrino is alive."""
    process = f"{platform.node()}:{os.getpid()}"
    Heartbeat.objects.update_or_create(name=name, defaults={"at": now, "process": process})


def take_allowance(key: str, *, calls: int, window_s: int, now: datetime) -> datetime | None:
    """Use one of `calls` per `window_s` seconds. None when there was one left, else when the next window begins."""
    fresh = RateBucket.objects.filter(key=key, used__lt=calls, window_started_at__gt=now - timedelta(seconds=window_s))
    if fresh.update(used=F("used") + 1) == 1:
        return None
    with transaction.atomic():
        bucket, _is_new = RateBucket.objects.select_for_update().get_or_create(
            key=key, defaults={"window_started_at": now, "used": 0}
        )
        ends_at = bucket.window_started_at + timedelta(seconds=window_s)
        if now >= ends_at:
            RateBucket.objects.filter(pk=bucket.pk).update(window_started_at=now, used=1)
            return None
        if bucket.used >= calls:
            return ends_at
        RateBucket.objects.filter(pk=bucket.pk).update(used=F("used") + 1)
        return None
