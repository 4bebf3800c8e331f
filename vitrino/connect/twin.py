"""Twins: emulators with the same HTTP surface as the platform, strict about its contract, with faults on demand.

A twin is a plain object: `handle(Request) -> Response`. Rehearsal channels reach it through `TwinDoor` inside the
process; tests and benchmarks also serve it over real HTTP (`vitrino.connect.twin_server`).
"""

from __future__ import annotations

import json
import re
import sqlite3
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, ClassVar, Literal, Protocol
from urllib.parse import parse_qsl, unquote, urlsplit

from vitrino.connect.errors import NotSent, OutcomeUnknown, Transient
from vitrino.connect.wire import Request, Response

Json = dict[str, Any]
FaultKind = Literal[
    "slow", "rate-limited", "error-before", "error-after", "answer-lost", "not-sent", "late-apply", "lagging",
    "expired-token", "empty-page", "unknown-field", "garbage",
]  # fmt: skip


class TwinStore(Protocol):
    """Where a twin keeps its world: JSON documents by (bucket, key), in the order of their first writing."""

    def get(self, bucket: str, key: str) -> Json | None: ...
    def put(self, bucket: str, key: str, value: Json) -> None: ...
    def delete(self, bucket: str, key: str) -> None: ...
    def items(self, bucket: str) -> list[tuple[str, Json]]: ...
    def next_number(self, name: str) -> int: ...


class SqliteTwinStore:
    """A world in one SQLite file, or in memory with path ":memory:". Safe for several threads."""

    def __init__(self, path: str, prefix: str = "") -> None:
        self._prefix = prefix
        self._lock = threading.RLock()
        self._db = sqlite3.connect(path, check_same_thread=False, timeout=10)
        with self._lock, self._db:
            self._db.execute("PRAGMA journal_mode=WAL")
            self._db.execute(
                "CREATE TABLE IF NOT EXISTS doc (n INTEGER PRIMARY KEY, bucket TEXT, key TEXT, value TEXT,"
                " UNIQUE (bucket, key))"
            )

    def get(self, bucket: str, key: str) -> Json | None:
        with self._lock:
            row = self._db.execute(
                "SELECT value FROM doc WHERE bucket=? AND key=?", (self._prefix + bucket, key)
            ).fetchone()
        return json.loads(row[0]) if row else None

    def put(self, bucket: str, key: str, value: Json) -> None:
        with self._lock, self._db:
            self._db.execute(
                "INSERT INTO doc (bucket, key, value) VALUES (?, ?, ?)"
                " ON CONFLICT (bucket, key) DO UPDATE SET value=excluded.value",
                (self._prefix + bucket, key, json.dumps(value, ensure_ascii=False)),
            )

    def delete(self, bucket: str, key: str) -> None:
        with self._lock, self._db:
            self._db.execute("DELETE FROM doc WHERE bucket=? AND key=?", (self._prefix + bucket, key))

    def items(self, bucket: str) -> list[tuple[str, Json]]:
        with self._lock:
            rows = self._db.execute(
                "SELECT key, value FROM doc WHERE bucket=? ORDER BY n", (self._prefix + bucket,)
            ).fetchall()
        return [(key, json.loads(value)) for key, value in rows]

    def next_number(self, name: str) -> int:
        with self._lock:
            number = int((self.get("counter", name) or {"n": 0})["n"]) + 1
            self.put("counter", name, {"n": number})
        return number

    @contextmanager
    def batch(self) -> Iterator[None]:
        """Many writes as one transaction, for filling a world."""
        with self._lock:
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield
            finally:
                self._db.commit()


@dataclass
class Fault:
    """The next `times` requests whose method and path match suffer `kind`. `wait_s` is for slow and late ones."""

    kind: FaultKind
    path: str = ""
    method: str = ""
    times: int = 1
    wait_s: float = 0.0

    def hits(self, request: Request) -> bool:
        at_path = urlsplit(request.url).path.startswith(self.path)
        return self.times > 0 and at_path and self.method in ("", request.method)


@dataclass(frozen=True)
class Call:
    """A request taken apart for a route: path parts, query, JSON or form body, bearer token, raw request."""

    request: Request
    parts: Mapping[str, str]
    query: Mapping[str, str]
    fields: Json
    token: str

    def header(self, name: str) -> str:
        return next((value for key, value in self.request.headers.items() if key.lower() == name), "")


Handler = Callable[[Any, Call], Response]


def route(method: str, pattern: str) -> Callable[[Handler], Handler]:
    """Marks a method of a twin as answering `method pattern`, e.g. ("GET", "/api/v1/statuses/{id}")."""

    def mark(handler: Handler) -> Handler:
        regex = re.compile("^" + re.sub(r"\{(\w+)\}", r"(?P<\1>[^/]+)", pattern) + "$")
        handler.__dict__["twin_route"] = (method, regex)
        return handler

    return mark


