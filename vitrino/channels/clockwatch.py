"""Does this machine's clock agree with the platforms'? Every answer of theirs says what time it is for them.

A clock that is wrong by minutes would send posts at the wrong time and call late ones punctual. What one server says is
not believed alone when others are heard: the middle of all counts.
"""

from __future__ import annotations

import statistics
import threading
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

from django.utils import timezone

from vitrino.connect.wire import Door, Request, Response

TOO_FAR = timedelta(minutes=5)
REMEMBERED = timedelta(minutes=30)

_HEARD: dict[str, tuple[datetime, timedelta]] = {}
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
    """Remember how far ahead `host` is; a date that is none says nothing."""
    try:
        theirs = parsedate_to_datetime(date)
    except (TypeError, ValueError, IndexError, OverflowError):
        return
    with _LOCK:
        _HEARD[host] = (now, theirs.replace(tzinfo=theirs.tzinfo or UTC) - now)


def off_by(now: datetime) -> timedelta | None:
    """How far the platforms are ahead of this machine's clock (behind: negative); None when little or unknown."""
    with _LOCK:
        recent = [ahead.total_seconds() for at, ahead in _HEARD.values() if abs(now - at) < REMEMBERED]
    if not recent:
        return None
    middle = timedelta(seconds=statistics.median(recent))
    return middle if abs(middle) > TOO_FAR else None
