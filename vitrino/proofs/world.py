"""The platforms, in a process of their own: twins behind real HTTP that misbehave and keep the true record.

`python -m vitrino.proofs.world SEED CLASSES [calm]` says on its first line where they are and how to sign in. After
that, each line on standard input is answered with the record of what is out.
"""

from __future__ import annotations

import json
import random
import sys
import threading
import time
from collections import Counter
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, cast

from vitrino.connect import registry
from vitrino.connect.errors import OutcomeUnknown
from vitrino.connect.intime import boot_s
from vitrino.connect.rehearsal import Rehearsal
from vitrino.connect.twin import SqliteTwinStore, Twin, answer_json
from vitrino.connect.twin_server import served
from vitrino.connect.wire import Request, Response
from vitrino.proofs.shape import (
    FAULTS,
    LAG_S,
    LAGGING,
    LATE_S,
    SENDER,
    SENT_AT,
    SLOW_S,
    TAKES_EFFECT_WITHIN_S,
    Entrant,
    entrants,
)

# What each platform answers when it does not want a post at all.
REFUSALS: dict[str, tuple[int, Any]] = {
    "bluesky": (400, {"error": "InvalidRequest", "message": "This is not wanted here."}),
    "mastodon": (422, {"error": "Validation failed: this is not wanted here"}),
    "instagram": (400, {"error": {"code": 9004, "message": "This is not wanted here.", "type": "OAuthException"}}),
    "facebook": (400, {"error": {"code": 100, "message": "This is not wanted here.", "type": "OAuthException"}}),
    "x": (403, {"title": "Forbidden", "detail": "This is not wanted here."}),
    "town-crier": (422, {}),
}
# Allowances that are plenty for a shop, but not for a thousand posts in a minute.
_ALLOWANCES = ("QUOTA", "WRITES_PER_WINDOW")
_STALL_S = 0.15
_JUST_NOW_S = 0.1


class Pulse:
    """Knows when this process itself got no time, which is no fault of whoever sent something."""

    def __init__(self) -> None:
        self._stalled_at = 0.0
        threading.Thread(target=self._beat, daemon=True).start()

    def has_stalled_since(self, since_s: float) -> bool:
        return self._stalled_at >= since_s

    def _beat(self) -> None:
        before = boot_s()
        while True:
            time.sleep(0.02)
            now = boot_s()
            if now - before > _STALL_S:
                self._stalled_at = now
            before = now


@dataclass
class Troubled:
    """A twin as the network and a bad day make it look. requests: how many came from each sender."""

    entrant: Entrant
    twin: Twin
    chance: random.Random
    pulse: Pulse
    is_calm: bool = False
    suffered: Counter[str] = field(default_factory=Counter)
    requests: Counter[str] = field(default_factory=Counter)

    def handle(self, request: Request) -> Response:
        with self.twin.lock:
            self.requests[_header(request, SENDER)] += 1
        if request.method in ("GET", "HEAD"):
            return self._read(request)
        return self._write(request)

    def record(self) -> dict[str, Any]:
        """Everything that is out, by the twin's own books."""
        with self.twin.lock:
            found = self.twin.store.items(self.entrant.bucket)
        documents = [json.dumps(value, ensure_ascii=False) for _key, value in found]
        return {"documents": documents, "suffered": self.suffered, "requests": self.requests}

    def _read(self, request: Request) -> Response:
        with self.twin.lock:
            if self.chance.random() < LAGGING and not self.is_calm:
                self.twin.lag_s = self.chance.uniform(*LAG_S)
            try:
                return self.twin.handle(request)
            finally:
                self.twin.lag_s = 0.0

    def _write(self, request: Request) -> Response:
        sent_s, came_s = float(_header(request, SENT_AT) or 0), boot_s()
        if came_s - sent_s > _STALL_S and self.pulse.has_stalled_since(max(sent_s, came_s - _JUST_NOW_S)):
            raise OutcomeUnknown  # it lay here, not there: what this world delays, it drops
        with self.twin.lock:
            fault = self._draw()
            self.suffered[fault] += 1
        return self._suffer(fault, request, came_s)

    def _draw(self) -> str:
        drawn = self.chance.random()
        for name, share in () if self.is_calm else FAULTS:
            drawn -= share
            if drawn < 0:
                return name
        return "none"

    def _suffer(self, fault: str, request: Request, came_s: float) -> Response:
        time.sleep(self.chance.uniform(*SLOW_S))
        match fault:
            case "dropped":
                raise OutcomeUnknown
            case "late":
                threading.Timer(self.chance.uniform(*LATE_S), self._take_effect, (request, came_s)).start()
                raise OutcomeUnknown
            case "error-before":
                return self.twin.failed()
            case "rate-limited":
                return self.twin.rate_limited()
            case "refused":
                status, body = REFUSALS[self.entrant.key]
                return answer_json(body, status)
        answer = self._take_effect(request, came_s)
        if answer is None or fault == "answer-lost":
            raise OutcomeUnknown
        return self.twin.failed() if fault == "error-after" else answer

    def _take_effect(self, request: Request, came_s: float) -> Response | None:
        """The one thing assumed of the world: what would be later than this never happens at all."""
        with self.twin.lock:
            if boot_s() - came_s > TAKES_EFFECT_WITHIN_S:
                return None
            return self.twin.handle(request)


def _header(request: Request, wanted: str) -> str:
    return next((value for name, value in request.headers.items() if name.lower() == wanted), "")


def main(seed: str, classes: str, *, is_calm: bool = False) -> None:
    """Serve until standard input closes."""
    with ExitStack() as stack:
        pulse, made, places = Pulse(), [], {}
        for entrant in entrants(classes):
            twin, signed_in = _twin(entrant)
            troubled = Troubled(entrant, twin, random.Random(f"{seed} {entrant.key}"), pulse, is_calm)
            address = stack.enter_context(served(cast(Twin, troubled)))
            made.append(troubled)
            places[entrant.key] = {**signed_in, "public": {**signed_in["public"], "server": address}}
        _say(places)
        for _line in sys.stdin:
            _say({troubled.entrant.key: troubled.record() for troubled in made})


def _twin(entrant: Entrant) -> tuple[Twin, dict[str, Any]]:
    """A twin without an allowance, and how the shop signs in there."""
    made = cast("type[Twin]", registry.platform(entrant.key).twin)
    for one in made.__mro__:
        known = vars(sys.modules[one.__module__])
        known |= {name: 1_000_000 for name in _ALLOWANCES if name in known}
    twin = made(SqliteTwinStore(":memory:"), lambda: datetime.now(UTC))
    credentials = cast(Rehearsal, twin).open_account("zorza", "Piekarnia Zorza", 100)
    if entrant.letter != "E":  # the shop has posted before; without that no look could ever prove itself fresh
        cast(Rehearsal, twin).publish_past("Yesterday's rolls", datetime.now(UTC) - timedelta(days=1), True)
    secrets = {name: secret.reveal() for name, secret in credentials.secrets.items()}
    return twin, {"secrets": secrets, "public": dict(credentials.public)}


def _say(what: object) -> None:
    sys.stdout.write(json.dumps(what) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], is_calm="calm" in sys.argv)