@dataclass
class Twin:
    """Base of all twins. `writes` counts the requests that changed the world, for the judges of the tests.

    Subclasses define routes, `key`, and what a person outside does there: `mention`, `comment`, `message`, `review`,
    `react` as far as the platform has them (see `vitrino.connect.rehearsal`).
    """

    store: TwinStore
    clock: Callable[[], datetime]
    faults: list[Fault] = field(default_factory=list)
    sleep: Callable[[float], None] = lambda wait_s: None
    key: ClassVar[str] = ""

    def handle(self, request: Request) -> Response:
        """Answer one request. A lost answer raises as a broken connection would: OutcomeUnknown, Transient, NotSent."""
        fault = next((fault for fault in self.faults if fault.hits(request)), None)
        if fault is None:
            return self._answer(request)
        fault.times -= 1
        return self._suffer(fault, request)

    def rate_limited(self) -> Response:
        """The platform's own way of saying 429; most only add headers."""
        return answer_json({"error": "rate limited"}, 429, {"retry-after": "60"})

    def failed(self) -> Response:
        return Response(500, {"content-type": "text/html"}, b"<html><body>Something went wrong</body></html>")

    def unauthorized(self) -> Response:
        return answer_json({"error": "expired token"}, 401)

    def not_found(self, request: Request) -> Response:
        return answer_json({"error": "not found", "path": urlsplit(request.url).path}, 404)

    def _answer(self, request: Request) -> Response:
        call, handler = self._match(request)
        return handler(self, call) if handler else self.not_found(request)

    def _match(self, request: Request) -> tuple[Call, Handler | None]:
        parts = urlsplit(request.url)
        for method, regex, handler in self._routes():
            found = regex.match(parts.path)
            if found and method == request.method:
                values = {name: unquote(value) for name, value in found.groupdict().items()}
                return _call(request, values, parts.query), handler
        return _call(request, {}, parts.query), None

    @classmethod
    def _routes(cls) -> list[tuple[str, re.Pattern[str], Handler]]:
        if "_route_table" not in cls.__dict__:
            found = [getattr(cls, name) for name in dir(cls) if hasattr(getattr(cls, name, None), "twin_route")]
            cls._route_table = [(*handler.twin_route, handler) for handler in found]  # type: ignore[attr-defined]
        return cls._route_table  # type: ignore[attr-defined, no-any-return]

    def _suffer(self, fault: Fault, request: Request) -> Response:
        if fault.kind == "slow":
            self.sleep(fault.wait_s)
            return self._answer(request)
        if fault.kind == "error-after":
            self._answer(request)
            return self.failed()
        if fault.kind == "answer-lost":
            self._answer(request)
            raise Transient() if request.repeatable else OutcomeUnknown()
        return self._refuse(fault, request)

    def _refuse(self, fault: Fault, request: Request) -> Response:
        if fault.kind == "not-sent":
            raise NotSent()
        if fault.kind == "rate-limited":
            return self.rate_limited()
        if fault.kind == "expired-token":
            return self.unauthorized()
        if fault.kind == "garbage":
            return Response(200, {"content-type": "application/json"}, b'{"id": "1')
        if fault.kind == "error-before":
            return self.failed()
        return self.suffer_special(fault, request)

    def suffer_special(self, fault: Fault, request: Request) -> Response:
        """late-apply, lagging, empty-page, unknown-field: only the twin itself knows what they mean."""
        raise NotImplementedError(f"{self.key} has no fault {fault.kind}")


class TwinDoor:
    """A door that leads to a twin in this process instead of the internet."""

    def __init__(self, twin: Twin) -> None:
        self._twin = twin

    def send(self, request: Request) -> Response:
        return self._twin.handle(request)


def answer_json(value: Any, status: int = 200, headers: Mapping[str, str] | None = None) -> Response:
    body = json.dumps(value, ensure_ascii=False).encode()
    return Response(status, {"content-type": "application/json; charset=utf-8", **(headers or {})}, body)


def _call(request: Request, parts: Mapping[str, str], query: str) -> Call:
    kind = next((value for name, value in request.headers.items() if name.lower() == "content-type"), "")
    auth = next((value for name, value in request.headers.items() if name.lower() == "authorization"), "")
    return Call(request, parts, dict(parse_qsl(query)), _fields(kind, request.body), auth.removeprefix("Bearer "))


def _fields(kind: str, body: bytes) -> Json:
    if kind.startswith("application/json") and body:
        value = json.loads(body)
        return value if isinstance(value, dict) else {"": value}
    if kind.startswith("application/x-www-form-urlencoded"):
        return dict(parse_qsl(body.decode(), keep_blank_values=True))
    return {}
