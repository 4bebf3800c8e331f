"""A twin over real HTTP on this machine, for tests that kill, cut connections or use a foreign client."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from vitrino.connect.errors import ConnectError
from vitrino.connect.twin import Twin
from vitrino.connect.wire import Request

# How soon it notices that it is to end.
SOON_S = 0.02


@contextmanager
def served(twin: Twin, port: int = 0) -> Iterator[str]:
    """Serve `twin` on a free port; gives its base address. A lost answer closes the connection without a word."""
    server = ThreadingHTTPServer(("127.0.0.1", port), _handler(twin))
    thread = threading.Thread(target=server.serve_forever, args=(SOON_S,), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()


def _handler(twin: Twin) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def _serve(self) -> None:
            body = self.rfile.read(int(self.headers.get("content-length") or 0))
            host = self.headers.get("host", "twin.invalid")
            request = Request(self.command, f"http://{host}{self.path}", dict(self.headers), body)
            try:
                response = twin.handle(request)
            except ConnectError:
                self.close_connection = True
                return
            self.send_response(response.status)
            for name, value in response.headers.items():
                self.send_header(name, value)
            self.send_header("content-length", str(len(response.body)))
            self.end_headers()
            self.wfile.write(response.body)

        do_GET = do_POST = do_PUT = do_DELETE = do_PATCH = do_HEAD = _serve

        def log_message(self, format: str, *args: object) -> None:
            """Quiet: the twin keeps its own record."""

    return Handler
