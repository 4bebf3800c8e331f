"""An account that was taken down answers in words of a lost sign-in; ours is not lost."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from vitrino.connect.around import NobodyThere
from vitrino.connect.errors import AuthLost, TokenExpired
from vitrino.connect.twin import SqliteTwinStore, TwinDoor
from vitrino.connect.wire import Door, Request, Response
from vitrino.platforms.bluesky.around import AROUND
from vitrino.platforms.bluesky.twin import Twin

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)


class RefusingDoor:
    """Answers some paths with an error by name."""

    def __init__(self, inner: Door, errors: dict[str, str]) -> None:
        self._inner = inner
        self._errors = errors

    def send(self, request: Request) -> Response:
        for path, error in self._errors.items():
            if path in request.url:
                return Response(400, {}, json.dumps({"error": error, "message": error}).encode(), request.url)
        return self._inner.send(request)


def look(**errors: str) -> None:
    twin = Twin(SqliteTwinStore(":memory:"), lambda: NOW)
    credentials = twin.open_account("corner-bakery", "Corner Bakery", 120)
    door = RefusingDoor(TwinDoor(twin), errors)
    AROUND.read(door, credentials, lambda: NOW, "gone.rehearsal.test", 10)


def test_a_taken_down_account_is_nobody() -> None:
    with pytest.raises(NobodyThere):
        look(getProfile="AccountTakedown")


def test_our_own_lost_sign_in_is_told_as_such() -> None:
    with pytest.raises(AuthLost):
        look(getProfile="InvalidToken", getSession="InvalidToken")


def test_an_expired_token_is_renewed_by_the_caller() -> None:
    with pytest.raises(TokenExpired):
        look(getProfile="ExpiredToken")
