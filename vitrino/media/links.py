"""Links under which a platform may fetch one rendition for a while: signed, expiring, saying nothing about the shop."""

from __future__ import annotations

import base64
import hashlib
import hmac
import struct
from datetime import UTC, datetime, timedelta

from vitrino.media.models import Rendition
from vitrino.media.store import name_for
from vitrino.workspace import keyring

LIFE = timedelta(days=2)
PURPOSE = "media-link"
# What the address check fetches: no rendition has this number.
TEST_PK = 0
_BODY = struct.Struct(">QI")
_SIGN_BYTES = 20


def path_of(pk: int, mime_type: str, now: datetime) -> str:
    """The path of a link. It ends with a day, so that the same post gets the same link all day long."""
    body = _BODY.pack(pk, int(_ends_at(now).timestamp()))
    token = base64.urlsafe_b64encode(body + _sign(body, keyring.newest())).decode()
    return f"/fetch/{token}/{name_for('media', mime_type)}"


def opened(token: str, now: datetime) -> int | None:
    """The number a link was made for; None for one that is forged, damaged or over."""
    try:
        raw = base64.b64decode(token.encode("ascii"), altchars=b"-_", validate=True)
    except ValueError:
        return None
    body, sign = raw[: _BODY.size], raw[_BODY.size :]
    if len(body) != _BODY.size or not any(hmac.compare_digest(sign, _sign(body, key)) for key in keyring.ring()):
        return None
    pk, ends_at = _BODY.unpack(body)
    return int(pk) if datetime.fromtimestamp(ends_at, UTC) > now else None


def path_for(made: Rendition, now: datetime) -> str:
    return path_of(made.pk, made.mime_type, now)


def _ends_at(now: datetime) -> datetime:
    """The end of the day after `LIFE` has passed."""
    return (now.astimezone(UTC) + LIFE + timedelta(days=1)).replace(hour=0, minute=0, second=0, microsecond=0)


def _sign(body: bytes, key: keyring.Key) -> bytes:
    return hmac.new(key.derived(PURPOSE), body, hashlib.sha256).digest()[:_SIGN_BYTES]
