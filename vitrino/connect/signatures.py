"""Ways in which platforms sign what they send. All compare bytes in constant time, and over the body as it came."""

from __future__ import annotations

import base64
import hashlib
import hmac
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Literal

from vitrino.connect.headers import whole
from vitrino.connect.hooks import Incoming

OLDEST = timedelta(minutes=5)


@dataclass(frozen=True)
class BodyHmac:
    """HMAC-SHA256 of the body in a header, as hexadecimal digits or base64, perhaps after a prefix ("sha256=")."""

    header: str
    form: Literal["hex", "base64"] = "hex"
    prefix: str = ""

    def verify(self, secret: str, incoming: Incoming, now: datetime) -> bool:
        given = incoming.header(self.header)
        if not secret or not given.startswith(self.prefix):
            return False
        return _same(given[len(self.prefix) :], _written(_digest(secret, incoming.body), self.form))


@dataclass(frozen=True)
class StampedHmac:
    """`t=<seconds>,v1=<hex>` in a header: HMAC-SHA256 of "<seconds>.<body>", at most five minutes old or ahead."""

    header: str

    def verify(self, secret: str, incoming: Incoming, now: datetime) -> bool:
        parts = dict(part.strip().partition("=")[::2] for part in incoming.header(self.header).split(","))
        seconds = whole(parts.get("t", ""))
        if not secret or seconds is None or not _is_fresh(seconds, now):
            return False
        signed = str(seconds).encode() + b"." + incoming.body
        return _same(parts.get("v1", ""), _written(_digest(secret, signed), "hex"))


@dataclass(frozen=True)
class SharedSecret:
    """The secret itself in a header, as Telegram does it."""

    header: str

    def verify(self, secret: str, incoming: Incoming, now: datetime) -> bool:
        return bool(secret) and _same(incoming.header(self.header), secret)


def stamped(secret: str, body: bytes, at: datetime) -> str:
    """The header a `StampedHmac` accepts, for those who send."""
    seconds = int(at.timestamp())
    return f"t={seconds},v1={_written(_digest(secret, str(seconds).encode() + b'.' + body), 'hex')}"


def _digest(secret: str, signed: bytes) -> bytes:
    return hmac.new(secret.encode(), signed, hashlib.sha256).digest()


def _written(digest: bytes, form: Literal["hex", "base64"]) -> str:
    return digest.hex() if form == "hex" else base64.b64encode(digest).decode()


def _same(given: str, wanted: str) -> bool:
    """As bytes: compare_digest refuses texts that are not plain ASCII, and a header may hold anything."""
    return hmac.compare_digest(given.strip().encode("utf-8", "surrogateescape"), wanted.encode())


def _is_fresh(seconds: int, now: datetime) -> bool:
    try:
        return abs(now - datetime.fromtimestamp(seconds, UTC)) <= OLDEST
    except (OverflowError, OSError, ValueError):
        return False
