"""Hashes and moments as they are written in everything that is published."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from hashlib import sha256

HASH = re.compile(r"[0-9a-f]{64}")
_STAMP = "%Y-%m-%dT%H:%M:%SZ"
_SHAPE = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")


def hash_of(text: str) -> str:
    """The SHA-256 of a text in UTF-8, as 64 small hexadecimal digits."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def person_mark(salt: str, platform: str, account: str) -> str:
    """What stands in the public list for a person. salt: drawn by chance for this person in this contest."""
    return hash_of(f"vitrino-contest-person/1\n{salt}\n{platform}\n{account}\n")


def text_mark(salt: str, text: str) -> str:
    """What stands in the public list for the text of an entry."""
    return hash_of(f"vitrino-contest-text/1\n{salt}\n{text}\n")


def stamp(at: datetime) -> str:
    """A moment in UTC, whole seconds: 2026-11-22T18:00:00Z."""
    return at.astimezone(UTC).strftime(_STAMP)


def moment_of(stamped: str) -> datetime:
    """The moment behind a stamp. Raises ValueError for any other form."""
    if not _SHAPE.fullmatch(stamped):
        raise ValueError(f"no moment: {stamped[:40]!r}")
    return datetime.strptime(stamped, _STAMP).replace(tzinfo=UTC)
