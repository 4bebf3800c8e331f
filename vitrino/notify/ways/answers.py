"""What the answer of a web service means for a notice."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils import timezone

from vitrino.connect.errors import AuthLost, RateLimited, Refused, Transient
from vitrino.connect.wire import Response
from vitrino.domain.message import Message, say

LONGEST_WAIT_S = 3600


def check(answer: Response, wait_s: float | None = None, refusal: Message | None = None) -> None:
    """Nothing for a 2xx. 401 and 403: the sign-in is no good; 429: wait; other 4xx: refused for good; else try again.

    refusal: what a refusal means here.
    """
    if answer.is_ok:
        return
    if answer.status == 429:
        raise RateLimited(timezone.now() + timedelta(seconds=_wait_s(answer, wait_s)))
    if answer.status in (401, 403):
        raise AuthLost(refusal or say("It does not accept the address or the token any more."))
    if 400 <= answer.status < 500 and answer.status not in (408, 425):
        raise Refused(refusal or say("It refuses the message ({status}).", status=answer.status))
    raise Transient(say("It answers with an error of its own ({status}).", status=answer.status))


def member(answer: Response, *path: str) -> Any:
    """A value inside the JSON of an answer. Raises Transient when it is not there: then nothing proves anything."""
    found = answer.json()
    for name in path:
        found = found.get(name) if isinstance(found, dict) else None
    if found in (None, ""):
        raise Transient(say("Its answer does not say that it took the message."))
    return found


def _wait_s(answer: Response, wait_s: float | None) -> float:
    if wait_s is None:
        said = answer.headers.get("retry-after", "")
        wait_s = float(said) if said.isdigit() else 30.0
    return min(max(wait_s, 1.0), LONGEST_WAIT_S)
