"""A load generator: real HTTP/1.1 over kept connections, as lean as it can be, so that it measures the server.

`steadily` sends at set instants whether or not earlier answers are there, and counts each from the instant it was due,
so a server that stands still is not flattered. `flatly` sends the next as soon as an answer is there.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from time import perf_counter

CONNECTIONS = 64


@dataclass
class Report:
    """Seconds from due to answered, statuses by number, and how long it took in all."""

    waits: list[float] = field(default_factory=list)
    statuses: dict[int, int] = field(default_factory=dict)
    took_s: float = 0.0

    @property
    def rate(self) -> float:
        return len(self.waits) / self.took_s if self.took_s else 0.0


def request(path: str, body: bytes, headers: dict[str, str]) -> bytes:
    """A POST as it goes over the wire."""
    lines = [f"POST {path} HTTP/1.1", "host: localhost", f"content-length: {len(body)}",
             *(f"{name}: {value}" for name, value in headers.items()), "", ""]  # fmt: skip
    return "\r\n".join(lines).encode("latin-1") + body


def asked(path: str, headers: dict[str, str]) -> bytes:
    """A GET as it goes over the wire."""
    lines = [
        f"GET {path} HTTP/1.1",
        "host: localhost",
        *(f"{name}: {value}" for name, value in headers.items()),
        "",
        "",
    ]
    return "\r\n".join(lines).encode("latin-1")


def steadily(port: int, requests: Sequence[bytes], per_s: float) -> Report:
    return asyncio.run(_run(port, requests, per_s))


def flatly(port: int, requests: Sequence[bytes]) -> Report:
    return asyncio.run(_run(port, requests, 0.0))


class Connection(asyncio.Protocol):
    """One request at a time; answers are read as far as their status and length."""

    def __init__(self, done: Callable[[Connection, int], None]) -> None:
        self._done = done
        self._rest = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport

    def data_received(self, data: bytes) -> None:
        self._rest += data
        head, found, body = self._rest.partition(b"\r\n\r\n")
        if not found:
            return
        length = next(
            (int(line[15:]) for line in head.split(b"\r\n") if line.lower().startswith(b"content-length:")), 0
        )
        if len(body) >= length:
            self._rest = body[length:]
            self._done(self, int(head[9:12]))

    def connection_lost(self, exc: Exception | None) -> None:
        self._done(self, 0)


async def _run(port: int, requests: Sequence[bytes], per_s: float) -> Report:
    loop = asyncio.get_running_loop()
    report, due, free = Report(), deque[tuple[float, bytes]](), deque[Connection]()
    busy: dict[Connection, float] = {}
    is_done = loop.create_future()

    def done(connection: Connection, status: int) -> None:
        due_s = busy.pop(connection, None)
        if due_s is None:
            return
        report.waits.append(perf_counter() - due_s)
        report.statuses[status] = report.statuses.get(status, 0) + 1
        if status:
            free.append(connection)
        if len(report.waits) == len(requests) and not is_done.done():
            is_done.set_result(None)
        send()

    def send() -> None:
        while due and free:
            due_s, bytes_ = due.popleft()
            connection = free.popleft()
            busy[connection] = due_s if per_s else perf_counter()
            connection.transport.write(bytes_)

    for _number in range(CONNECTIONS):
        _transport, connection = await loop.create_connection(lambda: Connection(done), "127.0.0.1", port)
        free.append(connection)
    begun = perf_counter()
    if per_s:
        await _feed(requests, per_s, due, send)
    else:
        due.extend((begun, one) for one in requests)
        send()
    await asyncio.wait_for(is_done, 120)
    report.took_s = perf_counter() - begun
    return report


async def _feed(requests: Sequence[bytes], per_s: float, due: deque[tuple[float, bytes]],
                send: Callable[[], None]) -> None:  # fmt: skip
    """Make each due at its instant."""
    begun = perf_counter()
    for number, one in enumerate(requests):
        at = begun + number / per_s
        while (left_s := at - perf_counter()) > 0:
            await asyncio.sleep(left_s)
        due.append((at, one))
        send()
