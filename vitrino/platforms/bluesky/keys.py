"""Record keys we choose ourselves, so that a repeat of the same post can be told from a new one."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime, timedelta

_SIGNS = "234567abcdefghijklmnopqrstuvwxyz"
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def record_key(key: str, at: datetime) -> str:
    """The timestamp identifier (TID) of a post: the same `key` and time always give the same one.

    63 bits as 13 signs: 53 of microseconds since 1970, 10 that tell writers apart (atproto.com/specs/tid). Milliseconds
    come from `at`, the rest from `key`: two of our posts of one millisecond share a TID once in a million.
    """
    digest = int.from_bytes(hashlib.sha256(key.encode()).digest()[:8], "big")
    milliseconds = (at - _EPOCH) // timedelta(milliseconds=1)
    micros = milliseconds * 1000 + digest % 1000
    return _written(micros << 10 | (digest // 1000) % 1024)


def fixed_key(subject: str) -> str:
    """A key that depends on its subject alone: blocking somebody twice is one record."""
    return record_key(subject, _EPOCH + timedelta(days=20_000))


def _written(number: int) -> str:
    return "".join(_SIGNS[number >> shift & 31] for shift in range(60, -1, -5))
