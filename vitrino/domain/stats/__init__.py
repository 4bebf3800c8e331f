"""Statistics for shops with few posts: honest about luck, silent when there is nothing to say.

Standard library only, because pages compute them too. INSIGHT.md has the measurements behind each choice.
"""

from __future__ import annotations

from vitrino.domain.stats.acts import Engagement, engagement
from vitrino.domain.stats.posts import Finding, MeasuredPost, NoDifference, NotEnough
from vitrino.domain.stats.timing import best_hours
from vitrino.domain.stats.traits import Shared, ignored

__all__ = [
    "Engagement",
    "Finding",
    "MeasuredPost",
    "NoDifference",
    "NotEnough",
    "Shared",
    "best_hours",
    "engagement",
    "ignored",
]
