"""Server-sent events: tells an open page that something arrived. One cheap question every two seconds a page."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable, MutableMapping
from http.cookies import SimpleCookie
from typing import Any

from asgiref.sync import sync_to_async
from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.utils import translation

from vitrino.notify import queries as notify
from vitrino.workspace import queries as workspaces
from vitrino.workspace.models import Membership

EVERY_S = 2.0
HEADERS = [
    (b"content-type", b"text/event-stream; charset=utf-8"),
    (b"cache-control", b"no-store"),
    (b"x-accel-buffering", b"no"),
]


async def live_events(
    scope: MutableMapping[str, Any],
    receive: Callable[[], Awaitable[MutableMapping[str, Any]]],
    send: Callable[[MutableMapping[str, Any]], Awaitable[None]],
) -> None:
    """GET /live/<slug>: an `alert` event with {"unread", "text"} whenever the number of unread alerts changes."""
    member = await sync_to_async(_member)(_cookies(scope), scope["path"].removeprefix("/live/").strip("/"))
    await send({"type": "http.response.start", "status": 200 if member else 404, "headers": HEADERS})
    if member is None:
        await send({"type": "http.response.body", "body": b""})
        return
    gone = asyncio.ensure_future(_until_gone(receive))
    try:
        await _tell(member, send, gone)
    finally:
        gone.cancel()


async def _tell(member: Membership, send: Callable[[MutableMapping[str, Any]], Awaitable[None]],
                gone: asyncio.Future[None]) -> None:  # fmt: skip
    known = -1
    while not gone.done():
        unread, text = await sync_to_async(_newest)(member)
        line = (
            f"event: alert\ndata: {json.dumps({'unread': unread, 'text': text})}\n\n" if unread != known else ": \n\n"
        )
        known = unread
        await send({"type": "http.response.body", "body": line.encode(), "more_body": True})
        await asyncio.wait([gone], timeout=EVERY_S)


async def _until_gone(receive: Callable[[], Awaitable[MutableMapping[str, Any]]]) -> None:
    while (await receive())["type"] != "http.disconnect":
        continue


def _newest(member: Membership) -> tuple[int, str]:
    with translation.override(member.person.language or None):
        return notify.newest(member)


def _cookies(scope: MutableMapping[str, Any]) -> SimpleCookie:
    raw = next((value for name, value in scope["headers"] if name == b"cookie"), b"")
    return SimpleCookie(raw.decode("latin-1"))


def _member(cookies: SimpleCookie, slug: str) -> Membership | None:
    """The member behind a session cookie, None for strangers."""
    found = cookies.get(settings.SESSION_COOKIE_NAME)
    person_id = SessionStore(found.value).get(SESSION_KEY) if found else None
    return workspaces.membership(person_id, slug) if person_id else None
