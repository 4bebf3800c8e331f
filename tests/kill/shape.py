"""What both processes know: which platforms take part and how badly they behave."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from vitrino.domain.publication import RetrySafety

SENT_AT = "x-sent-at"


@dataclass(frozen=True)
class Entrant:
    """A platform of one class. bucket: where its twin keeps what is out. blind: treated as if it could not be read."""

    letter: str
    key: str
    bucket: str
    has_picture: bool = False
    blind: bool = False

    @property
    def name(self) -> str:
        return f"{self.key}{' (blind)' if self.blind else ''}"


ENTRANTS = (
    Entrant("A", "bluesky", "record"),
    Entrant("B", "mastodon", "status"),
    Entrant("C", "instagram", "media", has_picture=True),
    Entrant("D", "facebook", "post"),
    Entrant("E", "x", "tweet", blind=True),
)

# Shares of all writes. Every one of them was seen at a real platform (RELIABILITY 2.5).
FAULTS = (
    ("answer-lost", 0.05), ("late", 0.04), ("dropped", 0.03), ("error-before", 0.03), ("error-after", 0.03),
    ("rate-limited", 0.03), ("refused", 0.01),
)  # fmt: skip
LAGGING = 0.3

# Seconds. What the protocol may assume of the world, kept by the world: a write sent before the deadline is out and
# readable before deadline and settle window are over, or never.
DEADLINE_S = 0.6
SETTLE_S = 1.5
LATE_S = (0.05, 0.45)
LAG_S = (0.05, 0.45)
# An answer takes a moment, as everywhere; so a kill often comes between the attempt and its answer.
SLOW_S = (0.0, 0.2)
ARRIVES_WITHIN_S = 0.5
LEASE_S = 0.9

WINDOWS: dict[str, Any] = {
    "send_deadline_s": DEADLINE_S, "settle_s": SETTLE_S, "confirm_gap_s": 0.1, "backoff_base_s": 0.05,
    "backoff_cap_s": 0.4, "rate_limit_cap_s": 0.3, "rate_limit_default_s": 0.2, "max_attempts": 40,
    "unknown_limit_s": 60.0, "processing_limit_s": 60.0,
}  # fmt: skip


def windows(entrant: Entrant) -> dict[str, Any]:
    return {**WINDOWS, "safety": RetrySafety.BLIND} if entrant.blind else WINDOWS
