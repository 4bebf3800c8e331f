"""Requests to X and what its answers mean: the only place that understands its error codes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from vitrino.connect.connector import Clock
from vitrino.connect.errors import ConnectError, OutcomeUnknown, RateLimited, Refused, TokenExpired, Transient
from vitrino.connect.headers import wait_until
from vitrino.connect.reading import mapping, text
from vitrino.connect.records import Credentials
from vitrino.connect.wire import Door, Params, Request, Response, get, post_json
from vitrino.domain.message import say
from vitrino.platforms.x.manifest import SERVER

# X's own words inside "detail"; it has no codes for them in version 2 (akrherz/iembot issue 163, 2026-02).
DUPLICATE = "duplicate content"
NOT_SUMMONED = "reply to this conversation is not allowed"


class Duplicate(Refused):
    """X already shows a post with exactly these words. Change it a little and try again."""


class Gone(Refused):
    """X does not know this post (any more)."""


class Api:
    """One account's view of api.x.com (or of a twin, when the credentials name another server)."""

    def __init__(self, door: Door, credentials: Credentials, clock: Clock) -> None:
        self._door = door
        self._server = credentials.public.get("server", SERVER)
        self._token = credentials.secrets["access_token"]
        self._clock = clock

    def read(self, path: str, params: Params | None = None) -> Mapping[str, Any]:
        return self._checked(self._door.send(get(self._url(path), params, self._headers())))

    def upload(self, path: str, body: Mapping[str, Any]) -> Mapping[str, Any]:
        """A write that nobody sees, so it may be repeated."""
        return self._checked(self._door.send(post_json(self._url(path), body, self._headers(), repeatable=True)))

    def create(self, path: str, body: Mapping[str, Any]) -> Mapping[str, Any]:
        """The irreversible write. Raises OutcomeUnknown for all that is neither a success nor a definite refusal."""
        response = self._door.send(post_json(self._url(path), body, self._headers()))
        if not response.is_ok:
            raise refusal(response, self._clock) or OutcomeUnknown()
        try:
            return mapping(response.json())
        except Transient as error:
            raise OutcomeUnknown() from error

    def change(self, method: str, path: str, body: Mapping[str, Any] | None = None) -> None:
        """A change that may be made again: hiding, muting, deleting."""
        json = post_json(self._url(path), body or {}, self._headers())
        content = json.body if body is not None else b""
        self._checked(self._door.send(Request(method, json.url, json.headers, content, repeatable=True)))

    def _checked(self, response: Response) -> Mapping[str, Any]:
        if not response.is_ok:
            raise refusal(response, self._clock) or Transient()
        return mapping(response.json())

    def _url(self, path: str) -> str:
        return f"{self._server}/2/{path}"

    def _headers(self) -> dict[str, str]:
        return {"authorization": f"Bearer {self._token.reveal()}"}


def refusal(response: Response, clock: Clock) -> ConnectError | None:
    """The error when X definitely did nothing, None when that is not certain."""
    if response.status == 429:
        return RateLimited(wait_until(response.headers, clock(), "x-rate-limit"))
    if response.status == 401:
        return TokenExpired()
    if response.status == 402:
        return Refused(say("The credit of your X account is used up. Top it up, then try again."), permanent=False)
    if response.status == 404:
        return Gone()
    if response.status in (400, 403, 413, 422):
        return _refused(detail(response))
    return None


def _refused(reason: str) -> Refused:
    if DUPLICATE in reason.lower():
        return Duplicate()
    if NOT_SUMMONED in reason.lower():
        return Refused(say("X lets programs answer only people who mentioned or quoted you. Answer on X itself."))
    return Refused(say("X refused this: {reason}", reason=reason or say("no reason given").template))


def detail(response: Response) -> str:
    """X's reason in its own words (RFC 7807), at most 300 signs; "" when the answer is no such thing."""
    try:
        problem = mapping(response.json())
    except Transient:
        return ""
    first = next((mapping(error) for error in problem.get("errors") or [] if isinstance(error, dict)), {})
    return text(problem.get("detail") or first.get("message") or problem.get("title"), 300)
