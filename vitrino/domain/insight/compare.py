"""Two messages, one question: is one of them better? May be asked every day without crying wolf.

A verdict rests on an e-process, a bet against "no difference" that grows tenfold at most once in ten when there is
none, however often one looks (Ville 1939; Johari et al. 2022). Posts are compared by the post: one post's luck is
larger than most differences, so a thousand clicks on two posts are still two posts (INSIGHT.md 3.4). Clicks count one
by one only where chance decided which message each person saw.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import NormalDist, fmean
from typing import Literal

State = Literal["early", "open", "first", "second"]

FALSE_WINNERS = 0.10
# A difference worth waiting for: half as much again.
WORTH_SEEING = 1.5
FEWEST_POSTS, FEWEST_CLICKS = 5, 20
# Luck of one post, in logs, on ten real accounts (INSIGHT.md 2), and how many posts this knowledge is worth.
_USUAL_LUCK, _LUCK_POSTS = 0.75, 5
# Differences thought possible before: about half a post's luck either way, or a third more or fewer clicks.
_SPREAD_IN_LUCK = 0.5
_CLICKS_BEFORE = 30.0
# Posts until four of five differences of half are seen: 83 when looking at any time, 45 with one look at the end
# (benchmarks/insight/compare.py).
_PRICE_OF_LOOKING = 1.8
_CHANCE_TO_SEE = 0.80


@dataclass(frozen=True, slots=True)
class Series:
    """Posts with one message. answers: clicks or acts of each post. people: reached by each, where known of all."""

    answers: Sequence[float]
    people: Sequence[float] | None = None


@dataclass(frozen=True, slots=True)
class Split:
    """People who saw a message because chance gave it to them, in a share that stayed the same; clicks: people."""

    clicks: int
    views: int


@dataclass(frozen=True, slots=True)
class Verdict:
    """ratio: the second message's answers as a multiple of the first's; low, high: valid at any time, 90 %.

    state: which message is better; "open" when that can't be told, "early" when there is too little to look at.
    evidence: what a bet of 1 against "no difference" has become. needed: how many more posts (views of a split) of
    each message would probably show a difference of half; 0 once it is decided. sample: posts, or views, of both.
    """

    state: State
    ratio: float | None
    low: float | None
    high: float | None
    evidence: float
    needed: int
    sample: int


def compare(first: Series | Split, second: Series | Split) -> Verdict:
    """Raises TypeError for posts against a split, ValueError for negative numbers or lists of different lengths."""
    if isinstance(first, Split) and isinstance(second, Split):
        return _of_split(_checked(first), _checked(second))
    if isinstance(first, Series) and isinstance(second, Series):
        return _of_posts(_logs(first), _logs(second))
    raise TypeError("Both messages must be told in the same way.")


def posts_needed(ratio: float, luck: float = _USUAL_LUCK) -> int:
    """Posts of each message that show this ratio in four of five cases, looking only once, at the end."""
    return math.ceil(2 * (_POWER * luck / math.log(ratio)) ** 2)


_POWER = NormalDist().inv_cdf(1 - FALSE_WINNERS / 2) + NormalDist().inv_cdf(_CHANCE_TO_SEE)


def _of_posts(first: list[float], second: list[float]) -> Verdict:
    """A t test as a bet: normal differences, any common level and luck (right Haar prior; Hendriksen et al. 2021)."""
    sample, fewer = len(first) + len(second), min(len(first), len(second))
    luck = _luck(first, second)
    needed = max(1, math.ceil(_PRICE_OF_LOOKING * posts_needed(WORTH_SEEING, luck)) - fewer)
    if fewer < FEWEST_POSTS:
        return Verdict("early", None, None, None, 1.0, max(needed, FEWEST_POSTS - fewer), sample)
    difference, pairs, freedom = fmean(second) - fmean(first), len(first) * len(second) / sample, sample - 2
    error = math.sqrt(max(_squares(first) + _squares(second), 1e-12) / freedom / pairs)
    evidence = _t_evidence(difference / error, pairs, freedom)
    half = error * _t_limit(pairs, freedom)
    return _verdict(difference, difference - half, difference + half, evidence, needed, sample)


def _of_split(first: Split, second: Split) -> Verdict:
    """Each click is a draw between the messages; mixture of all shares against the share of the views (Robbins 1970).

    With frequent clicks the draws vary less than assumed, so the bet wins too seldom rather than too often.
    """
    clicks, views = first.clicks + second.clicks, first.views + second.views
    if clicks < FEWEST_CLICKS or not first.views or not second.views:
        return Verdict("early", None, None, None, 1.0, _views_needed(clicks, views), views)
    even = second.views / views
    before = (_CLICKS_BEFORE * even, _CLICKS_BEFORE * (1 - even))

    def evidence(share: float) -> float:
        after = (before[0] + second.clicks, before[1] + first.clicks)
        seen = second.clicks * math.log(share) + first.clicks * math.log(1 - share)
        return math.exp(min(700.0, _log_beta(*after) - _log_beta(*before) - seen))

    seen = min(max(second.clicks / clicks, 1e-9), 1 - 1e-9)
    low, high = _edge(evidence, seen, 1e-12), _edge(evidence, seen, 1 - 1e-12)
    logs = [math.log(share / (1 - share)) - math.log(even / (1 - even)) for share in (seen, low, high)]
    return _verdict(logs[0], logs[1], logs[2], evidence(even), _views_needed(clicks, views), views)


def _verdict(difference: float, low: float, high: float, evidence: float, needed: int, sample: int) -> Verdict:
    """From logs to ratios; decided when the bet has grown tenfold."""
    is_decided = evidence >= 1 / FALSE_WINNERS
    state: State = ("second" if difference > 0 else "first") if is_decided else "open"
    return Verdict(state, _exp(difference), _exp(low), _exp(high), evidence, 0 if is_decided else needed, sample)


def _checked(split: Split) -> Split:
    if not 0 <= split.clicks <= split.views:
        raise ValueError("There can't be more people who clicked than people who saw it.")
    return split


def _logs(series: Series) -> list[float]:
    people = series.people if series.people is not None else [1.0] * len(series.answers)
    if len(people) != len(series.answers) or any(one < 0 for one in series.answers) or any(one <= 0 for one in people):
        raise ValueError("Each post needs its answers, not below 0, and people above 0 where they are given.")
    return [math.log((answers + 0.5) / reached) for answers, reached in zip(series.answers, people, strict=True)]


def _luck(first: Sequence[float], second: Sequence[float]) -> float:
    """Standard deviation of one post, drawn to the usual one while there are few."""
    freedom = max(0, len(first) - 1) + max(0, len(second) - 1)
    squares = _squares(first) + _squares(second) + _LUCK_POSTS * _USUAL_LUCK**2
    return math.sqrt(squares / (freedom + _LUCK_POSTS))


def _squares(values: Sequence[float]) -> float:
    middle = fmean(values) if values else 0.0
    return sum((value - middle) ** 2 for value in values)


def _t_evidence(t: float, pairs: float, freedom: int) -> float:
    wider = 1 + pairs * _SPREAD_IN_LUCK**2
    grown = (1 + t * t / freedom) / (1 + t * t / freedom / wider)
    return math.exp(min(700.0, (freedom + 1) / 2 * math.log(grown) - math.log(wider) / 2))


def _t_limit(pairs: float, freedom: int) -> float:
    """The t at which the bet has grown tenfold; infinite while no t could do that."""
    wider = 1 + pairs * _SPREAD_IN_LUCK**2
    grown = (math.sqrt(wider) / FALSE_WINNERS) ** (2 / (freedom + 1))
    return math.sqrt(freedom * (grown - 1) / (1 - grown / wider)) if grown < wider else math.inf


def _edge(evidence: Callable[[float], float], inside: float, outside: float) -> float:
    """Where, on the way outside, the bet has grown tenfold; bisection."""
    for _ in range(60):
        middle = (inside + outside) / 2
        if evidence(middle) < 1 / FALSE_WINNERS:
            inside = middle
        else:
            outside = middle
    return outside


def _views_needed(clicks: int, views: int) -> int:
    """At the clicks seen so far; one click in a hundred views is assumed before."""
    rate = (clicks + 1) / (views + 100)
    wanted = _PRICE_OF_LOOKING * 2 * (_POWER / math.log(WORTH_SEEING)) ** 2 / rate
    return max(1, math.ceil(wanted - views / 2))


def _log_beta(first: float, second: float) -> float:
    return math.lgamma(first) + math.lgamma(second) - math.lgamma(first + second)


def _exp(value: float) -> float:
    return math.exp(value) if value < 700 else math.inf
