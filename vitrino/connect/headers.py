"""What platforms say in headers about waiting and about how much is left: any spelling in, sane values out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

SHORTEST_WAIT_S = 1
LONGEST_WAIT_S = 24 * 3600
DEFAULT_WAIT_S = 60
# A reset given as a number above this is a point in time (2001-09-09 in seconds), below it a number of seconds.
_EPOCH_FROM = 1_000_000_000
_EPOCH_MS_FROM = 100_000_000_000
_EPOCH_LAST = 4_000_000_000


@dataclass(frozen=True)
class Allowance:
    """How much a platform still lets us do. None = it did not say."""

    limit: int | None
    remaining: int | None
    resets_at: datetime | None


def retry_after(value: str, now: datetime) -> datetime:
    """When to come back. Seconds or an HTTP date; absent, negative or nonsense becomes a minute, too long a day."""
    seconds = whole(value)
    return _clamped(_later(seconds, now) if seconds is not None else _date(value), now)


def allowance(headers: Mapping[str, str], now: datetime, prefix: str = "x-ratelimit") -> Allowance:
    """`prefix`-limit, -remaining and -reset; the reset as epoch (s, ms), seconds from now, ISO time or HTTP date."""
    reset = headers.get(f"{prefix}-reset", "")
    return Allowance(
        limit=whole(headers.get(f"{prefix}-limit", "")),
        remaining=whole(headers.get(f"{prefix}-remaining", "")),
        resets_at=_clamped(_reset(reset, now), now) if reset else None,
    )


def wait_until(headers: Mapping[str, str], now: datetime, prefix: str = "x-ratelimit") -> datetime:
    """After a 429: Retry-After when it is there, else the reset of the bucket, else a minute."""
    if "retry-after" in headers:
        return retry_after(headers["retry-after"], now)
    return allowance(headers, now, prefix).resets_at or now + timedelta(seconds=DEFAULT_WAIT_S)


def whole(text: str) -> int | None:
    """A whole number in plain ASCII digits ("١٢٣" and "²" are none), or None."""
    text = text.strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None


def _reset(value: str, now: datetime) -> datetime | None:
    number = whole(value.partition(".")[0])
    if number is None:
        return _date(value)
    if number < _EPOCH_FROM:
        return _later(number, now)
    seconds = number // 1000 if number >= _EPOCH_MS_FROM else number
    return datetime.fromtimestamp(min(seconds, _EPOCH_LAST), UTC)


def _later(seconds: int, now: datetime) -> datetime:
    return now + timedelta(seconds=min(seconds, LONGEST_WAIT_S))


def _date(value: str) -> datetime | None:
    return _from_iso(value.strip()) or _from_http_date(value)


def _from_iso(value: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _from_http_date(value: str) -> datetime | None:
    try:
        moment = parsedate_to_datetime(value)
    except (TypeError, ValueError, IndexError, OverflowError):
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _clamped(moment: datetime | None, now: datetime) -> datetime:
    """Between a second and a day from now. A time already past means that the clocks differ: wait the minute."""
    if moment is None or moment < now:
        return now + timedelta(seconds=DEFAULT_WAIT_S)
    return min(max(moment, now + timedelta(seconds=SHORTEST_WAIT_S)), now + timedelta(seconds=LONGEST_WAIT_S))
