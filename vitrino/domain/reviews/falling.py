"""Has the rating fallen, or is it chance? Compared within each source, so that a new source alone alarms nobody."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import fmean

RECENT = timedelta(days=90)
BEFORE = timedelta(days=365)
# Fewer say nothing about a change, whatever they are.
LEAST_RECENT, LEAST_BEFORE = 8, 15
# A fall nobody would feel is none, however sure it is.
LEAST_FALL = 0.3
# One look would do with 1.64, but a year has many looks, and stars are skewed. Simulated with weekly looks and 1 to 10
# ratings a week: with 3.4 an alarm in 1.8 % of the years of a steady shop, with 4 in 0.2 % (2 of 1,200).
Z = 4.0


@dataclass(frozen=True)
class Given:
    """One rating (1..5) of one source."""

    source: str
    stars: int
    at: datetime


@dataclass(frozen=True)
class Fall:
    """By how much, from what to what (averages), on how many ratings it rests, and how far from chance (z)."""

    before: float
    recent: float
    count_before: int
    count_recent: int
    z: float

    @property
    def stars(self) -> float:
        return self.before - self.recent


def fall(ratings: Iterable[Given], now: datetime) -> Fall | None:
    """The fall of the last 90 days against the year before them; None where there is none to speak of.

    Source by source the recent ratings are compared with what drawing by lot from all of its ratings would give, and
    the differences are added up (a stratified permutation test): sources with other habits don't mix.
    """
    sides = _sides(ratings, now)
    both = [(old, new) for old, new in sides.values() if old and new]
    old = [stars for part, _new in both for stars in part]
    new = [stars for _old, part in both for stars in part]
    if len(new) < LEAST_RECENT or len(old) < LEAST_BEFORE:
        return None
    z = _z(both)
    before = sum(fmean(part) * len(recent) for part, recent in both) / len(new)
    found = Fall(before, fmean(new), len(old), len(new), z)
    return found if z >= Z and found.stars >= LEAST_FALL else None


def _sides(ratings: Iterable[Given], now: datetime) -> dict[str, tuple[list[int], list[int]]]:
    sides: dict[str, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for one in ratings:
        age = now - one.at
        if timedelta(0) <= age < RECENT:
            sides[one.source][1].append(one.stars)
        elif RECENT <= age < RECENT + BEFORE:
            sides[one.source][0].append(one.stars)
    return sides


def _z(both: Sequence[tuple[list[int], list[int]]]) -> float:
    """How far the recent ratings lie below what chance would draw, in standard deviations; 0 when all are equal."""
    missing = variance = 0.0
    for old, new in both:
        everything = old + new
        count, mean = len(everything), fmean(everything)
        spread = sum((stars - mean) ** 2 for stars in everything)
        missing += sum(mean - stars for stars in new)
        variance += spread * len(new) * len(old) / (count * (count - 1))
    return missing / math.sqrt(variance) if variance > 1e-12 else 0.0
