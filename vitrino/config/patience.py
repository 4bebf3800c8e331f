"""How long the server waits for a request: ten seconds for its head, then for a body that keeps coming.

Without it a few thousand connections that never finish their first line keep everybody else out.
"""

from __future__ import annotations

import asyncio
from typing import Any

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

HEAD_S = 10.0
BODY_S = 30.0
# What must arrive of a body in `BODY_S`; a telephone at the edge of its network still manages this.
LEAST_BYTES = 8 * 1024


class Patient(H11Protocol):
    """uvicorn's protocol, with an end to its patience."""

    _timer: asyncio.TimerHandle | None = None
    _arrived = 0

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._wait(HEAD_S)

    def data_received(self, data: bytes) -> None:
        self._arrived += len(data)
        was = self.conn.their_state
        super().data_received(data)
        self._look(was)

    def connection_lost(self, exc: Exception | None) -> None:
        self._stop_waiting()
        super().connection_lost(exc)

    def on_response_complete(self) -> None:
        super().on_response_complete()
        self._stop_waiting()  # the next request has its own time, and between two uvicorn waits for itself

    def _look(self, was: Any) -> None:
        """Which part of the request is being waited for now?"""
        now = self.conn.their_state
        if now is h11.IDLE:
            if self._timer is None:
                self._wait(HEAD_S)
        elif now is not h11.SEND_BODY:
            self._stop_waiting()
        elif was is not h11.SEND_BODY:
            self._wait(BODY_S)

    def _wait(self, wait_s: float) -> None:
        self._stop_waiting()
        self._arrived = 0
        self._timer = self.loop.call_later(wait_s, self._lose_patience)

    def _stop_waiting(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _lose_patience(self) -> None:
        self._timer = None
        has_body_coming = self.conn.their_state is h11.SEND_BODY and (
            self._arrived >= LEAST_BYTES or self.flow.read_paused
        )
        if has_body_coming:
            self._wait(BODY_S)
        else:
            self.transport.close()
