"""How a goal stands, in words: on track or not, what is needed from now, and how it ended."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean
from typing import Literal

from vitrino.domain.goals.metrics import Kind
from vitrino.domain.message import Message, say

Standing = Literal["on-track", "at-risk", "off-track", "unknown"]
# INSIGHT.md 7: a status is a probability.
ON_TRACK, OFF_TRACK = 0.7, 0.3
WORDS: dict[Standing, Message] = {
    "on-track": say("on track"),
    "at-risk": say("at risk"),
    "off-track": say("off track"),
    "unknown": say("too early to tell"),
}
_NEVER_SURER = 99
_WHISKER = 0.9


def standing(chance: float | None) -> Standing:
    """On track from 70 % on, off track below 30 %, at risk between; unknown without a forecast."""
    if chance is None:
        return "unknown"
    return "on-track" if chance >= ON_TRACK else "off-track" if chance < OFF_TRACK else "at-risk"


def percent(chance: float) -> int:
    """Whole per cent; nothing is certain before the day."""
    return min(_NEVER_SURER, max(100 - _NEVER_SURER, round(100 * chance)))


def value_now(kind: Kind, days: Sequence[float | None]) -> float | None:
    """How far a goal has come: the sum, the average or the newest value of the days since it began."""
    known = [one for one in days if one is not None]
    if kind == "sum" and (known or not days):
        return math.fsum(known)
    if not known:
        return None
    return fmean(known) if kind == "level" else known[-1]


def pace_needed(kind: Kind, value: float, target: float, days_gone: int, days_total: int) -> float | None:
    """What is needed from now: a week of a sum or a stock, on average of a level; None when there is no time left."""
    left = days_total - days_gone
    if left <= 0:
        return None
    if kind == "level":
        return (target * days_total - value * days_gone) / left
    return max(0.0, target - value) * 7 / left


def share_done(baseline: float | None, target: float, value: float) -> float:
    """How much of the way is done, 0..1 and beyond; a sum begins at nothing, so its baseline is None."""
    start = baseline or 0.0
    return (value - start) / (target - start) if target != start else 1.0


@dataclass(frozen=True)
class Calibration:
    """How earlier forecasts fared: of `called` goals that were called likely at half time, `reached` were reached."""

    called: int
    reached: int


def calibration(calls: Sequence[tuple[float, bool]]) -> Calibration:
    """calls: for each closed goal the chance given at half of its time, and whether it was reached."""
    likely = [was_reached for chance, was_reached in calls if chance >= ON_TRACK]
    return Calibration(len(likely), sum(likely))


def kind_word(is_reached: bool, share: float) -> Message:
    """What to say when a goal is over."""
    if is_reached:
        return say("Reached. Well done; take a moment to enjoy it.")
    if share >= _WHISKER:
        return say("Missed by a whisker: {percent} % of the way. That is work to be proud of.",
                   percent=math.floor(100 * share))  # fmt: skip
    if share > 0:
        return say("Not reached: {percent} % of the way. Now you know what is realistic, and that is worth something.",
                   percent=math.floor(100 * share))  # fmt: skip
    return say("Not reached. It happens; what you know now makes the next goal a better one.")
