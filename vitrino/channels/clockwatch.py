"""Does this machine's clock agree with the platforms'? Every answer of theirs says what time it is for them.

A clock that is wrong by minutes would send posts at the wrong time and call late ones punctual. What one server says is
not believed alone when others are heard: the middle of all counts. How long ago that was is told by the clock that
counts since the machine started, so a wall clock that jumps afterwards is noticed at once, without a word from anybody.
"""

from __future__ import annotations

import statistics
import threading
import time
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

from django.utils import timezone

from vitrino.connect import intime
from vitrino.connect.wire import Door, Request, Response
from vitrino.domain.clock_jump import Reading

TOO_FAR = timedelta(minutes=5)
REMEMBERED = timedelta(minutes=30)

# Where the system's clock stands still while the machine sleeps, it can't tell a jump from a nap.
COUNTS_SLEEP = hasattr(time, "CLOCK_BOOTTIME")

_HEARD: dict[str, tuple[Reading, datetime]] = {}
_LOCK = threading.Lock()


class WatchingDoor:
    """Notes what time it is for whoever answers."""

    def __init__(self, inner: Door) -> None:
        self._inner = inner

    def send(self, request: Request) -> Response:
        response = self._inner.send(request)
        note(urlsplit(request.url).hostname or "", response.headers.get("date", ""), timezone.now())
        return response


def note(host: str, date: str, now: datetime) -> None:
    """Remember what time `host` says it is; a date that is none says nothing."""
    try:
        theirs = parsedate_to_datetime(date)
    except (TypeError, ValueError, IndexError, OverflowError):
        return
    with _LOCK:
        _HEARD[host] = (Reading(now, intime.boot_s()), theirs.replace(tzinfo=theirs.tzinfo or UTC))


def off_by(now: datetime) -> timedelta | None:
    """How far the platforms are ahead of this machine's clock (behind: negative); None when little or unknown."""
    here = Reading(now, intime.boot_s())
    with _LOCK:
        heard = [(_passed(at, here), theirs) for at, theirs in _HEARD.values()]
    recent = [(theirs + passed - now).total_seconds() for passed, theirs in heard if abs(passed) < REMEMBERED]
    if not recent:
        return None
    middle = timedelta(seconds=statistics.median(recent))
    return middle if abs(middle) > TOO_FAR else None


def _passed(earlier: Reading, later: Reading) -> timedelta:
    """How much time really went by."""
    return timedelta(seconds=later.boot_s - earlier.boot_s) if COUNTS_SLEEP else later.wall - earlier.wall
