"""The one door to the outside: guarded at the socket, capped in time and size, aware of what may be repeated.

Nothing else in Vitrino opens an outgoing connection (tests/architecture). Proxy variables are ignored.
"""

from __future__ import annotations

import asyncio
import io
import os
import random
import socket
import threading
import zlib
from collections.abc import AsyncIterator, Coroutine
from concurrent.futures import Future
from dataclasses import dataclass, replace
from typing import Any, TypeVar
from urllib.parse import urljoin, urlsplit

import aiohttp
from yarl import URL

from vitrino.connect.address import check_url as check_url
from vitrino.connect.address import is_public
from vitrino.connect.errors import AddressRefused, ConnectError, NotSent, OutcomeUnknown, Refused, Transient
from vitrino.connect.intime import Window, timed_socket
from vitrino.connect.wire import Request, Response
from vitrino.domain.message import Message, say

T = TypeVar("T")

REDIRECTS = frozenset({301, 302, 303, 307, 308})
USER_AGENT = "Vitrino/0.1 (+self-hosted)"
# What may follow a redirect to another site; everything else might be a secret.
HARMLESS_HEADERS = frozenset({"accept", "accept-language", "user-agent", "if-none-match", "if-modified-since"})
# Only what we unpack ourselves under the size cap: a 64 kB packet can unfold to 64 MB inside a library.
_WINDOW_BITS = {"gzip": 31, "x-gzip": 31, "deflate": 15}


@dataclass(frozen=True)
class Limits:
    """How long and how much. Times in seconds for the whole errand (redirects and repeats included), sizes in bytes
    after unpacking. write_until_s: by `intime.boot_s`; after it not a byte of a write leaves this machine."""

    total_s: float = 20.0
    connect_s: float = 8.0
    max_bytes: int = 5 * 1024 * 1024
    max_redirects: int = 3
    retries: int = 2
    write_until_s: float | None = None


class _Final(Exception):
    """An answer that will not get better by asking again."""

    def __init__(self, message: Message) -> None:
        self.message = message
        super().__init__(str(message))


class HttpDoor:
    """A door to the open internet. With `allow_private` (tests, rehearsals on one machine) to private addresses too."""

    def __init__(self, *, allow_private: bool = False, limits: Limits | None = None) -> None:
        self._allow_private = allow_private
        self._limits = limits or Limits()

    def send(self, request: Request) -> Response:
        """Send and wait. Reads are repeated after a transient fault, writes never; redirects are followed for reads."""
        self._check(request.url)
        _check_headers(request)
        return _LOOP.submit(self._send(request)).result()

    def _check(self, url: str) -> None:
        check_url(url, any_port=self._allow_private)

    async def _send(self, request: Request) -> Response:
        ends_at = asyncio.get_running_loop().time() + (request.timeout_s or self._limits.total_s)
        errand = _Errand(request, ends_at, self._limits, self._allow_private)
        if not request.repeatable:
            return await errand.once(request)
        return await self._repeatedly(errand)

    async def _repeatedly(self, errand: _Errand) -> Response:
        for attempt in range(self._limits.retries):
            pause_s = 0.2 * 2**attempt * (0.5 + random.random())
            try:
                return await self._follow(errand)
            except Transient as error:
                if isinstance(error.__cause__, _Final) or errand.left_s() <= pause_s:
                    raise
            await asyncio.sleep(pause_s)
        return await self._follow(errand)

    async def _follow(self, errand: _Errand) -> Response:
        request = errand.request
        for _hop in range(self._limits.max_redirects + 1):
            response = await errand.once(request)
            target = response.headers.get("location", "")
            if request.stops_at_redirect or request.method not in ("GET", "HEAD"):
                return response
            if response.status not in REDIRECTS or not target:
                return response
            request = _redirected(request, target)
            self._check(request.url)
        final = _Final(say("The address leads round in circles."))
        raise Transient(final.message) from final


