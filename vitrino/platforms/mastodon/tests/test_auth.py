"""Signing in on a Mastodon server: codes, scopes, and what goes wrong on the way."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest

from vitrino.connect.conformance import SetClock
from vitrino.connect.errors import AuthLost, Refused
from vitrino.connect.records import Credentials, Redirect
from vitrino.connect.twin import SqliteTwinStore, TwinDoor
from vitrino.connect.wire import Request, Response, get
from vitrino.platforms.mastodon.auth import _covers, _expires_at, authenticator
from vitrino.platforms.mastodon.manifest import MANIFEST
from vitrino.platforms.mastodon.twin import Twin, world

BACK = "https://vitrino.example/back"
FIELDS = {"server": f"@corner_bakery@{world.HOST}"}


@pytest.fixture
def twin() -> Twin:
    twin = Twin(SqliteTwinStore(":memory:"), SetClock())
    twin.open_account("corner_bakery", "Corner Bakery", 5)
    return twin


def begun(twin: Twin) -> tuple[dict[str, str], dict[str, str]]:
    """What was kept, and what the browser brings back."""
    redirect = authenticator.begin(TwinDoor(twin), FIELDS, BACK, "state-7")
    assert isinstance(redirect, Redirect)
    assert redirect.url.startswith(f"{world.SERVER}/oauth/authorize?")
    back = twin.handle(get(redirect.url)).headers["location"]
    return {name: secret.reveal() for name, secret in redirect.keep.items()}, dict(parse_qsl(urlsplit(back).query))


def test_the_code_becomes_a_token_for_the_account_behind_it(twin: Twin) -> None:
    keep, params = begun(twin)
    credentials = authenticator.finish(TwinDoor(twin), keep, params)
    assert params["state"] == "state-7"
    assert credentials.public["server"] == world.SERVER
    assert credentials.public["handle"] == f"corner_bakery@{world.HOST}"
    assert credentials.scopes == MANIFEST.scopes
    assert credentials.expires_at is None


def test_a_code_works_once(twin: Twin) -> None:
    keep, params = begun(twin)
    authenticator.finish(TwinDoor(twin), keep, params)
    with pytest.raises(Refused):
        authenticator.finish(TwinDoor(twin), keep, params)


def test_a_stolen_code_is_worth_nothing_without_the_verifier(twin: Twin) -> None:
    keep, params = begun(twin)
    with pytest.raises(Refused):
        authenticator.finish(TwinDoor(twin), {**keep, "verifier": "guessed"}, params)


@pytest.mark.parametrize(
    "params", [{"error": "access_denied"}, {"code": ""}, {}, {"code": "x", "iss": "https://evil.example"}]
)
def test_a_way_back_without_consent_connects_nothing(twin: Twin, params: dict[str, str]) -> None:
    keep, _params = begun(twin)
    with pytest.raises(Refused) as caught:
        authenticator.finish(TwinDoor(twin), keep, params)
    assert str(caught.value)


def test_the_right_issuer_is_taken(twin: Twin) -> None:
    keep, params = begun(twin)
    assert authenticator.finish(TwinDoor(twin), keep, {**params, "iss": f"{world.SERVER}/"}).public["account_id"]


def test_fewer_rights_than_asked_are_named(twin: Twin) -> None:
    keep, params = begun(twin)
    code = twin.store.get("code", params["code"])
    assert code is not None
    twin.store.put("code", params["code"], {**code, "scopes": ["read", "write:statuses", "write:media"]})
    with pytest.raises(Refused, match="write:blocks, write:mutes, write:reports"):
        authenticator.finish(TwinDoor(twin), keep, params)


def test_a_wide_right_holds_the_narrow_ones() -> None:
    assert _covers(("read", "write"), "write:media")
    assert _covers((), "write:media")
    assert not _covers(("read",), "write:media")


def test_a_pasted_token_is_enough(twin: Twin) -> None:
    credentials = authenticator.begin(TwinDoor(twin), {**FIELDS, "access_token": "token-of-corner_bakery"}, BACK, "s")
    assert isinstance(credentials, Credentials)
    assert credentials.public["account_id"]


def test_a_pasted_token_nobody_gave_is_not(twin: Twin) -> None:
    with pytest.raises(AuthLost):
        authenticator.begin(TwinDoor(twin), {**FIELDS, "access_token": "made-up"}, BACK, "s")


@pytest.mark.parametrize("server", ["", "mastodon", "10.0.0.1", "http://evil.example:22", "a b"])
def test_a_server_that_is_none_is_never_asked(server: str) -> None:
    class Closed:
        def send(self, request: Request) -> Response:
            raise AssertionError(f"asked {request}")

    with pytest.raises(Refused):
        authenticator.begin(Closed(), {"server": server}, BACK, "s")


@pytest.mark.parametrize(
    ("token", "expires_at"),
    [
        ({"expires_in": 7200, "created_at": 1795262400}, datetime(2026, 11, 21, 14, tzinfo=UTC)),
        ({}, None), ({"expires_in": -5, "created_at": 1795262400}, None), ({"expires_in": 7200}, None),
        ({"expires_in": "soon", "created_at": "now"}, None), ({"expires_in": 10**17, "created_at": 1795262400}, None),
    ],
)  # fmt: skip
def test_the_life_of_a_token_is_read_or_unknown(token: dict[str, Any], expires_at: datetime | None) -> None:
    assert _expires_at(token) == expires_at


def test_a_refresh_is_up_to_the_person(twin: Twin) -> None:
    with pytest.raises(AuthLost):
        authenticator.refresh(TwinDoor(twin), twin.open_account("corner_bakery", "", 0))
