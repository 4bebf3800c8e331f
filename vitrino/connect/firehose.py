"""The contract of a network that can be followed as a whole. A folder offers one as `FIREHOSE` in its `firehose.py`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from vitrino.connect.records import Arrival

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Drop:
    """One event. at_us: its place in the stream, microseconds since 1970. text: "" when it is no text at all.

    author: their id. language: "" when unknown. deleted_id: the text that was taken back. whole: the event as it came.
    """

    at_us: int
    text: str = ""
    author: str = ""
    language: str = ""
    deleted_id: str = ""
    whole: str = ""


@dataclass(frozen=True)
class Firehose:
    """How a network is followed.

    servers: the same stream from several places; one that fails is left for the next. url: the address that goes on at
    a place in the stream (None: from now on). read: one message, None for what nobody can use. arrival: the event of a
    drop as a "find".
    """

    platform: str
    servers: tuple[str, ...]
    url: Callable[[str, int | None], str]
    read: Callable[[str], Drop | None]
    arrival: Callable[[Drop], Arrival | None]


def moment_of(at_us: int) -> datetime:
    return _EPOCH + timedelta(microseconds=at_us)


def place_of(at: datetime) -> int:
    return (at - _EPOCH) // timedelta(microseconds=1)