class _Errand:
    """One call of `send`: its deadline, and whether a connection stood or was refused on the way."""

    def __init__(self, request: Request, ends_at: float, limits: Limits, allow_private: bool) -> None:
        self.request = request
        self._ends_at = ends_at
        self._limits = limits
        self._allow_private = allow_private
        self._connected = False
        self._private = False
        self._window: Window | None = None

    def left_s(self) -> float:
        return self._ends_at - asyncio.get_running_loop().time()

    async def once(self, request: Request) -> Response:
        self._connected = self._private = False
        is_write = request.method not in ("GET", "HEAD")
        self._window = Window(self._limits.write_until_s) if is_write and self._limits.write_until_s else None
        try:
            async with asyncio.timeout_at(self._ends_at):
                return await self._exchange(request)
        except _Final as final:
            raise self._lost(request, final.message) from final
        except aiohttp.InvalidURL:
            raise AddressRefused(say("This is not a proper web address.")) from None
        except (aiohttp.ClientError, OSError, TimeoutError, ValueError) as error:
            raise self._lost(request) from error

    def _lost(self, request: Request, message: Message | None = None) -> ConnectError:
        """What a broken exchange means. Before connection and handshake stand, no byte of the request leaves."""
        if self._private and not self._connected:
            return AddressRefused()
        if not self._connected or (self._window is not None and self._window.has_kept_all):
            return NotSent()
        return Transient(message) if request.repeatable else OutcomeUnknown()

    async def _exchange(self, request: Request) -> Response:
        headers = {"user-agent": USER_AGENT, "accept-encoding": "gzip, deflate", **request.headers}
        # Sent as written when it is plain ASCII: signed requests must not be quoted anew.
        url = URL(request.url, encoded=request.url.isascii())
        body = io.BytesIO(request.body) if request.body else None  # read in pieces: the loop is everybody's
        async with (
            self._session() as session,
            session.request(request.method, url, headers=headers, data=body, allow_redirects=False) as answer,
        ):
            content = await _capped(answer, self._limits.max_bytes)
            received = {name.lower(): value for name, value in answer.headers.items()}
            return Response(answer.status, received, content, str(answer.url))

    def _session(self) -> aiohttp.ClientSession:
        return aiohttp.ClientSession(
            # Guarded here, not in a resolver: a resolver is not asked for literal addresses.
            connector=aiohttp.TCPConnector(socket_factory=self._socket, use_dns_cache=False, force_close=True),
            timeout=aiohttp.ClientTimeout(total=None, sock_connect=self._limits.connect_s),
            trust_env=False,
            cookie_jar=aiohttp.DummyCookieJar(),
            auto_decompress=False,
            trace_configs=[self._trace()],
        )

    def _socket(self, info: tuple[Any, ...]) -> socket.socket:
        family, kind, proto, _name, address = info
        if not self._allow_private and not is_public(str(address[0])):
            self._private = True
            raise OSError(f"{address[0]} is not a public address")
        if self._window is not None:
            return timed_socket(family, kind, proto, self._window)
        return socket.socket(family=family, type=kind, proto=proto)

    def _trace(self) -> aiohttp.TraceConfig:
        trace = aiohttp.TraceConfig()
        trace.on_connection_create_end.append(self._on_connected)
        return trace

    async def _on_connected(self, *_args: object) -> None:
        self._connected = True
        if self._window is not None:
            self._window.note_connected()


def _check_headers(request: Request) -> None:
    """A line break inside a header would begin another one."""
    if any(sign < " " or sign == "\x7f" for pair in request.headers.items() for sign in "".join(pair)):
        raise Refused(say("This can't be sent: it holds a line break where none may be."))


def _redirected(request: Request, target: str) -> Request:
    """The next hop; secrets stay at home when the site, or only its encryption, changes."""
    try:
        url = urljoin(request.url, target)
    except ValueError:
        raise AddressRefused(say("This is not a proper web address.")) from None
    if urlsplit(url)[:2] == urlsplit(request.url)[:2]:
        return replace(request, url=url)
    kept = {name: value for name, value in request.headers.items() if name.lower() in HARMLESS_HEADERS}
    return replace(request, url=url, headers=kept)


async def _capped(answer: aiohttp.ClientResponse, max_bytes: int) -> bytes:
    """The unpacked body. Stops at the cap, so a gzip bomb never unfolds."""
    body = bytearray()
    async for chunk in _unpacked(answer, max_bytes + 1):
        body += chunk
        if len(body) > max_bytes:
            raise _Final(say("The answer is larger than Vitrino reads."))
    return bytes(body)


async def _unpacked(answer: aiohttp.ClientResponse, most: int) -> AsyncIterator[bytes]:
    """The body in pieces of at most `most` bytes, so that no piece alone can exhaust the memory."""
    encoding = answer.headers.get("content-encoding", "identity").strip().lower()
    pieces = answer.content.iter_chunked(64 * 1024)
    if encoding in ("", "identity"):
        async for piece in pieces:
            yield piece
        return
    if encoding not in _WINDOW_BITS:
        raise _Final(say("The answer came packed in a way Vitrino does not read."))
    unpacker, is_empty = zlib.decompressobj(_WINDOW_BITS[encoding]), True
    async for piece in pieces:
        is_empty = False
        yield _unpack(unpacker, piece, most)
    if not is_empty and not unpacker.eof:
        raise OSError("The packed answer ended early.")


def _unpack(unpacker: Any, piece: bytes, most: int) -> bytes:
    try:
        return bytes(unpacker.decompress(piece, most))
    except zlib.error as error:
        raise OSError("The packed answer is damaged.") from error


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


def in_the_background(work: Coroutine[Any, Any, T]) -> Future[T]:
    """Run something in the door's own event loop."""
    return _LOOP.submit(work)
