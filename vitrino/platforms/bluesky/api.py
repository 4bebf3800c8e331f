"""Speaking XRPC with one server: what its answers mean is decided here and nowhere else."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from vitrino.connect import reading
from vitrino.connect.connector import Clock
from vitrino.connect.errors import AuthLost, OutcomeUnknown, RateLimited, Refused, TokenExpired, Transient
from vitrino.connect.headers import wait_until
from vitrino.connect.secret import Secret
from vitrino.connect.wire import Door, Params, Request, Response, get, post_json
from vitrino.domain.message import Message, say

UPLOAD_S = 120.0
# Names of errors in an answer of 400, 401 or 403.
EXPIRED = frozenset({"ExpiredToken"})
SIGN_IN_LOST = frozenset({
    "InvalidToken", "AuthMissing", "AuthenticationRequired", "AccountTakedown", "AccountDeactivated",
    "AccountSuspended", "AccountNotFound",
})  # fmt: skip
GONE = frozenset({"RecordNotFound", "NotFound", "RepoNotFound"})


class Gone(Refused):
    """It is no longer there."""


class Api:
    """One session on one server."""

    def __init__(self, door: Door, server: str, token: Secret, clock: Clock) -> None:
        self._door = door
        self._server = server
        self._token = token
        self._clock = clock

    def ask(self, name: str, params: Params) -> Mapping[str, Any]:
        """A query. Raises Gone where there is nothing."""
        response = self._door.send(get(self._url(name), params, self._headers()))
        self._check(response, of_read=True)
        return reading.mapping(response.json())

    def create(self, name: str, value: Mapping[str, Any]) -> Mapping[str, Any]:
        """The irreversible write. Raises OutcomeUnknown for everything that does not prove the contrary."""
        response = self._door.send(post_json(self._url(name), value, self._headers()))
        self._check(response, of_read=False)
        try:
            return reading.mapping(response.json())
        except Transient as error:
            raise OutcomeUnknown() from error

    def do(self, name: str, value: Mapping[str, Any], repeatable: bool = True) -> None:
        """A change that may be made again; its answer may be empty."""
        response = self._door.send(post_json(self._url(name), value, self._headers(), repeatable))
        self._check(response, of_read=repeatable)

    def upload(self, content: bytes, mime_type: str) -> Mapping[str, Any]:
        """A blob nobody sees yet; the same bytes give the same blob."""
        headers = {**self._headers(), "content-type": mime_type}
        url = self._url("com.atproto.repo.uploadBlob")
        response = self._door.send(Request("POST", url, headers, content, True, UPLOAD_S))
        self._check(response, of_read=True)
        blob = reading.mapping(reading.mapping(response.json()).get("blob"))
        if not reading.text(reading.mapping(blob.get("ref")).get("$link")):
            raise Transient(say("The server took the picture but did not say how to find it."))
        return blob

    def now(self) -> datetime:
        return self._clock()

    def _url(self, name: str) -> str:
        return f"{self._server}/xrpc/{name}"

    def _headers(self) -> dict[str, str]:
        return {"authorization": f"Bearer {self._token.reveal()}", "accept": "application/json"}

    def _check(self, response: Response, of_read: bool) -> None:
        if response.is_ok:
            return
        check_refusal(response, self._clock())
        raise Transient() if of_read else OutcomeUnknown()


def check_refusal(response: Response, now: datetime) -> None:
    """Raises for the answers that prove that nothing was done: 4xx of XRPC come before any change."""
    if response.status == 429:
        raise RateLimited(wait_until(response.headers, now, "ratelimit"))
    if response.status not in (400, 401, 403, 404, 413):
        return
    name, words = _error(response)
    if name in EXPIRED:
        raise TokenExpired()
    if name in SIGN_IN_LOST or response.status in (401, 403):
        raise AuthLost(words)
    if name in GONE:
        raise Gone(words)
    raise Refused(words)


def _error(response: Response) -> tuple[str, Message | None]:
    """The error's name, and what the server says about it."""
    try:
        body = reading.mapping(response.json())
    except Transient:
        return "", None
    words = reading.text(body.get("message"), 300)
    return reading.text(body.get("error"), 100), say("Bluesky says: {words}", words=words) if words else None
