"""Twelve websites on this machine: real HTTP, made-up hosts. `sites/<name>/<host>/<path>` are the files;
`sites/<name>/site.toml` says what a server does besides handing out files, `expected.toml` what is to be found."""

from __future__ import annotations

import gzip
import mimetypes
import threading
import time
import tomllib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote, urljoin, urlsplit

from vitrino.connect.errors import NotSent, Transient
from vitrino.connect.http import REDIRECTS, HttpDoor, Limits, check_url
from vitrino.connect.wire import Request, Response
from vitrino.domain.message import say

SITES = Path(__file__).parent / "sites"
NAMES = tuple(sorted(folder.name for folder in SITES.iterdir() if folder.is_dir()))
MAX_REDIRECTS = 3
# Fifty megabytes of nothing in as many kilobytes.
BOMB = gzip.compress(bytes(50 * 1024 * 1024), 6)


@dataclass
class World:
    """A door to the hosts of one site, and what was asked through it. Whatever is not served is not there, except for
    addresses of this house, which go to the strict door to be refused by the real guard."""

    name: str
    port: int
    hosts: frozenset[str]
    asked: list[str] = field(default_factory=list)
    outside: list[str] = field(default_factory=list)

    def send(self, request: Request) -> Response:
        for _hop in range(MAX_REDIRECTS + 1):
            response = self._once(request)
            target = response.headers.get("location", "")
            if request.stops_at_redirect or response.status not in REDIRECTS or not target:
                return response
            request = replace(request, url=urljoin(request.url, target))
        raise Transient(say("The address leads round in circles."))

    def _once(self, request: Request) -> Response:
        check_url(request.url)
        parts = urlsplit(request.url)
        self.asked.append(request.url)
        host = parts.hostname or ""
        if host in self.hosts:
            return self._inside(request, parts.scheme, host)
        if host == "localhost" or host.replace(".", "").isdigit() or ":" in host:
            return HttpDoor(limits=Limits(retries=0)).send(request)
        self.outside.append(host)
        raise NotSent()

    def _inside(self, request: Request, scheme: str, host: str) -> Response:
        parts = urlsplit(request.url)
        path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~") + (f"?{parts.query}" if parts.query else "")
        headers = {**request.headers, "x-host": host, "x-scheme": scheme}
        there = replace(request, url=f"http://127.0.0.1:{self.port}{path}", headers=headers, stops_at_redirect=True)
        door = HttpDoor(allow_private=True, limits=Limits(retries=0))
        return replace(door.send(there), url=request.url)


@contextmanager
def world(name: str) -> Iterator[World]:
    """Serve one of the sites."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(name))
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    hosts = {folder.name for folder in (SITES / name).iterdir() if folder.is_dir()}
    told = {urlsplit(one["url"]).hostname or "" for one in _behaviour(name)}
    try:
        yield World(name, server.server_address[1], frozenset(hosts | told))
    finally:
        server.shutdown()
        server.server_close()


@cache
def expected(name: str) -> Mapping[str, Any]:
    """What is to be found on a site."""
    return tomllib.loads((SITES / name / "expected.toml").read_text(encoding="utf-8"))


@cache
def _behaviour(name: str) -> list[dict[str, Any]]:
    file = SITES / name / "site.toml"
    answers = tomllib.loads(file.read_text(encoding="utf-8"))["answer"] if file.exists() else []
    return list(answers)


def _handler(name: str) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            scheme, host = self.headers["x-scheme"], self.headers["x-host"]
            path = unquote(self.path.partition("?")[0])
            answer = next((one for one in _behaviour(name) if _is_for(one["url"], scheme, host, path)), {})
            try:
                self._give(answer, path) if answer else self._file(SITES / name / host, path)
            except OSError:
                return  # the client has had enough

        def _file(self, folder: Path, path: str) -> None:
            file = _file_of(folder, path)
            if file is None:
                self._send(404, "text/html", b"<p>not here</p>")
            else:
                kind = mimetypes.guess_type(file.name)[0] or "text/html"
                kind = f"{kind}; charset=utf-8" if kind.startswith("text/") else kind
                self._send(200, kind, file.read_bytes())

        def _give(self, answer: dict[str, Any], path: str) -> None:
            headers = {"location": answer["to"]} if "to" in answer else {}
            body = _body(name, answer, path)
            if answer.get("bomb"):
                body, headers = BOMB, {"content-encoding": "gzip"}
            status = int(answer.get("status", 302 if "to" in answer else 200))
            self._send(status, str(answer.get("type", "text/html; charset=utf-8")), body, headers,
                       float(answer.get("drip_s", 0)))  # fmt: skip

        def _send(self, status: int, kind: str, body: bytes, headers: Mapping[str, str] | None = None,
                  drip_s: float = 0) -> None:  # fmt: skip
            self.send_response(status)
            for header, value in {"content-type": kind, "content-length": str(len(body)), **(headers or {})}.items():
                self.send_header(header, value)
            self.end_headers()
            for start in range(0, len(body), 1) if drip_s else (0,):
                self.wfile.write(body[start : start + 1] if drip_s else body)
                self.wfile.flush()
                time.sleep(drip_s)

        def log_message(self, format: str, *args: object) -> None:
            """Quiet."""

    return Handler


def _is_for(url: str, scheme: str, host: str, path: str) -> bool:
    parts = urlsplit(url)
    is_there = parts.scheme == scheme and parts.hostname == host
    return is_there and (parts.path == path or (parts.path.endswith("*") and path.startswith(parts.path[:-1])))


def _body(name: str, answer: Mapping[str, Any], path: str) -> bytes:
    """A file, or texts repeated with their number, or both: what stands before, the repeated, what stands after."""
    pieces = [str(answer.get("before", ""))]
    pieces += [str(answer["repeat"]).replace("{n}", str(n)) for n in range(int(answer.get("times", 0)))]
    pieces += [str(answer.get("after", "")).replace("{path}", path)]
    kept = (SITES / name / str(answer["file"])).read_bytes() if "file" in answer else b""
    return kept + "".join(pieces).encode()


def _file_of(folder: Path, path: str) -> Path | None:
    plain = path.strip("/")
    tried = [folder / plain, folder / plain / "index.html", folder / f"{plain}.html"] if plain else []
    return next((file for file in (*tried, folder / "index.html")[: len(tried) or 1] if file.is_file()), None)
