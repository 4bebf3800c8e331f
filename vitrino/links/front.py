"""Short links as native ASGI: known ones are answered from memory, everything else is a page of Django's."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Collection, MutableMapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from asgiref.sync import sync_to_async
from django.db import close_old_connections, connection
from django.utils import timezone

from vitrino.links import counting
from vitrino.links.leading import HEADERS, Target, targets_of

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

PATH = "/l/"
LONGEST_CODE = 16
# What is known longer is looked up again beside the answer; after this long, before it. A link that was closed still
# leads there until then.
FRESH_S, STALE_S = 10.0, 60.0
MOST_KEPT, MOST_AT_ONCE = 20_000, 500
ALWAYS = [(name.lower().encode(), value.encode()) for name, value in HEADERS.items()]
LOOKED_AT = frozenset({b"user-agent", b"purpose", b"sec-purpose", b"x-moz"})


@dataclass(frozen=True)
class Known:
    """Where a code leads, ready to be sent. at_s: when that was looked up, by the monotonic clock."""

    at_s: float
    target: Target | None
    location: bytes = b""


NOWHERE = Known(0.0, None)


class Directory:
    """Codes and where they lead. However many are asked about at once, one question to the database answers them."""

    def __init__(self) -> None:
        self._kept: dict[str, Known] = {}
        self._wanted: set[str] = set()
        self._asking: asyncio.Future[None] | None = None

    async def find(self, code: str) -> Known:
        """What is known; looked up first when that is nothing, or too old."""
        kept = self._kept.get(code)
        age_s = time.monotonic() - kept.at_s if kept else STALE_S
        if age_s >= FRESH_S:
            self._wanted.add(code)
            self._asking = self._asking or asyncio.ensure_future(self._ask())
        if kept is not None and age_s < STALE_S:
            return kept
        while code in self._wanted and self._asking is not None:
            await self._asking
        return self._kept.get(code) or NOWHERE

    async def _ask(self) -> None:
        try:
            while self._wanted:
                codes = list(self._wanted)[:MOST_AT_ONCE]
                found = await sync_to_async(_looked_up)(codes)
                if len(self._kept) >= MOST_KEPT:
                    self._kept.clear()
                self._kept |= {code: _known(found.get(code)) for code in codes}
                self._wanted -= set(codes)
        finally:
            self._asking = None


class Front:
    """Answers what begins with /l/; hands on to `pages` what is no open link."""

    def __init__(self, pages: App, tally: counting.Tally | None = None) -> None:
        self._pages = pages
        self._tally = tally or counting.Tally()
        self._directory = Directory()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        code = scope["path"].removeprefix(PATH)
        is_asked = scope["method"] in ("GET", "HEAD") and 0 < len(code) <= LONGEST_CODE
        known = await self._directory.find(code) if is_asked else NOWHERE
        if known.target is None:
            return await self._pages(scope, receive, send)
        headers = {name.decode(): value.decode("latin-1") for name, value in scope["headers"] if name in LOOKED_AT}
        is_person = counting.is_person(scope["method"], headers)
        self._tally.note(counting.Click(known.target.link_id, _today(known.target.zone), is_person))
        answer = [*ALWAYS, (b"location", known.location), (b"content-length", b"0")]
        await send({"type": "http.response.start", "status": 302, "headers": answer})
        await send({"type": "http.response.body", "body": b""})

    def close(self) -> None:
        """Write the clicks that are only in memory."""
        self._tally.flush()


def _known(target: Target | None) -> Known:
    return Known(time.monotonic(), target, target.location.encode() if target else b"")


def _looked_up(codes: Collection[str]) -> dict[str, Target]:
    if not connection.in_atomic_block:  # a connection that a database's restart has ended is not used again
        close_old_connections()
    return targets_of(codes)


def _today(zone: ZoneInfo) -> date:
    return timezone.now().astimezone(zone).date()
