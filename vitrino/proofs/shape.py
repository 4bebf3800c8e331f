"""What both processes know: which platforms take part, how badly they behave, and how little time everybody has."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from vitrino.connect import registry

SENT_AT = "x-sent-at"
SENDER = "x-sender"


@dataclass(frozen=True)
class Entrant:
    """A platform of one class. bucket: where its twin keeps what is out. resends: as an owner may choose for class D,
    what is proven absent goes out again instead of asking."""

    letter: str
    key: str
    bucket: str
    has_picture: bool = False
    resends: bool = False

    @property
    def name(self) -> str:
        return f"{self.letter} {self.key}{' (resends)' if self.resends else ''}"


_ALL = (
    Entrant("A", "bluesky", "record"),
    Entrant("B", "mastodon", "status"),
    Entrant("C", "instagram", "media", has_picture=True),
    Entrant("D", "facebook", "post", resends=True),
    Entrant("D", "x", "tweet"),
    Entrant("E", "town-crier", "cry"),
)
CLASSES = "ABCDE"

# Shares of all writes. Every one of them was seen at a real platform (see the peers' reports of double posts).
FAULTS = (
    ("answer-lost", 0.05), ("late", 0.04), ("dropped", 0.03), ("error-before", 0.03), ("error-after", 0.03),
    ("rate-limited", 0.03), ("refused", 0.01),
)  # fmt: skip
LAGGING = 0.3

# Seconds. What the protocol may assume of the world, kept by the world: a write sent before the deadline is out and
# readable before deadline and settle window are over, or never.
DEADLINE_S = 0.6
MARGIN_S = 0.1
SETTLE_S = 1.6
LATE_S = (0.05, 0.45)
LAG_S = (0.05, 0.45)
# An answer takes a moment, as everywhere; so a kill often comes between the attempt and its answer.
SLOW_S = (0.0, 0.2)
TAKES_EFFECT_WITHIN_S = 0.9
# Names are resolved and hands are shaken between the sender's own check and its first byte.
HANDSHAKE_S = (0.0, 0.03)
LEASE_S = 0.9
# Until a worker whose database failed tries again.
SOON = timedelta(seconds=0.5)
# Longer than deadline, settle window and both looks: whoever wakes up after that finds its work taken over.
PAUSE_S = (3.5, 5.5)
# So long a worker that is told to stop at its first write waits for one; then it is stopped wherever it is.
DROWSY_S = 2.0

_WINDOWS: dict[str, Any] = {
    "send_deadline_s": DEADLINE_S, "settle_s": SETTLE_S, "confirm_gap_s": 0.1, "backoff_base_s": 0.05,
    "backoff_cap_s": 0.4, "rate_limit_cap_s": 0.3, "rate_limit_default_s": 0.2, "max_attempts": 40,
    "unknown_limit_s": 12.0, "processing_limit_s": 24.0,
}  # fmt: skip


def entrants(classes: Iterable[str] = CLASSES) -> tuple[Entrant, ...]:
    """Those of the classes asked for; the made-up one is known from here on."""
    registry.bring("vitrino.proofs.blind")
    return tuple(entrant for entrant in _ALL if entrant.letter in classes)


def windows(entrant: Entrant) -> dict[str, Any]:
    """Fields of `Policy`, with minutes made moments; the class itself is the manifest's."""
    return {**_WINDOWS, "auto_resend": entrant.resends}
