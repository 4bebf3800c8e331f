"""Calling the receiver as a server would, without one."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from asgiref.sync import async_to_sync

from vitrino.intake.addresses import Directory
from vitrino.intake.receiver import Receiver
from vitrino.intake.writer import Full, Parcel, Unstored, Writer, store


class AtOnce(Writer):
    """Stores in the caller's thread, so that a test sees it in its own transaction. trouble: what happens instead."""

    def __init__(self, trouble: type[Full] | type[Unstored] | None = None) -> None:
        super().__init__()
        self.trouble = trouble

    async def put(self, parcel: Parcel) -> None:
        from asgiref.sync import sync_to_async

        if self.trouble is not None:
            raise self.trouble()
        await sync_to_async(store)([parcel])


class Answer:
    """What came back: status, headers and body."""

    def __init__(self, messages: Sequence[Mapping[str, Any]]) -> None:
        self.status = int(messages[0]["status"]) if messages else 0
        self.headers = {name.decode(): value.decode() for name, value in messages[0]["headers"]} if messages else {}
        self.body = b"".join(message["body"] for message in messages[1:]).decode()


def call(path: str, body: bytes = b"", headers: Mapping[str, str] | None = None, *, method: str = "POST",
         query: str = "", writer: Writer | None = None, pieces: Sequence[bytes] = ()) -> Answer:  # fmt: skip
    """One request; pieces: the body in parts, hung up after the last of them."""
    waiting = [{"type": "http.request", "body": piece, "more_body": True} for piece in pieces]
    waiting.append({"type": "http.disconnect"} if pieces else {"type": "http.request", "body": body})
    sent: list[Mapping[str, Any]] = []

    async def receive() -> dict[str, Any]:
        return waiting.pop(0)

    async def send(message: Mapping[str, Any]) -> None:
        sent.append(message)

    scope = {
        "type": "http", "path": path, "method": method, "query_string": query.encode(),
        "headers": [(name.encode(), value.encode("latin-1")) for name, value in (headers or {}).items()],
    }  # fmt: skip
    with beside_a_browser():
        async_to_sync(Receiver(writer or AtOnce(), Directory()).__call__)(scope, receive, send)
    return Answer(sent)


@contextmanager
def beside_a_browser() -> Iterator[None]:
    """A browser that other tests of this process drive keeps its loop in this thread, which asgiref takes for ours."""
    left = asyncio._get_running_loop()
    asyncio._set_running_loop(None)
    try:
        yield
    finally:
        asyncio._set_running_loop(left)
