"""How much a small number of orders says."""

from __future__ import annotations

import math
from dataclasses import dataclass
from statistics import NormalDist

# Below this many, what an order costs is an anecdote (INSIGHT 8).
FEWEST_ORDERS = 25


@dataclass(frozen=True)
class Between:
    """Where the number really lies in nine of ten cases, had the same effort been made many times."""

    low: float
    high: float


def orders_between(n: int, level: float = 0.9) -> Between:
    """The interval of a count that only chance moves (Poisson). 3: 0.8 to 7.8; 25: 17.4 to 34.9.

    Wilson and Hilferty's approximation of the exact limits; off by less than 0.05. Raises ValueError below 0.
    """
    if n < 0:
        raise ValueError("A count is not negative.")
    z = NormalDist().inv_cdf(0.5 + level / 2)
    high = _cube(n + 1, z)
    return Between(_cube(n, -z) if n else 0.0, high)


def _cube(n: int, z: float) -> float:
    return float(n * max(0.0, 1 - 1 / (9 * n) + z / (3 * math.sqrt(n))) ** 3)
