"""Zones whose clocks change in different ways, and when they do within a year."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

# Whole hours, half an hour, an odd offset, back first and then forward, an old custom, none at all.
CHANGING = (
    "Europe/Warsaw", "Europe/London", "America/New_York", "Australia/Lord_Howe", "Pacific/Chatham", "Africa/Casablanca",
)  # fmt: skip
STEADY = ("Asia/Kathmandu", "Pacific/Apia", "America/Sao_Paulo")
START = datetime(2027, 1, 1, tzinfo=UTC)
HOUR = timedelta(hours=1)


def changes(zone: ZoneInfo) -> list[tuple[datetime, timedelta]]:
    """When clocks change within a year (UTC, to the minute), and by how much they go forward (back: negative)."""
    found, at = [], START
    while at < START + timedelta(days=366):
        before, after = at.astimezone(zone).utcoffset(), (at + HOUR).astimezone(zone).utcoffset()
        assert before is not None
        assert after is not None
        if before != after:
            minute = next(m for m in range(61) if (at + timedelta(minutes=m)).astimezone(zone).utcoffset() == after)
            found.append((at + timedelta(minutes=minute), after - before))
        at += HOUR
    return found


def each_change() -> list[tuple[str, datetime, timedelta]]:
    return [(name, at, by) for name in CHANGING for at, by in changes(ZoneInfo(name))]
