"""The world outside, as far as notices go: a web server that takes them, and the time passing."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, cast

from vitrino.connect.secret import Secret
from vitrino.domain.message import say
from vitrino.engine import leases
from vitrino.engine.work import WORKS, discover
from vitrino.notify import actions, addresses
from vitrino.notify.kinds import Urgency
from vitrino.notify.models import Alert, Way
from vitrino.workspace.models import Membership
from vitrino.workspace.tests.cast import NOW, Cast

NOWHERE = "http://127.0.0.1:9"
# Path -> status and answer of a service that takes a message, as each is documented.
TAKEN = {
    "/_matrix": (200, '{"event_id": "$1:x"}'),
    "/bot": (200, '{"ok": true, "result": {"message_id": 41}}'),
    "/services": (200, "ok"),
    "/push": (201, ""),
    "/web": (204, ""),
    "/": (200, '{"id": "xE73Iyuabi"}'),
}


@dataclass
class Came:
    """One request as it came in. value: its JSON, None for anything else."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes

    @property
    def value(self) -> Any:
        return json.loads(self.body)


@dataclass
class Outside:
    """site: its address. came: what was sent there. answers: what it says next, before it takes anything."""

    site: str = ""
    came: list[Came] = field(default_factory=list)
    answers: list[tuple[int, str]] = field(default_factory=list)


class _Handler(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        outside = cast(Outside, self.server.outside)  # type: ignore[attr-defined]
        body = self.rfile.read(int(self.headers.get("content-length", 0)))
        headers = {name.lower(): value for name, value in self.headers.items()}
        outside.came.append(Came(self.command, self.path, headers, body))
        taken = next(answer for path, answer in TAKEN.items() if self.path.startswith(path))
        status, text = outside.answers.pop(0) if outside.answers else taken
        self.send_response(status)
        self.send_header("content-length", str(len(text.encode())))
        self.end_headers()
        self.wfile.write(text.encode())

    do_PUT = do_GET = do_POST

    def log_message(self, format: str, *args: Any) -> None:
        """Tests are quiet."""


@contextmanager
def outside() -> Iterator[Outside]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    found = Outside(f"http://127.0.0.1:{server.server_address[1]}")
    server.outside = found  # type: ignore[attr-defined]
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield found
    finally:
        server.shutdown()
        server.server_close()


def ntfy(member: Membership, server: str, topic: str = "zorza-1234") -> Way:
    """A way to this member by ntfy, as it is kept after its test."""
    made = Way.objects.create(
        workspace=member.workspace, person=member.person, kind="ntfy", name="ntfy", created_at=NOW, fingerprint=topic,
        proven_at=NOW,
    )  # fmt: skip
    addresses.seal(made, {"server": Secret(server), "topic": Secret(topic), "token": Secret("")})
    return made


def only(member: Membership, **reaches: str) -> None:
    """Mentions come to this member so (ntfy="always", email="never")."""
    actions.choose(member=member, reaches={"mention": reaches})  # type: ignore[dict-item]


def tell(cast: Cast, number: int = 1, *, now: datetime = NOW, urgency: Urgency = "normal", **more: Any) -> list[Alert]:
    """Somebody mentions the bakery."""
    return actions.alert(
        workspace=cast.bakery, kind="mention", key=f"mention:{number}", message=say("{name} mentions you.", name="Ola"),
        url=f"/w/zorza/inbox/{number}/", now=now, urgency=urgency, **more,
    )  # fmt: skip


def work_off(now: datetime) -> None:
    """Everything of notices that is due by then."""
    discover()
    for _round in range(50):
        busy = False
        for work in [work for name, work in WORKS.items() if name.startswith("notify.")]:
            for row in leases.claim(work.rows(), now=now, lease_s=work.lease_s, limit=100):
                busy = True
                leases.release(row, due_at=work.run(row, now))
        if not busy:
            return
    raise AssertionError("notices go round in circles")
