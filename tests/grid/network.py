"""The way to a twin, and a server that breaks connections: the product hears what the real HTTP door makes of it."""

from __future__ import annotations

import socket
import threading
from dataclasses import dataclass, field, replace
from email.utils import format_datetime
from functools import cache
from operator import itemgetter

from tests.grid.clocks import Clocks
from tests.grid.points import Watch
from vitrino.connect.errors import OutcomeUnknown, Transient
from vitrino.connect.http import HttpDoor, Limits
from vitrino.connect.twin import Twin
from vitrino.connect.wire import Request, Response

LONGEST_S = 20.0


@dataclass
class Wire:
    """The door to one platform. is_shut_out: the account's permission was taken back. late: what arrives later.

    Every answer carries the true time, as servers send it.
    """

    twin: Twin
    clocks: Clocks
    watch: Watch
    sent: int = 0
    is_shut_out: bool = False
    left_s: float = LONGEST_S
    late: list[tuple[float, Request]] = field(default_factory=list)

    def within(self, total_s: float | None) -> Wire:
        """The same wire for a request that may take so long."""
        self.left_s = LONGEST_S if total_s is None else min(LONGEST_S, max(0.05, total_s))
        return self

    def send(self, request: Request) -> Response:
        self.sent += 1
        answer: Response = self.watch.request(request, lambda: self.reach(request))
        date = format_datetime(self.clocks.truth(), usegmt=True)
        return replace(answer, headers={**answer.headers, "date": date})

    def reach(self, request: Request) -> Response:
        """The platform's answer to what arrives there now."""
        self.let_arrive()
        return self.twin.unauthorized() if self.is_shut_out else self.twin.handle(request)

    def let_arrive(self) -> None:
        """What was under way for long takes effect, at its own time."""
        now_s = self.clocks.boot_s
        for at_s, request in sorted((entry for entry in self.late if entry[0] <= now_s), key=itemgetter(0)):
            self.late.remove((at_s, request))
            self.clocks.boot_s = at_s
            self.twin.handle(request)
        self.clocks.boot_s = now_s

    def delay(self, request: Request, wait_s: float) -> None:
        self.late.append((self.clocks.boot_s + wait_s, request))

    def time_out(self, request: Request, wait_s: float) -> None:
        """An answer that takes `wait_s`: in time, or the door gives up waiting."""
        self.clocks.sleep(min(wait_s, self.left_s))
        if wait_s > self.left_s:
            raise Transient() if request.repeatable else OutcomeUnknown()


def broken(how: str, request: Request) -> Response:
    """Send a request through the product's own door into a broken network; raises what the door makes of it."""
    scheme = "https" if how == "no encryption" else "http"
    port = _closed_port() if how == "shut" else _server()
    url = f"{scheme}://127.0.0.1:{port}/{how.replace(' ', '-')}"
    door = HttpDoor(allow_private=True, limits=Limits(retries=0, total_s=5.0))
    return door.send(replace(request, url=url, headers={}))


_BREAKS: dict[str, bytes] = {
    "empty": b"",
    "cut": b'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 500\r\n\r\n{"id": "1',
    "page": b"HTTP/1.1 200 OK\r\ncontent-type: text/html\r\n\r\n<html>Guests, please sign in</html>",
}


@cache
def _server() -> int:
    listener = socket.create_server(("127.0.0.1", 0))
    threading.Thread(target=_accept, args=(listener,), daemon=True).start()
    return int(listener.getsockname()[1])


@cache
def _closed_port() -> int:
    """A port nobody listens on: bound, but never opened."""
    holder = socket.socket()
    holder.bind(("127.0.0.1", 0))
    _KEPT.append(holder)
    return int(holder.getsockname()[1])


_KEPT: list[socket.socket] = []


def _accept(listener: socket.socket) -> None:
    while True:
        connection, _peer = listener.accept()
        threading.Thread(target=_break, args=(connection,), daemon=True).start()


def _break(connection: socket.socket) -> None:
    """Read the head, then misbehave as the path says. A handshake for encryption gets nothing."""
    with connection:
        try:
            head = connection.recv(65536)
            how = head.split(b" ")[1].strip(b"/").decode() if b" " in head[:8] else "empty"
            if how == "reset":
                connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\x00\x00\x00\x00\x00\x00\x00")
            else:
                connection.sendall(_BREAKS.get(how, b""))
        except OSError:
            return
