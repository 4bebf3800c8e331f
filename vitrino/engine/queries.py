"""Is the engine alive, and how far behind is it?"""

from __future__ import annotations

from datetime import datetime, timedelta

from vitrino.engine.models import Heartbeat, RateBucket, Task

STALE_AFTER = timedelta(seconds=30)


def scheduler_age(now: datetime) -> timedelta | None:
    """How long ago the scheduler gave a sign of life; None when it never did."""
    found = Heartbeat.objects.filter(name="scheduler").values_list("at", flat=True).first()
    return now - found if found else None


def allowance_free_at(key: str, *, calls: int, window_s: int, now: datetime) -> datetime | None:
    """When an allowance of `calls` per `window_s` seconds can be used again; None when it can be used now."""
    bucket = RateBucket.objects.filter(key=key).first()
    if bucket is None:
        return None
    ends_at = bucket.window_started_at + timedelta(seconds=window_s)
    return ends_at if now < ends_at and bucket.used >= calls else None


def is_scheduler_stale(now: datetime) -> bool:
    """True when nothing scheduled would go out now."""
    age = scheduler_age(now)
    return age is None or age > STALE_AFTER


def oldest_task_age(now: datetime) -> timedelta:
    """How long the oldest task of the outbox is overdue; zero when nothing waits."""
    due_at = Task.objects.filter(state=Task.State.WAITING, due_at__lte=now).order_by("due_at").first()
    return now - due_at.due_at if due_at and due_at.due_at else timedelta(0)


def unfinished(prefix: str) -> int:
    """Tasks of the outbox still to be done whose key begins so."""
    return Task.objects.filter(state=Task.State.WAITING, key__startswith=prefix).count()
