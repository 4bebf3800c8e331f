"""Exchanges with a real server, written down once without their secrets, and played back without the server."""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from vitrino.connect.wire import Door, Request, Response

FOLDER = Path(__file__).with_name("transcripts")
KEPT_HEADERS = ("content-type", "retry-after", "location", "link")

Json = dict[str, Any]


@dataclass
class RecordingDoor:
    """Passes on, and writes down what went to and fro. Known secrets are masked in both directions."""

    inner: Door
    exchanges: list[Json] = field(default_factory=list)
    secrets: dict[str, str] = field(default_factory=dict)

    def send(self, request: Request) -> Response:
        response = self.inner.send(request)
        self.exchanges.append({"request": request_json(request), "response": _response_json(response)})
        return response

    def hide(self, **secrets: str) -> None:
        """From now on, and in all that was written down before, these texts appear as their names."""
        self.secrets |= {text: f"masked-{name}" for name, text in secrets.items() if text}

    def save(self, name: str, facts: Json) -> None:
        text = json.dumps({"facts": facts, "exchanges": self.exchanges}, ensure_ascii=False, indent=1)
        for secret, mask in self.secrets.items():
            text = text.replace(secret, mask)
        (FOLDER / f"{name}.json").write_text(text + "\n", encoding="utf-8")


@dataclass
class ReplayDoor:
    """Gives the answers of a transcript, and insists on the same requests in the same order."""

    exchanges: list[Json]
    place: int = 0

    def send(self, request: Request) -> Response:
        assert self.place < len(self.exchanges), f"one request more than recorded: {request}"
        exchange = self.exchanges[self.place]
        self.place += 1
        assert request_json(request) == exchange["request"], f"request {self.place} differs from the recorded one"
        stored = exchange["response"]
        return Response(stored["status"], stored["headers"], _body(stored["body"]), request.url)

    def is_at_end(self) -> bool:
        return self.place == len(self.exchanges)


def load(name: str) -> tuple[Json, ReplayDoor]:
    stored = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    return stored["facts"], ReplayDoor(stored["exchanges"])


def request_json(request: Request) -> Json:
    kind = request.headers.get("content-type", "")
    return {
        "method": request.method,
        "url": request.url,
        "headers": dict(sorted(request.headers.items())),
        "body": _stored_body(kind, request.body),
    }


def _response_json(response: Response) -> Json:
    kept = {name: text for name, text in response.headers.items() if name in KEPT_HEADERS or "ratelimit" in name}
    return {
        "status": response.status,
        "headers": kept,
        "body": _stored_body(kept.get("content-type", ""), response.body),
    }


def _stored_body(kind: str, body: bytes) -> Any:
    """JSON as JSON, so that a person can read it; the rest as base64."""
    if kind.startswith("application/json") and body:
        return {"json": json.loads(body)}
    return {"base64": base64.b64encode(body).decode()} if body else None


def _body(stored: Any) -> bytes:
    if stored is None:
        return b""
    return json.dumps(stored["json"]).encode() if "json" in stored else base64.b64decode(stored["base64"])
