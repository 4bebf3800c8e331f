"""Requests and answers as plain values, and the one kind of door they go through."""

from __future__ import annotations

import hashlib
import json
import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol
from urllib.parse import urlencode, urlsplit

from vitrino.connect.errors import Transient
from vitrino.domain.message import say

MAX_JSON_DEPTH = 64
MAX_INTEGER = 2**63 - 1
_SURROGATE = re.compile("[\ud800-\udfff]")

Params = Mapping[str, str | int | Sequence[str]]


@dataclass(frozen=True, repr=False)
class Request:
    """One HTTP request. `repeatable` says that sending it twice does no harm; timeout_s 0 leaves it to the door.
    stops_at_redirect: the caller wants to know where it leads, not to go there.

    Address, headers and body may carry secrets, so the printed form shows only method and site.
    """

    method: str
    url: str
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    repeatable: bool = False
    timeout_s: float = 0.0
    stops_at_redirect: bool = False

    def __repr__(self) -> str:
        return f"Request({self.method} {urlsplit(self.url).hostname} …)"


@dataclass(frozen=True, repr=False)
class Response:
    """One HTTP answer; header names are lower case. A token may be inside, so it prints only its status and size."""

    status: int
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    url: str = ""

    def __repr__(self) -> str:
        return f"Response({self.status}, {len(self.body)} bytes)"

    def json(self, unique_keys: bool = False) -> Any:
        """The body as JSON. Raises Transient when it is not, is nested too deep or holds NaN."""
        return parse_json(self.body, unique_keys)

    @property
    def text(self) -> str:
        return self.body.decode("utf-8", "replace")

    @property
    def is_ok(self) -> bool:
        return 200 <= self.status < 300


class Door(Protocol):
    """The only way out. Raises NotSent, Transient (reads), OutcomeUnknown (writes) or AddressRefused."""

    def send(self, request: Request) -> Response: ...


@dataclass(frozen=True)
class FilePart:
    """A file inside a form."""

    name: str
    mime_type: str
    content: bytes = field(repr=False)


def get(url: str, params: Params | None = None, headers: Mapping[str, str] | None = None) -> Request:
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


def post_multipart(url: str, fields: Mapping[str, str], files: Mapping[str, FilePart],
                   headers: Mapping[str, str] | None = None, repeatable: bool = False,
                   timeout_s: float = 0.0) -> Request:  # fmt: skip
    """A write with files. The same content gives the same bytes, so a repeat is a true repeat."""
    parts = [_part(f'name="{_quoted(name)}"', value.encode()) for name, value in fields.items()]
    parts += [_part(_file_head(name, file), file.content) for name, file in files.items()]
    boundary = hashlib.sha256(b"".join(parts)).hexdigest()
    body = b"".join(b"--" + boundary.encode() + b"\r\n" + part for part in parts)
    merged = {"content-type": f"multipart/form-data; boundary={boundary}", **(headers or {})}
    return Request("POST", url, merged, body + f"--{boundary}--\r\n".encode(), repeatable, timeout_s)


def _file_head(name: str, file: FilePart) -> str:
    return f'name="{_quoted(name)}"; filename="{_quoted(file.name)}"\r\nContent-Type: {file.mime_type}'


def _part(head: str, content: bytes) -> bytes:
    return f"Content-Disposition: form-data; {head}\r\n\r\n".encode() + content + b"\r\n"


def _quoted(name: str) -> str:
    """A name in quotes, as browsers write it in forms."""
    return name.replace('"', "%22").replace("\r", "%0D").replace("\n", "%0A")


def with_params(url: str, params: Params | None) -> str:
    if not params:
        return url
    return f"{url}{'&' if '?' in url else '?'}{urlencode(params, doseq=True)}"


def parse_json(body: bytes | str, unique_keys: bool = False) -> Any:
    """JSON from outside. Raises Transient for anything but well-formed, finite, reasonably shallow JSON.

    Whole numbers beyond 64 bits come as text, lone surrogates as U+FFFD, NUL signs not at all: a database would choke
    on them. unique_keys: refuse a key that comes twice (tokens, signed bodies), else the last one counts.
    """
    pairs = _unique if unique_keys else None
    try:
        value = json.loads(
            body, parse_constant=_refuse_constant, parse_float=_finite, parse_int=_whole, object_pairs_hook=pairs
        )
    except (ValueError, RecursionError) as error:
        raise Transient(say("The answer was not readable JSON.")) from error
    if _depth(value) > MAX_JSON_DEPTH:
        raise Transient(say("The answer was nested too deep."))
    return _storable(value) if _has_odd_signs(body) else value


def _refuse_constant(name: str) -> None:
    raise ValueError(f"{name} is not a number")


def _finite(digits: str) -> float:
    number = float(digits)
    if not math.isfinite(number):
        raise ValueError("A number is too large.")
    return number


def _whole(digits: str) -> int | str:
    number = int(digits)
    return number if -MAX_INTEGER <= number <= MAX_INTEGER else digits


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("A key comes twice.")
    return found


def _has_odd_signs(body: bytes | str) -> bool:
    """Could there be a surrogate or a NUL? They only come in as escapes."""
    if isinstance(body, bytes):
        return b"\\ud" in body.lower() or b"\\u0000" in body
    return "\\ud" in body.lower() or "\\u0000" in body


def _storable(value: Any) -> Any:
    if isinstance(value, str):
        return _SURROGATE.sub("\ufffd", value).replace("\0", "")
    if isinstance(value, dict):
        return {_storable(key): _storable(child) for key, child in value.items()}
    return [_storable(child) for child in value] if isinstance(value, list) else value


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
