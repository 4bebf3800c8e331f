"""Goals that can be measured: what is wrong with one, how far it has come, whether it will be reached."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from statistics import NormalDist

from vitrino.domain.matcher import key
from vitrino.domain.message import Message, say
from vitrino.domain.stats.spread import t_quantile

METRICS: Mapping[str, Message] = {
    "reach": say("People reached"),
    "views": say("Views"),
    "likes": say("Likes"),
    "comments": say("Comments"),
    "shares": say("Shares"),
    "saves": say("Saves"),
    "clicks": say("Clicks"),
    "follows": say("Followers"),
    "watch_time_s": say("Seconds watched"),
    "orders": say("Orders"),
}
# What people write when they mean one of these; English, Polish, Esperanto, folded, by the beginning of a word.
_MEANT = {
    "orders": ("sale", "sell", "revenue", "order", "customer", "sprzeda", "zamow", "klien", "obrot", "vend", "mend"),
    "follows": ("follow", "fan", "subscri", "obserw", "sekv", "abon"),
    "clicks": ("click", "traffic", "visit", "klik", "ruch", "wizyt", "stron", "vizit"),
    "comments": ("engag", "talk", "convers", "comment", "zaangaz", "rozm", "koment", "konvers"),
    "reach": ("reach", "aware", "known", "popular", "zasieg", "rozpozn", "znan", "ating", "konat"),
}  # fmt: skip
_USUAL_TIME = timedelta(days=90)
_LONGEST = timedelta(days=2 * 365)
_USUAL_RISE = 1.2
_TOO_EARLY = 0.1
_TOLERANCE = 0.1
_FEWEST_READINGS = 8
_SHORTEST_SPAN_DAYS = 14
_NEVER_SURER = 0.99


@dataclass(frozen=True)
class Goal:
    """A number to reach by a date. All metrics are better when higher."""

    metric: str
    baseline: float
    target: float
    starts_on: date
    deadline: date


@dataclass(frozen=True)
class Objection:
    """What keeps a goal from being measured, and what would do instead."""

    field: str
    message: Message
    proposal: str | int | date


def objections(
    metric: str, baseline: float | None, target: float | None, deadline: date | None, today: date
) -> list[Objection]:
    """Everything that is wrong with a goal, each with a proposal; empty when it can be measured."""
    found = []
    if metric not in METRICS:
        message = say(
            "“{metric}” can't be counted. Choose a number that can, so that you will know.", metric=metric[:60]
        )
        found.append(Objection("metric", message, meant_metric(metric)))
    if baseline is None:
        found.append(Objection("baseline", say("Say how many it is today, else nobody can tell what changed."), 0))
    found += _about_target(baseline or 0, target)
    found += _about_deadline(deadline, today)
    return found


def meant_metric(text: str) -> str:
    """The metric that comes nearest to what somebody wrote; clicks when nothing does."""
    words = key(text).split()
    for metric, beginnings in _MEANT.items():
        if any(word.startswith(beginnings) for word in words):
            return metric
    return "clicks"


def _about_target(baseline: float, target: float | None) -> list[Objection]:
    proposal = max(math.ceil(baseline * _USUAL_RISE), math.ceil(baseline) + 5)
    if target is None or not math.isfinite(target):
        return [Objection("target", say("Say how many it shall be."), proposal)]
    if target <= baseline:
        return [Objection("target", say("The target must be higher than today's {today}.", today=baseline), proposal)]
    return []


def _about_deadline(deadline: date | None, today: date) -> list[Objection]:
    proposal = today + _USUAL_TIME
    if deadline is None:
        return [Objection("deadline", say("Say by when. A goal without a date is a wish."), proposal)]
    if deadline <= today:
        return [Objection("deadline", say("That day has passed. Choose a later one."), proposal)]
    if deadline > today + _LONGEST:
        message = say("More than two years is too far to steer by. Choose a first stage.")
        return [Objection("deadline", message, today + timedelta(days=365))]
    return []


def progress_share(goal: Goal, current: float) -> float:
    """How much of the way is done: 0 at the baseline, 1 at the target; below 0 when it got worse. Never rounded up."""
    return (current - goal.baseline) / (goal.target - goal.baseline)


@dataclass(frozen=True)
class Pace:
    """is_on_track is None while it is too early to tell. Shares are 0..1; done_share may lie outside."""

    done_share: float
    time_share: float
    is_on_track: bool | None
    message: Message


def pace(goal: Goal, current: float, today: date) -> Pace:
    """Compare the way done with the time gone, with a tenth of tolerance."""
    done = progress_share(goal, current)
    total = max(1, (goal.deadline - goal.starts_on).days)
    gone = min(1.0, max(0.0, (today - goal.starts_on).days / total))
    if done >= 1:
        return Pace(done, gone, True, say("Reached."))
    shares = {"done": math.floor(done * 100), "time": round(gone * 100)}
    if gone >= 1:
        return Pace(done, gone, False, say("Not reached: {done} % of the way.", done=shares["done"]))
    if gone < _TOO_EARLY:
        return Pace(done, gone, None, say("Just begun; too early to tell."))
    if done >= gone - _TOLERANCE:
        return Pace(done, gone, True, say("On track: {done} % of the way in {time} % of the time.", **shares))
    return Pace(done, gone, False, say("Behind: {done} % of the way in {time} % of the time.", **shares))


@dataclass(frozen=True)
class Forecast:
    """The value at the deadline: the middle, and between which values it lies in 9 of 10 cases. chance: 0.01..0.99."""

    middle: float
    low: float
    high: float
    chance: float


@dataclass(frozen=True)
class TooEarly:
    """Not enough readings for a forecast; how many more, and how many more days."""

    readings_missing: int
    days_missing: int


def forecast(goal: Goal, readings: Sequence[tuple[date, float]]) -> Forecast | TooEarly:
    """Carry the readings on to the deadline: the average change a day, and how much it has wavered.

    A random walk with drift; the interval holds the wavering to come and that the average itself is uncertain.
    Needs 8 readings on different days over two weeks. Later readings of one day replace earlier ones.
    """
    points = sorted(dict(readings).items())
    span = (points[-1][0] - points[0][0]).days if points else 0
    if len(points) < _FEWEST_READINGS or span < _SHORTEST_SPAN_DAYS:
        return TooEarly(max(0, _FEWEST_READINGS - len(points)), max(0, _SHORTEST_SPAN_DAYS - span))
    last_day, last = points[-1]
    drift = (last - points[0][1]) / span
    left = max(0, (goal.deadline - last_day).days)
    middle = last + drift * left
    spread = math.sqrt(_variance_a_day(points, drift) * (left + left**2 / span))
    reach = t_quantile(0.95, len(points) - 2) * spread
    return Forecast(middle, middle - reach, middle + reach, _chance(middle - goal.target, spread))


def _variance_a_day(points: Sequence[tuple[date, float]], drift: float) -> float:
    """How much a day's change wavers around the average, squared; readings need not be a day apart."""
    waverings = [
        (value - before - drift * (day - day_before).days) ** 2 / (day - day_before).days
        for (day_before, before), (day, value) in pairwise(points)
    ]
    return sum(waverings) / (len(waverings) - 1)


def _chance(ahead: float, spread: float) -> float:
    """The chance to end at the target or above; nothing is certain before the day."""
    chance = NormalDist().cdf(ahead / spread) if spread else float(ahead >= 0)
    return min(_NEVER_SURER, max(1 - _NEVER_SURER, chance))
