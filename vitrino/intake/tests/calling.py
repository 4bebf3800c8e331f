"""Calling the receiver as a server would, without one."""

from __future__ import annotations

from collections.abc import Coroutine, Mapping, Sequence
from typing import Any

from vitrino.intake.addresses import Directory, Known, find
from vitrino.intake.receiver import Receiver
from vitrino.intake.writer import Full, Parcel, Unstored, Writer, store


class AtOnce(Writer):
    """Stores in the caller's thread, so that a test sees it in its own transaction. trouble: what happens instead."""

    def __init__(self, trouble: type[Full] | type[Unstored] | None = None) -> None:
        super().__init__()
        self.trouble = trouble

    async def put(self, parcel: Parcel) -> None:
        if self.trouble is not None:
            raise self.trouble()
        store([parcel])


class InHere(Directory):
    """Looks in the caller's thread, for the same reason."""

    async def ask(self, token: str) -> Known | None:
        return find(token)


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
    _run(Receiver(writer or AtOnce(), InHere())(scope, receive, send))
    return Answer(sent)


def _run(work: Coroutine[Any, Any, None]) -> None:
    """Nothing in it waits, so it needs no loop; a browser that other tests drive keeps one in this thread."""
    try:
        work.send(None)
    except StopIteration:
        return
    raise AssertionError("a request without a server waits for something")
