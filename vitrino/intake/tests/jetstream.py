"""A twin of Jetstream: the same WebSocket, the same JSON, a memory that ends, and lines that break on demand."""

from __future__ import annotations

import asyncio
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

from aiohttp import web

POST = "app.bsky.feed.post"


class Jetstream:
    """Events in the order of their `time_us`. A line replays from its cursor, then goes on live.

    refuses: how many of the next calls are turned away.
    """

    def __init__(self) -> None:
        self.events: list[dict[str, Any]] = []
        self.calls: list[dict[str, str]] = []
        self.refuses = 0
        self._lines: set[web.WebSocketResponse] = set()
        self._news = asyncio.Event()
        self._over = asyncio.Event()
        self._loop = asyncio.new_event_loop()

    def post(self, at_us: int, text: str, *, did: str = "did:plc:jan", operation: str = "create", **record: Any) -> str:
        """Somebody writes. Returns the address of the post."""
        rkey = f"3k{at_us:x}"
        commit: dict[str, Any] = {"rev": "1", "operation": operation, "collection": POST, "rkey": rkey}
        if operation != "delete":
            commit |= {"cid": f"bafy{at_us:x}", "record": {"$type": POST, "text": text, "langs": ["pl"],
                       "createdAt": "2020-01-01T00:00:00Z", **record}}  # fmt: skip
        self.send({"did": did, "time_us": at_us, "kind": "commit", "commit": commit})
        return f"at://{did}/{POST}/{rkey}"

    def take_back(self, at_us: int, uri: str) -> None:
        _at, _empty, did, _collection, rkey = uri.split("/")
        commit = {"rev": "2", "operation": "delete", "collection": POST, "rkey": rkey}
        self.send({"did": did, "time_us": at_us, "kind": "commit", "commit": commit})

    def send(self, event: dict[str, Any]) -> None:
        self._loop.call_soon_threadsafe(self._append, event)

    def forget_before(self, at_us: int) -> None:
        self.events = [event for event in self.events if event["time_us"] >= at_us]

    def cut(self) -> None:
        """Every line breaks without a word."""
        self._loop.call_soon_threadsafe(self._cut)

    @contextmanager
    def served(self) -> Iterator[str]:
        """On a free port of this machine; gives its address."""
        port: list[int] = []
        ready = threading.Event()
        thread = threading.Thread(target=self._run, args=(port, ready), daemon=True)
        thread.start()
        ready.wait(10)
        try:
            yield f"ws://127.0.0.1:{port[0]}"
        finally:
            self._loop.call_soon_threadsafe(self._over.set)
            thread.join(10)

    def _append(self, event: dict[str, Any]) -> None:
        self.events.append(event)
        self._news.set()

    def _cut(self) -> None:
        for line in self._lines:
            transport = line._req.transport if line._req is not None else None
            if transport is not None:
                transport.abort()

    def _run(self, port: list[int], ready: threading.Event) -> None:
        asyncio.set_event_loop(self._loop)

        async def live() -> None:
            app = web.Application()
            app.router.add_get("/subscribe", self._subscribe)
            runner = web.AppRunner(app, shutdown_timeout=1)
            await runner.setup()
            await web.TCPSite(runner, "127.0.0.1", 0).start()
            port.append(runner.addresses[0][1])
            ready.set()
            await self._over.wait()
            self._cut()
            await runner.cleanup()

        self._loop.run_until_complete(live())
        self._loop.close()

    async def _subscribe(self, request: web.Request) -> web.StreamResponse:
        self.calls.append(dict(request.query))
        if self.refuses:
            self.refuses -= 1
            return web.Response(status=503)
        line = web.WebSocketResponse()
        await line.prepare(request)
        self._lines.add(line)
        with suppress(ConnectionError, asyncio.CancelledError):
            await self._tell(line, request.query)
        self._lines.discard(line)
        return line

    async def _tell(self, line: web.WebSocketResponse, query: Any) -> None:
        cursor = int(query.get("cursor", 0)) or (self.events[-1]["time_us"] + 1 if self.events else 0)
        told = next((n for n, event in enumerate(self.events) if event["time_us"] >= cursor), len(self.events))
        while not line.closed and not self._over.is_set():
            while told < len(self.events):
                await line.send_str(json.dumps(self.events[told]))
                told += 1
            self._news.clear()
            with suppress(TimeoutError):
                await asyncio.wait_for(self._news.wait(), 0.05)
