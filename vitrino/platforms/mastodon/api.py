"""Speaking HTTP with one server: what its answers mean is decided here and nowhere else."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from urllib.parse import quote

from vitrino.connect import reading
from vitrino.connect.connector import Clock
from vitrino.connect.errors import AuthLost, OutcomeUnknown, RateLimited, Refused, Transient
from vitrino.connect.headers import wait_until
from vitrino.connect.secret import Secret
from vitrino.connect.wire import Door, FilePart, Params, Request, Response, get, post_json, post_multipart
from vitrino.domain.message import Message, say

# Answers that prove that nothing was done (docs: methods/statuses.md). Everything else leaves it open.
DEFINITE = frozenset({400, 404, 410, 413, 415, 422})
UPLOAD_S = 180.0


class Gone(Refused):
    """It is no longer there."""


class Api:
    """One signed-in account on one server."""

    def __init__(self, door: Door, server: str, token: Secret, clock: Clock) -> None:
        self._door = door
        self._server = server
        self._token = token
        self._clock = clock

    def read(self, path: str, params: Params | None = None) -> Any:
        """Parsed JSON of a read. Raises Gone where there is nothing."""
        response = self._door.send(get(self._server + path, params, self._headers()))
        self._check(response, of_read=True)
        return response.json()

    def media_state(self, media_id: str) -> bool:
        """Is an uploaded file ready? The server answers 206 while it works on it."""
        response = self._door.send(
            get(f"{self._server}/api/v1/media/{quote(media_id, safe='')}", None, self._headers())
        )
        self._check(response, of_read=True)
        return response.status != 206

    def upload(self, file: FilePart, description: str) -> tuple[str, bool]:
        """Sends a file nobody sees yet; its id, and whether it is ready. A repeat only leaves an orphan."""
        fields = {"description": description} if description else {}
        url = f"{self._server}/api/v2/media"
        response = self._door.send(post_multipart(url, fields, {"file": file}, self._headers(), True, UPLOAD_S))
        self._check(response, of_read=True)
        media_id = reading.text(reading.mapping(response.json()).get("id"))
        if not media_id:
            raise Transient(say("The server took the file but did not say how to find it."))
        return media_id, response.status == 200

    def create(self, path: str, value: Mapping[str, Any], key: str) -> Mapping[str, Any]:
        """The irreversible write. Raises OutcomeUnknown for everything that does not prove the contrary."""
        response = self._door.send(post_json(self._server + path, value, {**self._headers(), "idempotency-key": key}))
        self._check(response, of_read=False)
        try:
            return reading.mapping(response.json())
        except Transient as error:
            raise OutcomeUnknown() from error

    def do(self, path: str, value: Mapping[str, Any] | None = None, repeatable: bool = True) -> None:
        """A change that may be made again."""
        response = self._door.send(post_json(self._server + path, value or {}, self._headers(), repeatable))
        self._check(response, of_read=repeatable, of_act=True)

    def replace(self, path: str, value: Mapping[str, Any]) -> None:
        """A whole new value for something that is there; the same twice is the same as once."""
        made = post_json(self._server + path, value, self._headers(), True)
        response = self._door.send(Request("PUT", made.url, made.headers, made.body, repeatable=True))
        self._check(response, of_read=True, of_act=True)

    def delete(self, path: str) -> None:
        response = self._door.send(Request("DELETE", self._server + path, self._headers(), repeatable=True))
        self._check(response, of_read=True, of_act=True)

    def now(self) -> datetime:
        return self._clock()

    def _headers(self) -> dict[str, str]:
        return {"authorization": f"Bearer {self._token.reveal()}", "accept": "application/json"}

    def _check(self, response: Response, of_read: bool, of_act: bool = False) -> None:
        if response.is_ok:
            return
        if of_act and response.status == 403:  # not ours to delete, say; the sign-in itself is sound
            raise Refused(_with_words(response, Refused))
        check_refusal(response, self._clock())
        raise Transient() if of_read else OutcomeUnknown()


def check_refusal(response: Response, now: datetime) -> None:
    """Raises for the answers that prove that nothing was done."""
    if response.status == 429:
        raise RateLimited(wait_until(response.headers, now))
    if response.status in (401, 403):
        raise AuthLost(_with_words(response, AuthLost))
    if response.status in (404, 410):
        raise Gone(_with_words(response, Gone))
    if response.status in DEFINITE:
        raise Refused(_with_words(response, Refused))


def _with_words(response: Response, kind: type[Exception]) -> Message:
    """What the server itself says, as the person there would read it."""
    try:
        words = reading.text(reading.mapping(response.json()).get("error"), 300)
    except Transient:
        words = ""
    if words:
        return say("The server says: {words}", words=words)
    return say(kind.__doc__ or "")
