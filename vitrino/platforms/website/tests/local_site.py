"""Sites served on this machine, as badly as a test asks for."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

SITES = Path(__file__).parent / "sites"


@dataclass
class Answer:
    """One page as the server gives it."""

    body: bytes = b""
    kind: str = "text/html; charset=utf-8"
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass
class Site:
    """A running site: `url` and what was asked of it."""

    url: str
    asked: list[str] = field(default_factory=list)


def page(name: str, kind: str = "text/html; charset=utf-8") -> Answer:
    """A page from the folder `sites`."""
    return Answer((SITES / name).read_bytes(), kind)


def moved(target: str, status: int = 302) -> Answer:
    return Answer(status=status, headers={"location": target})


@contextmanager
def served_site(pages: Mapping[str, Answer], host: str = "127.0.0.1") -> Iterator[Site]:
    """Serve `pages` by path; everything else is a 404. `{site}` in HTML bodies becomes the site's own address."""
    server = ThreadingHTTPServer((host, 0), BaseHTTPRequestHandler)
    site = Site(f"http://{host}:{server.server_address[1]}")
    server.RequestHandlerClass = _handler(pages, site)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()


def _handler(pages: Mapping[str, Answer], site: Site) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            site.asked.append(self.path)
            answer = pages.get(self.path, Answer(b"<p>not here</p>", status=404))
            body = answer.body.replace(b"{site}", site.url.encode())
            self.send_response(answer.status)
            for name, value in {"content-type": answer.kind, **answer.headers}.items():
                self.send_header(name, value)
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            """Quiet."""

    return Handler
