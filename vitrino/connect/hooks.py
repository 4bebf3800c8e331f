"""The contract of webhooks: how a platform speaks to us unasked. A folder offers one as `HOOK` in its `hooks.py`."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from vitrino.connect.errors import ConnectError
from vitrino.connect.records import Arrival, ArrivalKind
from vitrino.connect.wire import parse_json

MAX_BODY = 1024 * 1024
MAX_ID = 200


@dataclass(frozen=True, repr=False)
class Incoming:
    """One call of a webhook: header names in lower case, the body exactly as it came."""

    headers: Mapping[str, str]
    body: bytes

    def header(self, name: str) -> str:
        return self.headers.get(name, "")

    def json(self) -> Any:
        """The body as JSON. Raises Transient for anything that is not well-formed, finite and reasonably shallow."""
        return parse_json(self.body, unique_keys=True)

    @property
    def fingerprint(self) -> str:
        """What tells one body from another where the platform gives it no number."""
        return hashlib.sha256(self.body).hexdigest()


@dataclass(frozen=True)
class Heard:
    """What a delivery says: texts as they stand in it, and kinds of which it only says that there is something new."""

    arrivals: Sequence[Arrival] = ()
    to_read: frozenset[ArrivalKind] = frozenset()


class Verifier(Protocol):
    """Did the platform send this?"""

    def verify(self, secret: str, incoming: Incoming, now: datetime) -> bool:
        """Never raises for whatever the headers hold; False also when the signed time is too long ago."""


Reader = Callable[[Incoming], Heard]
Identify = Callable[[Incoming], str]
# From the query of a GET and the secret to the text that proves who we are, None for a stranger's question.
Challenge = Callable[[Mapping[str, str], str], str | None]


@dataclass(frozen=True)
class Hook:
    """What a platform's webhooks are. None exists without a verifier.

    identify: the platform's own number of a delivery, "" where it has none (then the body's hash counts).
    read: what is inside; None where an app above reads it (orders). keeps: headers stored with the body.
    is_unbound: needs no channel of the shop's (its own website). secret_is_theirs: the platform made it, so the owner
    pastes it; else Vitrino makes one. word: something more to be entered at the platform, made of the secret.
    """

    name: str
    verifier: Verifier
    identify: Identify
    read: Reader | None = None
    challenge: Challenge | None = None
    keeps: tuple[str, ...] = ()
    is_unbound: bool = False
    secret_is_theirs: bool = True
    word: Callable[[str], str] | None = None

    def __post_init__(self) -> None:
        if not callable(getattr(self.verifier, "verify", None)):
            raise TypeError(f"{self.name}: a webhook can't do without a verifier")

    def id_of(self, incoming: Incoming) -> str:
        """The number under which a delivery is stored once."""
        try:
            given = self.identify(incoming).strip()
        except ConnectError:  # not what the platform says it sends: kept all the same, for somebody to look at
            given = ""
        return given if 0 < len(given) <= MAX_ID and given.isprintable() else incoming.fingerprint


def numbered_by(header: str) -> Identify:
    """Platforms that number their deliveries in a header."""
    return lambda incoming: incoming.header(header)


def by_body(_incoming: Incoming) -> str:
    """Platforms that do not number their deliveries: the same body is the same delivery."""
    return ""
