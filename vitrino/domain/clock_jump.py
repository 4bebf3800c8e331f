"""A wall clock that was set, told from one that went on: compared with the clock that counts since the machine started.

Time spent asleep counts there as well, so a laptop that wakes up has not jumped. Source: RELIABILITY 2.3, clock jump.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

JUMP = timedelta(seconds=30)


@dataclass(frozen=True, slots=True)
class Reading:
    """Both clocks at one moment. boot_s: seconds since the machine started."""

    wall: datetime
    boot_s: float


def set_by(earlier: Reading, later: Reading) -> timedelta:
    """How far the wall clock was set ahead (back: negative) between two readings."""
    return later.wall - earlier.wall - timedelta(seconds=later.boot_s - earlier.boot_s)


def has_jumped(earlier: Reading | None, later: Reading) -> bool:
    """Was it set by more than a correction of everyday size? False at the first reading."""
    return earlier is not None and abs(set_by(earlier, later)) > JUMP
