"""App passwords, sessions and their renewal."""

from __future__ import annotations

import base64
import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from vitrino.connect.conformance import SetClock
from vitrino.connect.errors import AuthLost, RateLimited, Refused, TokenExpired, Transient
from vitrino.connect.records import Credentials
from vitrino.connect.secret import Secret
from vitrino.connect.twin import Fault, SqliteTwinStore, TwinDoor
from vitrino.connect.wire import Request, Response
from vitrino.platforms.bluesky.auth import _expires_at, _home, authenticator
from vitrino.platforms.bluesky.client import Client
from vitrino.platforms.bluesky.twin import Twin
from vitrino.platforms.bluesky.twin.world import SERVER


class Desk:
    """A shop on a fresh network, and what its owner types."""

    def __init__(self) -> None:
        self.clock = SetClock()
        self.twin = Twin(SqliteTwinStore(":memory:"), self.clock)
        made = self.twin.open_account("corner-bakery", "Corner Bakery", 5)
        self.fields = {
            "handle": f" @{made.public['handle'].title()} ",
            "app_password": made.secrets["app_password"].reveal(),
            "server": SERVER,
        }

    @property
    def door(self) -> TwinDoor:
        return TwinDoor(self.twin)

    def signed_in(self, **fields: str) -> Credentials:
        found = authenticator.begin(self.door, {**self.fields, **fields}, "", "")
        assert isinstance(found, Credentials)
        return found


@pytest.fixture
def desk() -> Desk:
    return Desk()


def test_handle_and_app_password_give_a_session_of_two_hours(desk: Desk) -> None:
    credentials = desk.signed_in()
    assert credentials.public["handle"] == "corner-bakery.rehearsal.test"
    assert credentials.public["server"] == SERVER
    assert credentials.expires_at == desk.clock() + timedelta(hours=2)


@pytest.mark.parametrize(
    "fields",
    [
        {"handle": ""}, {"handle": "corner bakery"}, {"handle": "corner-bakery"}, {"handle": "did:key:x"},
        {"handle": "a..b"}, {"app_password": ""}, {"app_password": "wrong"}, {"handle": "nobody.rehearsal.test"},
        {"server": "10.0.0.1"}, {"server": "not a server"},
    ],
)  # fmt: skip
def test_wrong_fields_are_refused_with_words(desk: Desk, fields: dict[str, str]) -> None:
    with pytest.raises(Refused) as caught:
        desk.signed_in(**fields)
    assert str(caught.value)


def test_too_many_tries_are_told_apart_from_wrong_ones(desk: Desk) -> None:
    desk.twin.faults.append(Fault("rate-limited"))
    with pytest.raises(RateLimited):
        desk.signed_in()


def test_a_session_runs_out_and_is_renewed(desk: Desk) -> None:
    credentials = desk.signed_in()
    desk.clock.advance(7201)
    with pytest.raises(TokenExpired):
        Client(desk.door, credentials, desk.clock).probe()
    renewed = authenticator.refresh(desk.door, credentials)
    assert Client(desk.door, renewed, desk.clock).probe().handle == credentials.public["handle"]
    assert renewed.public == credentials.public
    assert renewed.secrets["refresh_token"] != credentials.secrets["refresh_token"]


def test_a_renewal_lost_on_the_way_is_made_good_by_the_app_password(desk: Desk) -> None:
    credentials = desk.signed_in()
    authenticator.refresh(desk.door, credentials)  # used up, and its answer never stored
    again = authenticator.refresh(desk.door, credentials)
    assert Client(desk.door, again, desk.clock).probe().handle


def test_an_app_password_taken_back_needs_the_person(desk: Desk) -> None:
    credentials = desk.signed_in()
    desk.twin.store.delete("password", credentials.public["did"])
    desk.clock.advance(91 * 86400)
    with pytest.raises(AuthLost):
        authenticator.refresh(desk.door, credentials)


def test_a_network_that_is_down_is_no_lost_sign_in(desk: Desk) -> None:
    credentials = desk.signed_in()
    desk.twin.faults.append(Fault("error-before", times=3))
    with pytest.raises(Transient):
        authenticator.refresh(desk.door, credentials)


def test_without_app_password_a_lost_renewal_needs_the_person(desk: Desk) -> None:
    credentials = desk.signed_in()
    bare = Credentials({"refresh_token": Secret("gone")}, credentials.public)
    with pytest.raises(AuthLost):
        authenticator.refresh(desk.door, bare)


@pytest.mark.parametrize(
    ("session", "home"),
    [
        ({}, "https://entry.example"),
        ({"didDoc": {"service": [{"id": "#atproto_pds", "serviceEndpoint": "https://pds.example/"}]}}, "https://pds.example"),
        ({"didDoc": {"service": [{"id": "did:plc:x#atproto_pds", "serviceEndpoint": "https://p.example"}]}}, "https://p.example"),
        ({"didDoc": {"service": [{"id": "#atproto_pds", "serviceEndpoint": "http://pds.example"}]}}, "https://entry.example"),
        ({"didDoc": {"service": [{"id": "#other", "serviceEndpoint": "https://pds.example"}]}}, "https://entry.example"),
        ({"didDoc": {"service": "https://evil.example"}}, "https://entry.example"), ({"didDoc": 5}, "https://entry.example"),
    ],
)  # fmt: skip
def test_the_home_server_comes_from_the_accounts_document(session: dict[str, Any], home: str) -> None:
    assert _home(session, "https://entry.example") == home


def _jwt(claims: Any) -> str:
    return f"x.{base64.urlsafe_b64encode(json.dumps(claims).encode()).decode().rstrip('=')}.y"


@pytest.mark.parametrize(
    ("token", "expires_at"),
    [
        (_jwt({"exp": 1795262400}), datetime(2026, 11, 21, 12, tzinfo=UTC)), (_jwt({}), None), (_jwt([]), None),
        (_jwt({"exp": "soon"}), None), (_jwt({"exp": 10**17}), None), ("", None), ("a.b", None), ("a.%%%.c", None),
    ],
)  # fmt: skip
def test_the_end_of_a_token_is_read_or_unknown(token: str, expires_at: datetime | None) -> None:
    assert _expires_at(token) == expires_at


@pytest.mark.parametrize(
    "session",
    [
        {}, {"accessJwt": "a", "refreshJwt": "b"}, {"accessJwt": "a", "refreshJwt": "b", "did": "x"},
        {"accessJwt": "a", "refreshJwt": "b", "did": "did:plc:x", "handle": "x.test", "active": False},
    ],
)  # fmt: skip
def test_an_answer_that_is_no_session_connects_nothing(desk: Desk, session: dict[str, Any]) -> None:
    class Odd:
        def send(self, request: Request) -> Response:
            return Response(200, {}, json.dumps(session).encode())

    with pytest.raises(Refused):
        authenticator.begin(Odd(), desk.fields, "", "")


def test_a_renewal_for_somebody_else_is_not_taken(desk: Desk) -> None:
    credentials = desk.signed_in()
    other = Credentials(credentials.secrets, {**credentials.public, "did": "did:plc:somebodyelse"})
    with pytest.raises(AuthLost):
        authenticator.refresh(desk.door, other)


def test_there_is_no_way_by_the_browser(desk: Desk) -> None:
    with pytest.raises(Refused):
        authenticator.finish(desk.door, {}, {})
