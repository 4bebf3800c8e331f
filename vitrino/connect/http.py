"""The one door to the outside: guarded at the socket, capped in time and size, aware of what may be repeated.

Nothing else in Vitrino opens an outgoing connection (tests/architecture). Proxy variables are ignored.
"""

from __future__ import annotations

import asyncio
import os
import random
import socket
import threading
import time
from collections.abc import Coroutine
from concurrent.futures import Future
from dataclasses import dataclass, replace
from typing import Any, TypeVar
from urllib.parse import urljoin, urlsplit

import aiohttp

from vitrino.connect.address import is_public
from vitrino.connect.errors import AddressRefused, NotSent, OutcomeUnknown, Transient
from vitrino.connect.wire import Request, Response
from vitrino.domain.message import say

T = TypeVar("T")

ALLOWED_PORTS = frozenset({80, 443, 8080, 8443})
REDIRECTS = frozenset({301, 302, 303, 307, 308})
USER_AGENT = "Vitrino/0.1 (+self-hosted)"


@dataclass(frozen=True)
class Limits:
    """How long and how much. Times in seconds, sizes in bytes after decompression."""

    total_s: float = 20.0
    connect_s: float = 8.0
    max_bytes: int = 5 * 1024 * 1024
    max_redirects: int = 3
    retries: int = 2


class _PrivateAddress(OSError):
    """The address belongs to a private network."""


class HttpDoor:
    """A door to the open internet. With `allow_private` (tests, rehearsals on one machine) also to private addresses."""

    def __init__(self, *, allow_private: bool = False, limits: Limits | None = None) -> None:
        self._allow_private = allow_private
        self._limits = limits or Limits()

    def send(self, request: Request) -> Response:
        """Send and wait. Reads are repeated after a transient fault, writes never; redirects are followed for reads."""
        check_url(request.url, allow_private=self._allow_private)
        if not request.repeatable:
            return _run(self._once(request))
        return self._repeatedly(request)

    def _repeatedly(self, request: Request) -> Response:
        for attempt in range(self._limits.retries + 1):
            try:
                return self._follow(request)
            except Transient:
                if attempt == self._limits.retries:
                    raise
                time.sleep(0.2 * 2**attempt * (0.5 + random.random()))
        raise AssertionError("unreachable")

    def _follow(self, request: Request) -> Response:
        for _hop in range(self._limits.max_redirects + 1):
            response = _run(self._once(request))
            target = response.headers.get("location", "")
            if request.method not in ("GET", "HEAD") or response.status not in REDIRECTS or not target:
                return response
            request = _redirected(request, target)
            check_url(request.url, allow_private=self._allow_private)
        raise Transient(say("The address leads round in circles."))

    async def _once(self, request: Request) -> Response:
        try:
            async with asyncio.timeout(self._limits.total_s):
                return await self._exchange(request)
        except (aiohttp.ClientConnectorError, _PrivateAddress) as error:
            raise _connect_error(error) from error
        except aiohttp.InvalidURL as error:
            raise AddressRefused(say("This is not a proper web address.")) from error
        except (aiohttp.ClientError, OSError, TimeoutError, ValueError) as error:
            raise _lost(request) from error

    async def _exchange(self, request: Request) -> Response:
        timeout = aiohttp.ClientTimeout(total=self._limits.total_s, sock_connect=self._limits.connect_s)
        headers = {"user-agent": USER_AGENT, **request.headers}
        async with (
            aiohttp.ClientSession(connector=self._connector(), timeout=timeout, trust_env=False,
                                  cookie_jar=aiohttp.DummyCookieJar()) as session,
            session.request(request.method, request.url, headers=headers, data=request.body or None,
                            allow_redirects=False) as answer,
        ):  # fmt: skip
            body = await _capped(answer, self._limits.max_bytes)
            received = {name.lower(): value for name, value in answer.headers.items()}
            return Response(answer.status, received, body, str(answer.url))

    def _connector(self) -> aiohttp.TCPConnector:
        # Here, not in a resolver: a resolver is not asked for literal addresses. What is checked is what is connected.
        return aiohttp.TCPConnector(socket_factory=self._socket, use_dns_cache=False, force_close=True)

    def _socket(self, info: tuple[Any, ...]) -> socket.socket:
        family, kind, proto, _name, address = info
        if not self._allow_private and not is_public(str(address[0])):
            raise _PrivateAddress(f"{address[0]} is not a public address")
        return socket.socket(family=family, type=kind, proto=proto)


def check_url(url: str, *, allow_private: bool = False) -> None:
    """Raises AddressRefused for anything but plain http(s) on a usual port without a name or password in it."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise AddressRefused(say("This is not a proper web address.")) from error
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise AddressRefused(say("Only addresses that begin with http:// or https:// can be opened."))
    if parts.username is not None or parts.password is not None:
        raise AddressRefused(say("This address carries a name or password, so it is not opened."))
    if port is not None and port not in ALLOWED_PORTS and not allow_private:
        raise AddressRefused(say("This address uses an unusual port, so it is not opened."))


def _redirected(request: Request, target: str) -> Request:
    """The next hop; secrets stay at home when the host changes."""
    url = urljoin(request.url, target)
    if urlsplit(url).netloc == urlsplit(request.url).netloc:
        return replace(request, url=url)
    kept = {name: value for name, value in request.headers.items() if name.lower() not in ("authorization", "cookie")}
    return replace(request, url=url, headers=kept)


def _connect_error(error: Exception) -> NotSent | AddressRefused:
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, _PrivateAddress):
            return AddressRefused()
        cause = getattr(cause, "os_error", None) or cause.__cause__
    return NotSent()


def _lost(request: Request) -> Transient | OutcomeUnknown:
    if request.repeatable:
        return Transient()
    return OutcomeUnknown()


async def _capped(answer: aiohttp.ClientResponse, max_bytes: int) -> bytes:
    """The decoded body; stops at the cap, so a gzip bomb never unfolds."""
    chunks, size = [], 0
    async for chunk in answer.content.iter_chunked(64 * 1024):
        size += len(chunk)
        if size > max_bytes:
            raise ValueError("The answer is larger than Vitrino reads.")
        chunks.append(chunk)
    return b"".join(chunks)


class _Loop:
    """One event loop in one thread for all requests of this process; made anew after a fork."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._pid = 0
        self._loop: asyncio.AbstractEventLoop | None = None

    def submit(self, work: Coroutine[Any, Any, T]) -> Future[T]:
        return asyncio.run_coroutine_threadsafe(work, self._running())

    def _running(self) -> asyncio.AbstractEventLoop:
        with self._lock:
            if self._loop is None or self._pid != os.getpid():
                self._loop, self._pid = asyncio.new_event_loop(), os.getpid()
                threading.Thread(target=self._loop.run_forever, name="http-door", daemon=True).start()
            return self._loop


_LOOP = _Loop()


def _run(work: Coroutine[Any, Any, T]) -> T:
    return _LOOP.submit(work).result()
