"""Small servers on this machine that behave as badly as a test asks for."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

Behaviour = Callable[[socket.socket, bytes], None]


@dataclass
class Server:
    """Where it listens, and the raw requests it got."""

    host: str
    port: int
    requests: list[bytes] = field(default_factory=list)
    connections: int = 0

    @property
    def url(self) -> str:
        return f"http://{self.host}:{self.port}"


@contextmanager
def listening(behave: Behaviour, host: str = "127.0.0.1") -> Iterator[Server]:
    """A server that reads the head of each request and then hands the connection to `behave`."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.create_server((host, 0), family=family) as listener:
        server = Server(host, listener.getsockname()[1])
        threading.Thread(target=_accept, args=(listener, server, behave), daemon=True).start()
        yield server
        listener.shutdown(socket.SHUT_RDWR)


def _accept(listener: socket.socket, server: Server, behave: Behaviour) -> None:
    while True:
        try:
            connection, _peer = listener.accept()
        except OSError:
            return
        server.connections += 1
        threading.Thread(target=_serve, args=(connection, server, behave), daemon=True).start()


def _serve(connection: socket.socket, server: Server, behave: Behaviour) -> None:
    with connection:
        head = b""
        while b"\r\n\r\n" not in head:
            piece = connection.recv(65536)
            if not piece:
                return
            head += piece
        server.requests.append(head)
        try:
            behave(connection, head)
        except OSError:
            return  # the client has had enough


def answering(body: bytes = b"{}", status: str = "200 OK", headers: str = "") -> Behaviour:
    head = f"HTTP/1.1 {status}\r\ncontent-length: {len(body)}\r\nconnection: close\r\n{headers}\r\n".encode()
    return lambda connection, _head: connection.sendall(head + body)


def redirecting(target: str) -> Behaviour:
    return answering(b"", "302 Found", f"location: {target}\r\n")


def echoing(connection: socket.socket, head: bytes) -> None:
    """Reads the whole body and answers with its length and the head."""
    start, _, rest = head.partition(b"\r\n\r\n")
    lengths = [line for line in start.lower().split(b"\r\n") if line.startswith(b"content-length:")]
    missing = int(lengths[0].partition(b":")[2]) - len(rest) if lengths else 0
    while missing > 0:
        missing -= len(connection.recv(65536))
    answering(start + b"\r\n")(connection, head)


def silent(connection: socket.socket, _head: bytes) -> None:
    """Hangs up without a word."""
