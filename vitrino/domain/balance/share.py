"""How much of what a channel says is about itself: the promotional share, with a limit.

The limit of one in five is the rule of thumb known as 80/20; no experiment stands behind the exact number, so it can
be changed. That too much selling costs is measured: offers got 0.52 to 0.69 times the response of other posts
(INSIGHT.md 2), and firms sent 23 promotional posts for each answer (Sprout 2016, CARE.md 5.1).
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Literal

DEFAULT_LIMIT = 1 / 5
DEFAULT_WINDOW = timedelta(days=28)
_ROUNDING = 1e-9


@dataclass(frozen=True, slots=True)
class BalancedPost:
    """One post of a channel; pillar is "" when it has none."""

    at: datetime
    is_promotional: bool
    pillar: str = ""


@dataclass(frozen=True)
class Balance:
    """share: promotional posts of all, 0..1, None without posts. sample: posts looked at. missing: posts until the
    share means something; while it isn't 0, nothing is called out. pillars: posts of each.
    """

    share: float | None
    limit: float
    promotional: int
    sample: int
    missing: int
    pillars: Mapping[str, int] = field(default_factory=dict)

    @property
    def is_enough(self) -> bool:
        return self.missing == 0

    @property
    def is_over(self) -> bool:
        """More than the limit allows, in whole posts: of 5 posts 2 are too many, of 8 they are not."""
        return self.is_enough and self.promotional > _allowed(self.sample, self.limit)

    @property
    def next_should_be(self) -> Literal["other", "any"]:
        """ "other" when one more promotional post would break the limit."""
        return "any" if self.promotional + 1 <= _allowed(self.sample + 1, self.limit) else "other"

    @property
    def others_needed(self) -> int:
        """Posts that promote nothing until the share is back at the limit; 0 when it is."""
        if not self.is_over or not self.limit:
            return 0
        return math.ceil((self.promotional - 0.5) / self.limit - _ROUNDING) - self.sample


def balance(
    posts: Iterable[BalancedPost],
    now: datetime,
    limit: float = DEFAULT_LIMIT,
    window: timedelta = DEFAULT_WINDOW,
) -> Balance:
    """The promotional share of a channel's posts in the window before `now` (planned posts can be passed as well).

    Raises ValueError when the limit is not a share.
    """
    if not 0 <= limit <= 1:
        raise ValueError("The limit must be a share from 0 to 1.")
    recent = [post for post in posts if post.at > now - window]
    promotional = sum(post.is_promotional for post in recent)
    return Balance(
        share=promotional / len(recent) if recent else None,
        limit=limit,
        promotional=promotional,
        sample=len(recent),
        missing=max(0, _enough(limit) - len(recent)),
        pillars=Counter(post.pillar for post in recent if post.pillar),
    )


def _enough(limit: float) -> int:
    """Posts from which on the limit allows at least one promotional post: 5 for one in five."""
    return math.ceil(1 / limit - _ROUNDING) if limit else 1


def _allowed(sample: int, limit: float) -> int:
    """Promotional posts that are fine among so many, rounded to the nearest whole post."""
    return math.floor(sample * limit + 0.5 + _ROUNDING)
