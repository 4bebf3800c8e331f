"""A server on this machine that speaks the chat protocol, and is strict about how it is asked."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

KEY = "sk-of-the-bakery"
ALLOWED = {"model", "messages", "max_tokens", "stream", "temperature"}


@dataclass
class Model:
    """asked: the bodies it took. answer: what it says next; status: with which status."""

    url: str = ""
    asked: list[dict[str, Any]] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    answer: Any = "Fresh rye."
    status: int = 200

    def complaint(self, path: str, body: Any) -> str:
        """What is wrong with a request, as the protocol's own schema would say; "" when nothing is."""
        if path != "/v1/chat/completions":
            return "no such path"
        if not isinstance(body, dict) or set(body) - ALLOWED or not isinstance(body.get("model"), str):
            return "unknown or missing fields"
        messages = body.get("messages")
        if not isinstance(messages, list) or [one.get("role") for one in messages] != ["system", "user"]:
            return "messages"
        return "" if all(_is_content(one.get("content")) for one in messages) else "content"


def _is_content(content: Any) -> bool:
    if isinstance(content, str):
        return bool(content)
    kinds = [part.get("type") for part in content] if isinstance(content, list) else []
    return kinds == ["text", "image_url"] and content[1]["image_url"]["url"].startswith("data:image/")


@contextmanager
def speaking() -> Iterator[Model]:
    """The server while it runs."""
    model = Model()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["content-length"])))
            wrong = model.complaint(self.path, body)
            if wrong or self.headers["content-type"] != "application/json":
                return self._write(400, {"error": {"message": wrong, "type": "invalid_request_error"}})
            model.asked.append(body)
            model.keys.append(self.headers.get("authorization", ""))
            message = {"role": "assistant", "content": model.answer}
            whole = {"id": "1", "object": "chat.completion", "choices": [{"index": 0, "message": message}]}
            return self._write(model.status, whole if isinstance(model.answer, str) else model.answer)

        def _write(self, status: int, body: Any) -> None:
            written = json.dumps(body).encode()
            self.send_response(status)
            self.send_header("content-type", "application/json")
            self.send_header("content-length", str(len(written)))
            self.end_headers()
            self.wfile.write(written)

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    model.url = f"http://127.0.0.1:{server.server_port}"
    try:
        yield model
    finally:
        server.shutdown()
        server.server_close()
