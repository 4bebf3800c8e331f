"""What a handful of ratings says about all customers: a range, or honestly nothing."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import NormalDist

STARS = (1, 2, 3, 4, 5)
# Below this an average tells more about chance than about the shop.
ENOUGH = 10
PRAISE, CRITICISM = 4, 3
_Z = NormalDist().inv_cdf(0.975)
# Jeffreys' prior: half a review for each star, so that ten times five stars is not "5.0 for ever".
_PRIOR = 0.5


@dataclass(frozen=True)
class Range:
    """A number and the range it lies in, 95 times of 100."""

    value: float
    low: float
    high: float


@dataclass(frozen=True)
class Standing:
    """Ratings counted. counts: stars 1..5 -> how many. mean: None while there are not enough of them."""

    counts: tuple[int, int, int, int, int]
    mean: Range | None

    @property
    def total(self) -> int:
        return sum(self.counts)

    @property
    def missing(self) -> int:
        """How many ratings are missing until an average may be shown."""
        return max(0, ENOUGH - self.total)

    @property
    def praise(self) -> int:
        return sum(self.counts[PRAISE - 1 :])


def standing(ratings: Sequence[int]) -> Standing:
    """What these ratings (1..5) say."""
    counted = Counter(ratings)
    one, two, three, four, five = (counted[star] for star in STARS)
    counts = (one, two, three, four, five)
    return Standing(counts, mean_range(counts) if sum(counts) >= ENOUGH else None)


def mean_range(counts: Sequence[int]) -> Range:
    """The average and its range: a Dirichlet posterior, its spread taken as normal, kept within 1 and 5.

    The value is the plain average of what was given; the range leans a little to the middle, as few ratings should.
    """
    weights = [count + _PRIOR for count in counts]
    total = sum(weights)
    mean = sum(star * weight for star, weight in zip(STARS, weights, strict=True)) / total
    square = sum(star**2 * weight for star, weight in zip(STARS, weights, strict=True)) / total
    reach = _Z * math.sqrt((square - mean**2) / (total + 1))
    given = sum(star * count for star, count in zip(STARS, counts, strict=True)) / sum(counts)
    return Range(given, min(given, max(1.0, mean - reach)), max(given, min(5.0, mean + reach)))


def share_range(part: int, whole: int) -> Range | None:
    """A share and Wilson's range for it; None of nothing. Source: E. B. Wilson, JASA 22 (1927)."""
    if whole == 0:
        return None
    share, square = part / whole, _Z**2
    middle = (share + square / (2 * whole)) / (1 + square / whole)
    reach = _Z / (1 + square / whole) * math.sqrt(share * (1 - share) / whole + square / (4 * whole**2))
    return Range(share, max(0.0, middle - reach), min(1.0, middle + reach))
