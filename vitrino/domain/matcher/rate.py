"""How often a name would be found in a whole network, from a sample of its texts; honest about what that can't tell."""

from __future__ import annotations

from dataclasses import dataclass
from math import log, sqrt

# Of a 95 % interval.
_Z = 1.96
_NONE_FOUND = -log(0.05)
# In a shorter time the hour of the day decides, not the name.
ENOUGH_HOURS = 3.0


@dataclass(frozen=True, slots=True)
class Rate:
    """Texts a day. low, high: 95 % interval; `a_day` is 0.0 when nothing was found, and then only `high` says much."""

    a_day: float
    low: float
    high: float


def rate_of(found: int, *, hours: float, one_in: int) -> Rate | None:
    """The rate behind `found` texts in a sample of every `one_in`th, gathered in `hours`; None where that is too short.

    What is found by chance follows Poisson's law; the bounds are Byar's approximation (Breslow and Day, 1987), and the
    rule of three where nothing was found.
    """
    if hours < ENOUGH_HOURS:
        return None
    scale = one_in * 24 / hours
    if found == 0:
        return Rate(0.0, 0.0, _NONE_FOUND * scale)
    return Rate(found * scale, _bound(found, -_Z) * scale, _bound(found + 1, _Z) * scale)


def _bound(count: int, z: float) -> float:
    return count * max(0.0, 1 - 1 / (9 * count) + z / (3 * sqrt(count))) ** 3
