"""Lines that stay open: WebSockets through the same guard as every other way out (see `vitrino.connect.http`).

A line fills a small store in the background; whoever follows it takes from there. When the store is full nothing more
is read, so the other side waits, not our memory.
"""

from __future__ import annotations

import asyncio
import queue
import socket
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from typing import Any

import aiohttp

from vitrino.connect.address import check_url, is_public
from vitrino.connect.errors import AuthLost, NotSent, Transient
from vitrino.connect.http import USER_AGENT, in_the_background
from vitrino.domain.message import say

MOST_WAITING = 5_000
MAX_MESSAGE = 1024 * 1024
CONNECT_S = 10.0
# A ping every so often; a line that does not answer it is dead, whatever the network believes.
HEARTBEAT_S = 15.0
FULL_NAP_S = 0.05


class Line:
    """An open WebSocket whose texts are taken in batches."""

    def __init__(self, url: str, headers: Mapping[str, str], *, allow_private: bool) -> None:
        check_url(url.replace("ws", "http", 1), any_port=allow_private)
        self._allow_private = allow_private
        self._waiting: queue.SimpleQueue[str] = queue.SimpleQueue()
        self._is_closing = False
        self._is_open = False
        self._reading = in_the_background(self._read(url, dict(headers)))

    def take(self, wait_s: float, most: int) -> list[str]:
        """What came, oldest first; waits for the first a moment. Raises Transient when the line is broken and empty,
        AuthLost when nobody lets us in there."""
        found: list[str] = []
        ends_s = time.monotonic() + wait_s
        with suppress(queue.Empty):
            found.append(self._waiting.get(timeout=min(wait_s, 0.1)))
            while len(found) < most:
                found.append(self._waiting.get(timeout=max(0.0, ends_s - time.monotonic())))
        if not found and self._reading.done():
            self._reading.result()
            raise Transient(say("The platform closed the line."))
        return found

    @property
    def is_open(self) -> bool:
        return self._is_open and not self._reading.done()

    def close(self) -> None:
        self._is_closing = True
        self._reading.cancel()

    async def _read(self, url: str, headers: dict[str, str]) -> None:
        try:
            sent = {"user-agent": USER_AGENT, **headers}
            async with (
                self._session() as session,
                asyncio.timeout(CONNECT_S) as patience,
                session.ws_connect(url, headers=sent, heartbeat=HEARTBEAT_S, max_msg_size=MAX_MESSAGE) as line,
            ):
                patience.reschedule(None)
                self._is_open = True
                await self._fill(line)
        except aiohttp.WSServerHandshakeError as error:
            raise AuthLost() if error.status in (401, 403) else Transient() from error
        except (aiohttp.ClientError, OSError, TimeoutError, ValueError) as error:
            raise (Transient() if self._is_open else NotSent()) from error

    async def _fill(self, line: aiohttp.ClientWebSocketResponse) -> None:
        async for message in line:
            if message.type is not aiohttp.WSMsgType.TEXT:
                continue
            while self._waiting.qsize() >= MOST_WAITING:
                await asyncio.sleep(FULL_NAP_S)
            self._waiting.put(message.data)

    def _session(self) -> aiohttp.ClientSession:
        connector = aiohttp.TCPConnector(socket_factory=self._socket, use_dns_cache=False, force_close=True)
        return aiohttp.ClientSession(connector=connector, trust_env=False, cookie_jar=aiohttp.DummyCookieJar())

    def _socket(self, info: tuple[Any, ...]) -> socket.socket:
        family, kind, proto, _name, address = info
        if not self._allow_private and not is_public(str(address[0])):
            raise OSError(f"{address[0]} is not a public address")
        return socket.socket(family=family, type=kind, proto=proto)


@contextmanager
def opened(url: str, headers: Mapping[str, str] | None = None, *, allow_private: bool = False) -> Iterator[Line]:
    """A line for a while."""
    line = Line(url, headers or {}, allow_private=allow_private)
    try:
        yield line
    finally:
        line.close()
