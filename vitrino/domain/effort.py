"""What a channel costs and brings: minutes from a log of work, answers an hour, and whether that is known at all."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from statistics import fmean, stdev
from typing import Literal

from vitrino.domain.stats.spread import t_quantile

# Who has done nothing for so long has gone away from the desk; the last act of a sitting takes time too.
AWAY_AFTER = timedelta(minutes=15)
LAST_ACT = timedelta(minutes=3)
# Fewer posts tell nothing about a platform: their luck is a factor of two each.
FEWEST_POSTS = 8
# Half the answers an hour of the other channels, surely: the hours are better spent there.
POOR = 0.5
_SIDE = 1.645  # standard deviations to either side of nine in ten cases

Verdict = Literal["keep", "drop", "try", "open"]


@dataclass(frozen=True)
class Yield:
    """Answers an hour of work; between low and high in nine of ten cases."""

    low: float
    mid: float
    high: float


@dataclass(frozen=True)
class Judgement:
    """keep, drop, try (hardly anything was posted), or open: it can't be told yet. ratio: against the others."""

    verdict: Verdict
    ratio: Yield | None = None


def minutes_at_work(acts: Iterable[datetime]) -> float:
    """Minutes somebody sat at it, from the times of what they did: sittings with pauses of less than a quarter hour."""
    times = sorted(acts)
    pauses = (later - earlier for earlier, later in pairwise(times))
    worked = sum((min(pause, LAST_ACT) if pause > AWAY_AFTER else pause for pause in pauses), timedelta())
    return (worked + LAST_ACT) / timedelta(minutes=1) if times else 0.0


def counted_between(n: int) -> tuple[float, float]:
    """Where the true rate behind a count lies in nine of ten cases: six orders are 2.6 to 11.8 (Byar's interval)."""
    low = n * (1 - 1 / (9 * n) - _SIDE / (3 * math.sqrt(n))) ** 3 if n else 0.0
    more = n + 1
    return low, more * (1 - 1 / (9 * more) + _SIDE / (3 * math.sqrt(more))) ** 3


def answers_an_hour(answers: Sequence[float], minutes: float) -> Yield | None:
    """answers: of each post. minutes: spent on all of them. None for fewer than two posts or no time at all.

    The interval is that of the mean of logs, scaled to the mean of answers: one viral post moves it little.
    """
    if len(answers) < 2 or minutes <= 0:
        return None
    logs = [math.log(one + 0.5) for one in answers]
    reach = t_quantile(0.95, max(2, len(logs) - 1)) * stdev(logs) / math.sqrt(len(logs))
    mid = fmean(answers) * len(answers) / (minutes / 60)
    return Yield(mid * math.exp(-reach), mid, mid * math.exp(reach))


def judge(own: Yield | None, others: float | None, posts: int) -> Judgement:
    """others: answers an hour on the other channels together, None when nothing is known of them."""
    if posts < FEWEST_POSTS:
        return Judgement("try")
    if own is None or not others:
        return Judgement("open")
    ratio = Yield(own.low / others, own.mid / others, own.high / others)
    if ratio.high < POOR:
        return Judgement("drop", ratio)
    return Judgement("keep" if ratio.low > POOR else "open", ratio)
