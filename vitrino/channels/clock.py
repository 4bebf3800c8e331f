"""One time for everything that happens in one piece of work.

Taken once from the caller and counted on by the clock that also runs while the machine sleeps, so that neither a
jump of the wall clock nor a suspended machine can make a deadline look further away than it is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime, timedelta

from django.utils import timezone

from vitrino.connect.intime import boot_s

_CURRENT: ContextVar[Callable[[], datetime] | None] = ContextVar("current clock", default=None)


def moment() -> datetime:
    """What time it is for the work in hand; outside of any, what the wall clock says."""
    current = _CURRENT.get()
    return current() if current else timezone.now()


@contextmanager
def running_from(now: datetime) -> Iterator[None]:
    """Inside, it was `now` at the beginning."""
    token = _CURRENT.set(ticking(now))
    try:
        yield
    finally:
        _CURRENT.reset(token)


def ticking(now: datetime) -> Callable[[], datetime]:
    started_s = boot_s()
    return lambda: now + timedelta(seconds=boot_s() - started_s)
