"""Requests and answers as plain values, and the one kind of door they go through."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol
from urllib.parse import urlencode

from vitrino.connect.errors import Transient
from vitrino.domain.message import say

MAX_JSON_DEPTH = 64


@dataclass(frozen=True)
class Request:
    """One HTTP request. `repeatable` says that sending it twice does no harm."""

    method: str
    url: str
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    repeatable: bool = False


@dataclass(frozen=True)
class Response:
    """One HTTP answer; header names are lower case."""

    status: int
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    url: str = ""

    def json(self) -> Any:
        """The body as JSON. Raises Transient when it is not, is nested too deep or holds NaN."""
        return parse_json(self.body)

    @property
    def text(self) -> str:
        return self.body.decode("utf-8", "replace")

    @property
    def is_ok(self) -> bool:
        return 200 <= self.status < 300


class Door(Protocol):
    """The only way out. Raises NotSent, Transient (reads), OutcomeUnknown (writes) or AddressRefused."""

    def send(self, request: Request) -> Response: ...


def get(url: str, params: Mapping[str, str | int] | None = None, headers: Mapping[str, str] | None = None) -> Request:
    """A read; it may be repeated."""
    return Request("GET", with_params(url, params), dict(headers or {}), repeatable=True)


def post_json(url: str, value: Any, headers: Mapping[str, str] | None = None, repeatable: bool = False) -> Request:
    """A write with a JSON body."""
    body = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode()
    return Request("POST", url, {"content-type": "application/json", **(headers or {})}, body, repeatable)


def post_form(url: str, fields: Mapping[str, str], headers: Mapping[str, str] | None = None,
              repeatable: bool = False) -> Request:  # fmt: skip
    """A write with a form body."""
    merged = {"content-type": "application/x-www-form-urlencoded", **(headers or {})}
    return Request("POST", url, merged, urlencode(fields).encode(), repeatable)


def with_params(url: str, params: Mapping[str, str | int] | None) -> str:
    if not params:
        return url
    return f"{url}{'&' if '?' in url else '?'}{urlencode(params)}"


def parse_json(body: bytes | str) -> Any:
    """JSON from outside. Raises Transient for anything but well-formed, finite, reasonably shallow JSON."""
    try:
        value = json.loads(body, parse_constant=_refuse_constant)
    except (ValueError, RecursionError) as error:
        raise Transient(say("The answer was not readable JSON.")) from error
    if _depth(value) > MAX_JSON_DEPTH:
        raise Transient(say("The answer was nested too deep."))
    return value


def _refuse_constant(name: str) -> None:
    raise ValueError(f"{name} is not a number")


def _depth(value: Any) -> int:
    """Nesting depth, walked level by level so that a hostile answer can't exhaust the stack."""
    depth, level = 0, [value]
    while level and depth <= MAX_JSON_DEPTH + 1:
        depth += 1
        level = [child for item in level for child in _children(item)]
    return depth


def _children(value: Any) -> list[Any]:
    if isinstance(value, dict):
        return list(value.values())
    return value if isinstance(value, list) else []
