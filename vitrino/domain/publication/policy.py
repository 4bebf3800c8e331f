"""The numbers of the protocol, and how safely a platform lets a write be repeated."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from enum import StrEnum

VIDEO_SETTLE_S = 900
"""Settle window for films; platforms show them later than text."""

KEY_MARGIN_S = 600
"""An idempotency key is trusted until this long before the platform may forget it: 50 of 60 minutes."""


class RetrySafety(StrEnum):
    """What the platform offers to make a repeated write harmless; classes A to E of the protocol."""

    KEYED = "keyed"
    IDEMPOTENCY_KEY = "idempotency-key"
    STAGED = "staged"
    READ_BACK = "read-back"
    BLIND = "blind"

    @property
    def letter(self) -> str:
        """A keyed, B idempotency key, C staged, D read back, E blind."""
        return "ABCDE"[list(RetrySafety).index(self)]


@dataclass(frozen=True)
class Policy:
    """Durations and limits for one channel. All `_s` are seconds.

    The one assumption nobody can check from here: what is written before the send deadline
    is out and readable `settle_s` after the deadline, or never. Widen it when a lag is observed.
    """

    safety: RetrySafety
    send_deadline_s: float = 60
    settle_s: float = 300
    confirm_gap_s: float = 60
    grace_s: float = 7200
    key_ttl_s: float = 3600
    unknown_limit_s: float = 1800
    processing_limit_s: float = 86_400
    auto_resend: bool = False
    max_attempts: int = 10
    negative_looks_needed: int = 2
    backoff_base_s: float = 30
    backoff_cap_s: float = 900
    rate_limit_default_s: float = 900
    rate_limit_cap_s: float = 21_600

    def looking_limit_s(self, *, is_processing: bool) -> float:
        """How long to look before a person is asked; never so short that a look couldn't count."""
        proof_s = self.send_deadline_s + self.settle_s + 5 * self.confirm_gap_s
        return max(self.processing_limit_s if is_processing else self.unknown_limit_s, proof_s)

    def widened(self, observed_lag_s: float) -> Policy:
        """The policy after a post took `observed_lag_s` to become readable; windows only ever grow."""
        return replace(self, settle_s=max(self.settle_s, math.ceil(observed_lag_s * 2)))


def backoff_s(failures: int, policy: Policy, jitter_share: float) -> float:
    """Seconds to wait after `failures` (>= 1) tries in a row without effect.

    Doubles from the base to the cap; half of it is spread by `jitter_share` (0..1, chosen by the caller),
    so that many posts stopped by one outage don't come back in the same second.
    """
    doublings = min(max(failures, 1) - 1, 30)
    full = min(policy.backoff_cap_s, policy.backoff_base_s * 2.0**doublings)
    return full / 2 + full / 2 * jitter_share
