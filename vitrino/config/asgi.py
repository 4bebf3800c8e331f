"""The front: live events, webhooks and short links as native ASGI, the rest goes to Django in a pool of threads."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from a2wsgi import WSGIMiddleware

from vitrino.config.live import live_events
from vitrino.config.wsgi import application as pages
from vitrino.intake.receiver import PATH as HOOKS
from vitrino.intake.receiver import receive as receive_hook
from vitrino.links.front import PATH as SHORT_LINKS
from vitrino.links.front import Front

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]

PAGE_THREADS = 8

_pages = WSGIMiddleware(pages, workers=PAGE_THREADS)  # type: ignore[arg-type]
_short_links = Front(_pages)  # type: ignore[arg-type]


def close() -> None:
    """Nobody is served any more: write what is only in memory."""
    _short_links.close()


async def application(scope: Scope, receive: Receive, send: Send) -> None:
    """ASGI entry point."""
    if scope["type"] != "http":
        return
    if scope["path"].startswith("/live/"):
        await live_events(scope, receive, send)
    elif scope["path"].startswith(HOOKS):
        await receive_hook(scope, receive, send)
    elif scope["path"].startswith(SHORT_LINKS):
        await _short_links(scope, receive, send)
    else:
        await _pages(scope, receive, send)  # type: ignore[arg-type]
