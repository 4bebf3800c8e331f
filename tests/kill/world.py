"""The platforms, in a process of their own: twins behind real HTTP that misbehave and keep the true record."""

from __future__ import annotations

import json
import random
import sys
import threading
import time
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any, cast

from tests.kill.shape import ARRIVES_WITHIN_S, ENTRANTS, FAULTS, LAG_S, LAGGING, LATE_S, SENT_AT, SLOW_S, Entrant
from vitrino.connect import registry
from vitrino.connect.errors import OutcomeUnknown
from vitrino.connect.rehearsal import Rehearsal
from vitrino.connect.twin import SqliteTwinStore, Twin, answer_json
from vitrino.connect.twin_server import served
from vitrino.connect.wire import Request, Response
from vitrino.platforms.instagram import twin as instagram
from vitrino.platforms.x.twin import world as x

# What each platform answers when it does not want a post at all.
REFUSALS: dict[str, tuple[int, Any]] = {
    "bluesky": (400, {"error": "InvalidRequest", "message": "This is not wanted here."}),
    "mastodon": (422, {"error": "Validation failed: this is not wanted here"}),
    "instagram": (400, {"error": {"code": 9004, "message": "This is not wanted here.", "type": "OAuthException"}}),
    "facebook": (400, {"error": {"code": 100, "message": "This is not wanted here.", "type": "OAuthException"}}),
    "x": (403, {"title": "Forbidden", "detail": "This is not wanted here."}),
}


@dataclass
class Troubled:
    """A twin as the network and a bad day make it look."""

    entrant: Entrant
    twin: Twin
    chance: random.Random
    suffered: dict[str, int]
    is_calm: bool = False

    def handle(self, request: Request) -> Response:
        if request.url.endswith("/the-record"):
            return answer_json(self.record())
        if request.method in ("GET", "HEAD"):
            return self._read(request)
        return self._write(request)

    def record(self) -> dict[str, Any]:
        """Everything that is out, by the twin's own books."""
        with self.twin.lock:
            documents = [json.dumps(value, ensure_ascii=False) for _key, value in
                         self.twin.store.items(self.entrant.bucket)]  # fmt: skip
        return {"documents": documents, "suffered": self.suffered}

    def _read(self, request: Request) -> Response:
        with self.twin.lock:
            if self.chance.random() < LAGGING and not self.is_calm:
                self.twin.lag_s = self.chance.uniform(*LAG_S)
            try:
                return self.twin.handle(request)
            finally:
                self.twin.lag_s = 0.0

    def _write(self, request: Request) -> Response:
        sent_s = float(next((value for name, value in request.headers.items() if name.lower() == SENT_AT), 0))
        if time.clock_gettime(time.CLOCK_BOOTTIME) - sent_s > ARRIVES_WITHIN_S:
            raise OutcomeUnknown  # the one thing assumed of the world: what is this late never happens at all
        with self.twin.lock:
            fault = self._draw()
            self.suffered[fault] = self.suffered.get(fault, 0) + 1
        return self._suffer(fault, request)

    def _draw(self) -> str:
        drawn = self.chance.random()
        for name, share in () if self.is_calm else FAULTS:
            drawn -= share
            if drawn < 0:
                return name
        return "none"

    def _suffer(self, fault: str, request: Request) -> Response:
        time.sleep(self.chance.uniform(*SLOW_S))
        match fault:
            case "dropped":
                raise OutcomeUnknown
            case "late":
                threading.Timer(self.chance.uniform(*LATE_S), self.twin.handle, (request,)).start()
                raise OutcomeUnknown
            case "error-before":
                return self.twin.failed()
            case "rate-limited":
                return self.twin.rate_limited()
            case "refused":
                status, body = REFUSALS[self.entrant.key]
                return answer_json(body, status)
        answer = self.twin.handle(request)
        if fault == "answer-lost":
            raise OutcomeUnknown
        return self.twin.failed() if fault == "error-after" else answer


def main(seed: int, *, is_calm: bool = False) -> None:
    """Serve until standard input closes; the first line says where, and how to sign in. is_calm: without faults."""
    # A hundred posts a day are plenty for a shop, but not here.
    vars(instagram)["QUOTA"] = vars(x)["WRITES_PER_WINDOW"] = 1_000_000
    with ExitStack() as stack:
        places = {}
        for number, entrant in enumerate(ENTRANTS):
            made = registry.platform(entrant.key).twin
            if made is None:
                continue
            twin = cast("type[Twin]", made)(SqliteTwinStore(":memory:"), lambda: datetime.now(UTC))
            credentials = cast(Rehearsal, twin).open_account("zorza", "Piekarnia Zorza", 100)
            troubled = Troubled(entrant, twin, random.Random(seed * 1000 + number), {}, is_calm)
            address = stack.enter_context(served(cast(Twin, troubled)))
            credentials = replace(credentials, public={**credentials.public, "server": address})
            secrets = {name: secret.reveal() for name, secret in credentials.secrets.items()}
            places[entrant.key] = {"address": address, "secrets": secrets, "public": dict(credentials.public)}
        sys.stdout.write(json.dumps(places) + "\n")
        sys.stdout.flush()
        sys.stdin.read()


if __name__ == "__main__":
    main(int(sys.argv[1]), is_calm="calm" in sys.argv)
