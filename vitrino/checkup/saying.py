"""Words that several rules share."""

from __future__ import annotations

from datetime import datetime

LONGEST_QUOTE = 80


def quote(text: str) -> str:
    """The beginning of a text, on one line."""
    plain = " ".join(text.split())
    return plain if len(plain) <= LONGEST_QUOTE else f"{plain[: LONGEST_QUOTE - 1].rstrip()}…"


def day(at: datetime) -> str:
    """The date as everybody reads it the same way."""
    return f"{at:%Y-%m-%d}"


def about(ids: set[int] | list[int]) -> str:
    """What a notice is about; it speaks again when another one joins."""
    return ",".join(str(one) for one in sorted(set(ids)))
