"""Twins: emulators with the same HTTP surface as the platform, strict about its contract, with faults on demand.

A twin is a plain object: `handle(Request) -> Response`. Rehearsal channels reach it through `TwinDoor` inside the
process; tests and benchmarks also serve it over real HTTP (`vitrino.connect.twin_server`).
"""

from __future__ import annotations

import json
import re
import sqlite3
import threading
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from email.message import Message as Part
from email.parser import BytesParser
from email.policy import HTTP
from typing import Any, ClassVar, Literal, Protocol
from urllib.parse import parse_qsl, unquote, urlsplit

from vitrino.connect.errors import NotSent, OutcomeUnknown, Transient
from vitrino.connect.wire import FilePart, Request, Response

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
    def batch(self) -> AbstractContextManager[None]: ...


class SqliteTwinStore:
    """A world in one SQLite file, or in memory with path ":memory:". Safe for several threads."""

    def __init__(self, path: str, prefix: str = "") -> None:
        self._prefix = prefix
        self._lock = threading.RLock()
        self._in_batch = False
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
        with self._lock, self._writing():
            self._db.execute(
                "INSERT INTO doc (bucket, key, value) VALUES (?, ?, ?)"
                " ON CONFLICT (bucket, key) DO UPDATE SET value=excluded.value",
                (self._prefix + bucket, key, json.dumps(value, ensure_ascii=False)),
            )

    def delete(self, bucket: str, key: str) -> None:
        with self._lock, self._writing():
            self._db.execute("DELETE FROM doc WHERE bucket=? AND key=?", (self._prefix + bucket, key))

    def items(self, bucket: str) -> list[tuple[str, Json]]:
        with self._lock:
            rows = self._db.execute(
                "SELECT key, value FROM doc WHERE bucket=? ORDER BY n", (self._prefix + bucket,)
            ).fetchall()
        return [(key, json.loads(value)) for key, value in rows]

    def next_number(self, name: str) -> int:
        """One statement, so that two processes never get the same number."""
        with self._lock, self._writing():
            row = self._db.execute(
                "INSERT INTO doc (bucket, key, value) VALUES (?, ?, '{\"n\": 1}') ON CONFLICT (bucket, key)"
                " DO UPDATE SET value=json_set(value, '$.n', json_extract(value, '$.n') + 1)"
                " RETURNING json_extract(value, '$.n')",
                (self._prefix + "counter", name),
            ).fetchone()
        return int(row[0])

    def clear(self) -> None:
        """Forget this whole world."""
        with self._lock, self._writing():
            self._db.execute("DELETE FROM doc WHERE substr(bucket, 1, ?)=?", (len(self._prefix), self._prefix))

    @contextmanager
    def batch(self) -> Iterator[None]:
        """Many writes as one transaction: all of them or none. One inside another is part of it."""
        with self._lock, self._writing():
            is_outer, self._in_batch = not self._in_batch, True
            try:
                yield
            finally:
                self._in_batch = not is_outer

    def _writing(self) -> AbstractContextManager[object]:
        """A transaction of its own, unless a batch holds one open."""
        return nullcontext() if self._in_batch else self._db


