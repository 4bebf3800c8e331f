"""Meta's Graph protocol as several platforms speak it: requests, what its error codes mean, pages of lists."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from vitrino.connect.connector import Clock
from vitrino.connect.errors import (
    AuthLost,
    ConnectError,
    NotSent,
    OutcomeUnknown,
    RateLimited,
    Refused,
    Transient,
)
from vitrino.connect.headers import retry_after
from vitrino.connect.reading import integer, mapping, mappings, text
from vitrino.connect.secret import Secret
from vitrino.connect.wire import Door, FilePart, Params, Request, Response, get, parse_json, post_form, post_multipart
from vitrino.domain.message import say

# developers.facebook.com/docs/graph-api/guides/error-handling
RATE_CODES = frozenset({4, 17, 32, 341, 613}) | frozenset(range(80000, 80015))
# The most posts in 24 hours are out.
RATE_SUBCODES = frozenset({2207042})
SIGN_IN_CODES = frozenset({102, 190, 463, 467})
PERMISSION_CODES = frozenset({3, 10}) | frozenset(range(200, 300))
DEFINITE_CODES = frozenset({100, 324, 352, 368, 9004, 36000, 36003, 36004, 1366046, 1609005})
GONE_SUBCODES = frozenset({33, 2207008})
DUPLICATE_CODE = 506
# Private messages may be answered for 24 hours after the customer last wrote.
TOO_LATE_SUBCODES = frozenset({2018278, 2534022})
# "The media is not ready for publishing, please wait a moment": nothing was published.
NOT_READY_SUBCODE = 2207027
NOT_READY_WAIT = timedelta(seconds=20)
# Calls are counted over a sliding hour; without a word from the platform a quarter of it is a fair wait.
DEFAULT_WAIT = timedelta(minutes=15)


class Gone(Refused):
    """The platform does not know this (any more)."""


class Duplicate(Refused):
    """The platform already shows a post with exactly these words. Change it a little and try again."""


@dataclass(frozen=True)
class GraphApi:
    """One signed-in account. server: address without a path. platform: its name, for sentences."""

    door: Door
    server: str
    version: str
    token: Secret
    clock: Clock
    platform: str

    def read(self, path: str, params: Params | None = None) -> Mapping[str, Any]:
        """Raises Gone where there is nothing, and the other words of the closed list."""
        return self._checked(self.door.send(get(self._url(path), params, self._headers())))

    def stage(self, path: str, fields: Mapping[str, str], file: FilePart | None = None) -> Mapping[str, Any]:
        """A write that nobody sees: pictures, containers. It may be repeated."""
        if file is None:
            return self._checked(self.door.send(post_form(self._url(path), fields, self._headers(), repeatable=True)))
        request = post_multipart(self._url(path), fields, {"source": file}, self._headers(), repeatable=True)
        return self._checked(self.door.send(request))

    def create(self, path: str, fields: Mapping[str, str]) -> Mapping[str, Any]:
        """The irreversible write. Raises OutcomeUnknown for all that is neither a success nor a definite refusal."""
        response = self.door.send(post_form(self._url(path), fields, self._headers()))
        if not response.is_ok:
            raise self._refusal(response) or OutcomeUnknown()
        try:
            return mapping(response.json())
        except Transient as error:
            raise OutcomeUnknown() from error

    def change(self, method: str, path: str, fields: Mapping[str, str] | None = None) -> None:
        """A change that may be made again: hiding, blocking, deleting."""
        form = post_form(self._url(path), fields or {}, self._headers())
        self._checked(self.door.send(Request(method, form.url, form.headers, form.body, repeatable=True)))

    def _checked(self, response: Response) -> Mapping[str, Any]:
        if not response.is_ok:
            raise self._refusal(response) or Transient()
        return mapping(response.json())

    def _refusal(self, response: Response) -> ConnectError | None:
        return refusal(response, self.clock(), self.platform)

    def _url(self, path: str) -> str:
        return f"{self.server}/{self.version}/{path}"

    def _headers(self) -> dict[str, str]:
        return {"authorization": f"Bearer {self.token.reveal()}"}


def refusal(response: Response, now: datetime, platform: str) -> ConnectError | None:
    """The error when the platform definitely did nothing, None when that is not certain."""
    error = _error(response)
    code, subcode = integer(error.get("code")), integer(error.get("error_subcode"))
    if response.status == 429 or code in RATE_CODES or subcode in RATE_SUBCODES:
        return RateLimited(_wait_until(response, now))
    if response.status >= 500 or error.get("is_transient") is True:
        return None
    if subcode == NOT_READY_SUBCODE:
        return NotSent(say("{platform} is still working on the picture.", platform=platform), now + NOT_READY_WAIT)
    if subcode in TOO_LATE_SUBCODES:
        return Refused(say("A private message can be answered for 24 hours only. Wait till the customer writes again."))
    if code in SIGN_IN_CODES or code in PERMISSION_CODES or response.status == 401:
        return AuthLost()
    if code == DUPLICATE_CODE:
        return Duplicate()
    if code == 803 or (code == 100 and subcode in GONE_SUBCODES):
        return Gone()
    if code in DEFINITE_CODES:
        reason = text(error.get("error_user_msg") or error.get("message"), 300)
        return Refused(say("{platform} refused this: {reason}", platform=platform, reason=reason), code != 368)
    return None


def rows(answer: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    return list(mappings(answer.get("data")))


def next_page(answer: Mapping[str, Any]) -> str:
    """The platform's word for the next page of a list; "" at its end."""
    paging = mapping(answer.get("paging"))
    return text(mapping(paging.get("cursors")).get("after")) if paging.get("next") else ""


def _error(response: Response) -> Mapping[str, Any]:
    try:
        return mapping(mapping(response.json()).get("error"))
    except Transient:
        return {}


def _wait_until(response: Response, now: datetime) -> datetime:
    """Retry-After, else the longest "estimated_time_to_regain_access" (minutes), else a quarter of an hour."""
    if "retry-after" in response.headers:
        return retry_after(response.headers["retry-after"], now)
    minutes = [integer(usage.get("estimated_time_to_regain_access")) for usage in _usages(response)]
    longest = max((minute for minute in minutes if minute), default=0)
    return now + min(timedelta(minutes=longest), timedelta(days=1)) if longest else now + DEFAULT_WAIT


def _usages(response: Response) -> list[Mapping[str, Any]]:
    try:
        by_account = mapping(parse_json(response.headers.get("x-business-use-case-usage", "{}")))
    except Transient:
        return []
    return [usage for usages in by_account.values() for usage in mappings(usages)]
