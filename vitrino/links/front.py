"""Short links as native ASGI: known ones are answered from memory, everything else is a page of Django's."""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable, MutableMapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from asgiref.sync import sync_to_async
from django.db import close_old_connections, connection
from django.utils import timezone

from vitrino.links import counting
from vitrino.links.leading import HEADERS, Target, target_of

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

PATH = "/l/"
LONGEST_CODE = 16
# A closed link still leads there this long.
FRESH_S = 5.0
MOST_KEPT = 20_000
ALWAYS = [(name.lower().encode(), value.encode()) for name, value in HEADERS.items()]
LOOKED_AT = frozenset({b"user-agent", b"purpose", b"sec-purpose", b"x-moz"})


@dataclass(frozen=True)
class Known:
    """Where a code leads, ready to be sent. until_s: by the monotonic clock."""

    until_s: float
    target: Target | None
    location: bytes = b""


class Front:
    """Answers what begins with /l/; hands on to `pages` what is no open link."""

    def __init__(self, pages: App, tally: counting.Tally | None = None) -> None:
        self._pages = pages
        self._tally = tally or counting.Tally()
        self._kept: dict[str, Known] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        code = scope["path"].removeprefix(PATH)
        known = await self._find(code) if scope["method"] in ("GET", "HEAD") and len(code) <= LONGEST_CODE else None
        if known is None or known.target is None:
            return await self._pages(scope, receive, send)
        headers = {name.decode(): value.decode("latin-1") for name, value in scope["headers"] if name in LOOKED_AT}
        is_person = counting.is_person(scope["method"], headers)
        self._tally.note(counting.Click(known.target.link_id, _today(known.target.zone), is_person))
        answer = [*ALWAYS, (b"location", known.location), (b"content-length", b"0")]
        await send({"type": "http.response.start", "status": 302, "headers": answer})
        await send({"type": "http.response.body", "body": b""})

    async def _find(self, code: str) -> Known:
        kept = self._kept.get(code)
        if kept is None or kept.until_s < time.monotonic():
            if len(self._kept) >= MOST_KEPT:
                self._kept.clear()
            target = await sync_to_async(_looked_up)(code)
            kept = Known(time.monotonic() + FRESH_S, target, target.location.encode() if target else b"")
            self._kept[code] = kept
        return kept


def _looked_up(code: str) -> Target | None:
    if not connection.in_atomic_block:  # a connection that a database's restart has ended is not used again
        close_old_connections()
    return target_of(code)


def _today(zone: ZoneInfo) -> date:
    return timezone.now().astimezone(zone).date()
