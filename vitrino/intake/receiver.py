"""The receiver of webhooks as native ASGI: verify, store, commit, and only then say 200.

404 for no (open) address, 401 for a wrong or old signature, 413 for more than 1 MiB, 415 for a packed body, 503 with
Retry-After when it can't be stored now. Platforms come again after anything but 200.
"""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any
from urllib.parse import parse_qsl

from django.utils import timezone

from vitrino.connect import registry
from vitrino.connect.hooks import MAX_BODY, Hook, Incoming
from vitrino.intake.addresses import Directory, Known
from vitrino.intake.writer import Full, Parcel, Unstored, Writer

logger = logging.getLogger(__name__)

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]

PATH = "/hooks/"
RETRY_AFTER_S = 5


class _Gone(Exception):
    """Whoever called has hung up."""


class _TooLarge(Exception):
    """More than 1 MiB."""


class Receiver:
    """Answers everything below /hooks/."""

    def __init__(self, writer: Writer | None = None, directory: Directory | None = None) -> None:
        self._writer = writer or Writer()
        self._directory = directory or Directory()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            known = await self._directory.find(scope["path"].removeprefix(PATH).rstrip("/"))
            hook = registry.hooks().get(known.platform) if known else None
            if known is None or hook is None:
                return await _answer(send, 404)
            if scope["method"] == "GET":
                return await _challenged(scope, send, hook, known)
            if scope["method"] != "POST":
                return await _answer(send, 405)
            await _answer(send, await self._take(scope, receive, hook, known))
        except _Gone:
            return

    async def _take(self, scope: Scope, receive: Receive, hook: Hook, known: Known) -> int:
        """The status to answer with; 200 means that it is on the disk."""
        headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
        if headers.get("content-encoding", "identity") != "identity":
            return 415
        try:
            incoming = Incoming(headers, await _body(receive))
        except _TooLarge:
            return 413
        now = timezone.now()
        if not hook.verifier.verify(known.secret, incoming, now):
            logger.warning("a delivery to address %s was not signed properly", known.id)
            return 401
        kept = {name: headers[name][:500] for name in hook.keeps if name in headers}
        try:
            await self._writer.put(Parcel(known.id, hook.id_of(incoming), kept, incoming.body, now))
        except (Full, Unstored):
            return 503
        return 200


async def _body(receive: Receive) -> bytes:
    """The whole body. Stops at the first byte too many."""
    pieces, size, is_more = [], 0, True
    while is_more:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise _Gone()
        pieces.append(message.get("body", b""))
        size += len(pieces[-1])
        if size > MAX_BODY:
            raise _TooLarge()
        is_more = message.get("more_body", False)
    return b"".join(pieces)


async def _challenged(scope: Scope, send: Send, hook: Hook, known: Known) -> None:
    """The platform asks whether this address is ours."""
    query = dict(parse_qsl(scope.get("query_string", b"").decode("latin-1")))
    answer = hook.challenge(query, known.secret) if hook.challenge else None
    await _answer(send, 405 if hook.challenge is None else 403 if answer is None else 200, answer or "")


async def _answer(send: Send, status: int, text: str = "") -> None:
    body = text.encode()
    headers = [(b"content-length", str(len(body)).encode()), (b"content-type", b"text/plain; charset=utf-8"),
               (b"x-content-type-options", b"nosniff")]  # fmt: skip
    if status == 503:
        headers.append((b"retry-after", str(RETRY_AFTER_S).encode()))
    if status == 413:
        headers.append((b"connection", b"close"))
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})


receive = Receiver()
