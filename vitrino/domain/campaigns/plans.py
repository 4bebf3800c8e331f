"""What each day of a campaign shall bring."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta


def spread(target: int, first: date, last: date, weights: Sequence[float] = ()) -> tuple[float, ...]:
    """The target over the days from `first` to `last`, both included; it adds up to `target`.

    weights: seven numbers from Monday on, 2 for a day that counts twice; none or only noughts: every day the same.
    """
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    given = [max(0.0, weights[day.weekday()]) for day in days] if len(weights) == 7 else []
    shares = given if sum(given) > 0 else [1.0] * len(days)
    return tuple(target * share / sum(shares) for share in shares)


def adds_up(plan: Sequence[float], target: int) -> bool:
    """Whether the days bring the target, apart from rounding."""
    return abs(sum(plan) - target) < 0.05 * len(plan) + 0.5


def expected(plan: Sequence[float], days_done: int) -> float:
    """What was planned for the days that are over."""
    return float(sum(plan[: max(0, days_done)]))
