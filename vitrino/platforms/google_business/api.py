"""Requests to Google and what its answers mean: the only place that understands its error codes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from vitrino.connect.connector import Clock
from vitrino.connect.errors import (
    AuthLost,
    ConnectError,
    OutcomeUnknown,
    RateLimited,
    Refused,
    TokenExpired,
    Transient,
)
from vitrino.connect.headers import wait_until
from vitrino.connect.reading import mapping, text
from vitrino.connect.secret import Secret
from vitrino.connect.wire import Door, Params, Request, Response, get, post_json
from vitrino.domain.message import say


class Gone(Refused):
    """Google does not know this (any more)."""


@dataclass(frozen=True)
class Api:
    """One signed-in account. Addresses come whole, because Google spreads a profile over three services."""

    door: Door
    token: Secret
    clock: Clock

    def read(self, url: str, params: Params | None = None) -> Mapping[str, Any]:
        """Raises Gone where there is nothing, and the other words of the closed list."""
        response = self.door.send(get(url, params, self._headers()))
        if not response.is_ok:
            raise refusal(response, self.clock) or Transient()
        return mapping(response.json())

    def write(self, method: str, url: str, value: Mapping[str, Any]) -> Mapping[str, Any]:
        """The irreversible write. Raises OutcomeUnknown for all that is neither a success nor a definite refusal."""
        sent = post_json(url, value, self._headers())
        response = self.door.send(Request(method, sent.url, sent.headers, sent.body))
        if not response.is_ok:
            raise refusal(response, self.clock) or OutcomeUnknown()
        try:
            return mapping(response.json())
        except Transient as error:
            raise OutcomeUnknown() from error

    def delete(self, url: str) -> None:
        """Taking back what is gone already is fine."""
        response = self.door.send(Request("DELETE", url, self._headers(), repeatable=True))
        if not response.is_ok and response.status != 404:
            raise refusal(response, self.clock) or Transient()

    def _headers(self) -> dict[str, str]:
        return {"authorization": f"Bearer {self.token.reveal()}"}


def refusal(response: Response, clock: Clock) -> ConnectError | None:
    """The error when Google definitely did nothing, None when that is not certain.

    Source: cloud.google.com/apis/design/errors; a 403 also means that Google has not opened the interface to this app.
    """
    if response.status == 429:
        return RateLimited(wait_until(response.headers, clock()))
    if response.status == 401:
        return TokenExpired()
    if response.status == 403:
        return AuthLost(say("Google does not let this account do that. Connect again with an owner or manager."))
    if response.status == 404:
        return Gone()
    if response.status in (400, 409, 412):
        return Refused(say("{platform} refused this: {reason}", platform="Google", reason=_reason(response)))
    return None


def _reason(response: Response) -> str:
    try:
        return text(mapping(mapping(response.json()).get("error")).get("message"), 300)
    except Transient:
        return ""