@dataclass
class Fault:
    """The next `times` requests whose method and path match suffer `kind`.

    wait_s: how long a slow answer takes, how late a write takes effect, how old a lagging answer is.
    """

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
    """A request taken apart for a route: path parts, query, JSON or form body and its files, bearer token, raw form."""

    request: Request
    parts: Mapping[str, str]
    query: Mapping[str, str]
    fields: Json
    token: str
    files: Mapping[str, FilePart] = field(default_factory=dict)

    def every(self, name: str) -> list[str]:
        """All values of a query parameter that may come several times."""
        return [value for key, value in parse_qsl(urlsplit(self.request.url).query) if key == name]

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
    """Base of all twins. Subclasses define routes, `key`, and what people do there (`vitrino.connect.rehearsal`).

    lag_s: how old the world looks right now; lists leave out what is younger (`is_visible`).
    late: writes that were accepted and take effect at their time. requests: method and path of the last that came.
    """

    store: TwinStore
    clock: Callable[[], datetime]
    faults: list[Fault] = field(default_factory=list)
    sleep: Callable[[float], None] = lambda wait_s: None
    lag_s: float = 0.0
    late: list[tuple[datetime, Request]] = field(default_factory=list)
    requests: deque[tuple[str, str]] = field(default_factory=lambda: deque(maxlen=10_000))
    lock: threading.RLock = field(default_factory=threading.RLock, repr=False)
    key: ClassVar[str] = ""

    def handle(self, request: Request) -> Response:
        """Answer one request. A lost answer raises as a broken connection would: OutcomeUnknown, Transient, NotSent."""
        with self.lock:
            self.requests.append((request.method, urlsplit(request.url).path))
            self._apply_late()
            fault = next((fault for fault in self.faults if fault.hits(request)), None)
            if fault is None:
                return self._answer(request)
            fault.times -= 1
        if fault.kind == "slow":
            self.sleep(fault.wait_s)
        with self.lock:
            return self._suffer(fault, request)

    def is_visible(self, at: datetime) -> bool:
        """Does a list show what was written `at` then?"""
        return not self.lag_s or at <= self.clock() - timedelta(seconds=self.lag_s)

    def _apply_late(self) -> None:
        due = [entry for entry in self.late if entry[0] <= self.clock()]
        for entry in due:
            self.late.remove(entry)
            self._answer(entry[1])

    def rate_limited(self) -> Response:
        """The platform's own way of saying 429; most only add headers."""
        return answer_json({"error": "rate limited"}, 429, {"retry-after": "60"})

    def failed(self) -> Response:
        return Response(500, {"content-type": "text/html"}, b"<html><body>Something went wrong</body></html>")

    def unauthorized(self) -> Response:
        return answer_json({"error": "expired token"}, 401)

    def bad_request(self) -> Response:
        return answer_json({"error": "bad request"}, 400)

    def not_found(self, request: Request) -> Response:
        return answer_json({"error": "not found", "path": urlsplit(request.url).path}, 404)

    def _answer(self, request: Request) -> Response:
        try:
            call, handler = self._match(request)
        except ValueError:  # a body that is not what its type says
            return self.bad_request()
        if handler is None:
            return self.not_found(request)
        with self.store.batch():
            return handler(self, call)

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
        """late-apply, lagging, empty-page, unknown-field: a twin may know better what they mean."""
        if fault.kind == "late-apply":
            self.late.append((self.clock() + timedelta(seconds=fault.wait_s), request))
            raise OutcomeUnknown()
        if fault.kind == "lagging":
            return self._lagging(fault.wait_s, request)
        answer = self._answer(request)
        if not answer.is_ok or not answer.headers.get("content-type", "").startswith("application/json"):
            return answer
        change = _emptied if fault.kind == "empty-page" else _widened
        return Response(answer.status, answer.headers, _dumped(change(json.loads(answer.body))))

    def _lagging(self, lag_s: float, request: Request) -> Response:
        self.lag_s = lag_s
        try:
            return self._answer(request)
        finally:
            self.lag_s = 0.0


class TwinDoor:
    """A door that leads to a twin in this process instead of the internet."""

    def __init__(self, twin: Twin) -> None:
        self._twin = twin

    def send(self, request: Request) -> Response:
        return self._twin.handle(request)


def answer_json(value: Any, status: int = 200, headers: Mapping[str, str] | None = None) -> Response:
    return Response(status, {"content-type": "application/json; charset=utf-8", **(headers or {})}, _dumped(value))


def _dumped(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode()


def _emptied(value: Any) -> Any:
    """The page as a faulty index would give it: its lists empty, all else as it was."""
    if isinstance(value, dict):
        return {name: [] if isinstance(child, list) else child for name, child in value.items()}
    return [] if isinstance(value, list) else value


def _widened(value: Any) -> Any:
    """The same with a field in every object that nobody has heard of yet."""
    if isinstance(value, dict):
        return {name: _widened(child) for name, child in value.items()} | {"brand_new": {"kind": ["x", 1, None]}}
    return [_widened(child) for child in value] if isinstance(value, list) else value


def _call(request: Request, parts: Mapping[str, str], query: str) -> Call:
    kind = next((value for name, value in request.headers.items() if name.lower() == "content-type"), "")
    auth = next((value for name, value in request.headers.items() if name.lower() == "authorization"), "")
    fields, files = _body(kind, request.body)
    return Call(request, parts, dict(parse_qsl(query)), fields, auth.removeprefix("Bearer "), files)


def _body(kind: str, body: bytes) -> tuple[Json, dict[str, FilePart]]:
    """Fields and files. Raises ValueError when the body is not what its type says."""
    if kind.startswith("application/json") and body:
        value = json.loads(body)
        return (value if isinstance(value, dict) else {"": value}), {}
    if kind.startswith("application/x-www-form-urlencoded"):
        return dict(parse_qsl(body.decode(), keep_blank_values=True)), {}
    if kind.startswith("multipart/form-data"):
        return _multipart(kind, body)
    return {}, {}


def _multipart(kind: str, body: bytes) -> tuple[Json, dict[str, FilePart]]:
    form = BytesParser(policy=HTTP).parsebytes(f"content-type: {kind}\r\n\r\n".encode() + body)
    parts = [part for part in form.walk() if not part.is_multipart()]
    fields = {_field(part): _content(part).decode() for part in parts if part.get_filename() is None}
    return fields, {_field(part): _file(part) for part in parts if part.get_filename() is not None}


def _field(part: Part) -> str:
    return str(part.get_param("name", "", "content-disposition"))


def _content(part: Part) -> bytes:
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def _file(part: Part) -> FilePart:
    return FilePart(part.get_filename() or "", part.get_content_type(), _content(part))
