"""Reading what platforms send: every value may be missing, of another type, huge or hostile. Text stays text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from vitrino.connect.headers import whole

MAX_TEXT = 100_000
MAX_NAME = 200
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def text(value: Any, longest: int = MAX_TEXT) -> str:
    """Words as they came, at most `longest` signs; numbers (ids!) as their digits; anything else is empty."""
    if isinstance(value, bool) or not isinstance(value, str | int):
        return ""
    return str(value)[:longest]


def name(value: Any) -> str:
    """A display name on one line, at most 200 signs."""
    return " ".join(text(value, MAX_NAME * 4).split())[:MAX_NAME]


def link(value: Any) -> str:
    """A web address, or nothing: never javascript:, data: or the like."""
    address = text(value, 2_000).strip()
    return address if address.lower().startswith(("https://", "http://")) else ""


def integer(value: Any) -> int | None:
    """A whole number >= 0, also from plain ASCII digits; anything else is unknown."""
    if isinstance(value, str):
        return whole(value)
    if isinstance(value, bool) or not isinstance(value, int):
        return None
    return value if value >= 0 else None


def moment(value: Any) -> datetime | None:
    """A time with its zone, in UTC; None for anything else (and for times without a zone: we don't guess)."""
    try:
        found = datetime.fromisoformat(text(value, 64))
        return found.astimezone(UTC) if found.tzinfo else None
    except (ValueError, OverflowError):
        return None


def epoch(value: Any) -> datetime | None:
    """A time given as seconds since 1970; None for anything else, 0 and times beyond the year 9999 included."""
    seconds = integer(value)
    try:
        return _EPOCH + timedelta(seconds=seconds) if seconds else None
    except OverflowError:
        return None


def mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def mappings(value: Any) -> Iterator[Mapping[str, Any]]:
    """The objects of a list; whatever else lies in it is passed over."""
    if isinstance(value, list):
        yield from (item for item in value if isinstance(item, dict))


def counts(value: Mapping[str, Any], names: Mapping[str, str]) -> dict[str, int]:
    """Numbers under our own names. `names`: our name -> theirs; what they left out stays out."""
    found = {ours: integer(value.get(theirs)) for ours, theirs in names.items()}
    return {ours: number for ours, number in found.items() if number is not None}
