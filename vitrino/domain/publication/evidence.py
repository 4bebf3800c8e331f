"""What a write or a look told us: the only things the protocol believes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Confirmed:
    """The platform said yes and named the post."""

    remote_id: str
    url: str = ""


@dataclass(frozen=True)
class Pending:
    """The platform took it and will finish later; `token` reads the status."""

    token: str
    look_again_at: datetime | None = None


@dataclass(frozen=True)
class Refused:
    """A refusal on the platform's list of definite ones: proof that nothing is out."""

    reason: str
    permanent: bool = True


@dataclass(frozen=True)
class NotSent:
    """No byte of the request left (name lookup, refused connection, TLS handshake), or a 401 repaired by a refresh."""

    reason: str = ""


@dataclass(frozen=True)
class RateLimited:
    """Documented as not applied. `until` None: the platform didn't say."""

    until: datetime | None = None


@dataclass(frozen=True)
class AuthLost:
    """The permission is gone; only the owner can give it back."""

    how_to_fix: str = ""


@dataclass(frozen=True)
class OutcomeUnknown:
    """Anything else: reset, timeout, 5xx, an HTML page, 2xx without an id, an unlisted 4xx."""

    reason: str = ""


Outcome = Confirmed | Pending | Refused | NotSent | RateLimited | AuthLost | OutcomeUnknown


@dataclass(frozen=True)
class Found:
    """The post was seen. `rivals`: own other publications that look the same, so it may be theirs."""

    remote_id: str
    looked_at: datetime
    url: str = ""
    rivals: int = 0


@dataclass(frozen=True)
class Absent:
    """The post was not seen. `fresh`: the same answer proves it was up to date.

    looked_at: when the look began, not when its result is stored.
    Staged platforms: the status says "not published" (then fresh is True).
    """

    looked_at: datetime
    fresh: bool


@dataclass(frozen=True)
class Processing:
    """The platform is still working on what it took."""

    looked_at: datetime


@dataclass(frozen=True)
class CannotLook:
    """The look itself failed; it says nothing about the post."""

    looked_at: datetime
    reason: str = ""


Look = Found | Absent | Processing | CannotLook
Evidence = Outcome | Look
