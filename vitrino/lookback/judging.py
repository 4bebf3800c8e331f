"""What an experiment is judged by: the posts a change concerns, and those they are compared with.

Imported by jobs alone, for it calls the engine, and that loads numpy.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from statistics import median
from typing import TypedDict

from vitrino.channels import queries as channels
from vitrino.domain.insight.experiment import Trait, judge
from vitrino.domain.insight.posts import Post
from vitrino.insight.typical import engine_posts
from vitrino.lookback.models import Experiment
from vitrino.strategy import queries as strategy

COMPARED_WITH = timedelta(weeks=12)
# A post this close to a weekly time was meant for it.
NEAR_MINUTES, WEEK_MINUTES = 60, 7 * 24 * 60
RIPE_H = 48
FORMAT: tuple[Trait, ...] = ("format",)


class Result(TypedDict):
    """How an experiment stands, as it is kept. state: of `domain.insight.experiment.Judgement`, or "told" where nothing
    can be compared: then mid is the typical number of answers. ids: known posts it concerns."""

    state: str
    ids: list[int]
    others: int
    missing: int
    low: float | None
    mid: float | None
    high: float | None


@dataclass(frozen=True)
class Sides:
    """apart: traits that are the change itself."""

    changed: Sequence[Post]
    others: Sequence[Post]
    apart: Collection[Trait] = ()


def judged(experiment: Experiment, now: datetime, *, is_over: bool) -> Result:
    """The result as of now."""
    kind = experiment.suggestion.kind
    if kind == "platform-try":
        return _told(experiment, now, is_over)
    posts = _elsewhere(experiment, now) if kind == "platform-drop" else _here(experiment, now)
    sides = _SIDES.get(kind, _since)(experiment, posts)
    found = judge(sides.changed, sides.others, needed=experiment.needed, is_over=is_over, apart=sides.apart)
    return Result(state=found.state, ids=[int(one) for one in found.ids], others=found.others, missing=found.missing,
                  low=found.low, mid=found.mid, high=found.high)  # fmt: skip


def _here(experiment: Experiment, now: datetime) -> list[Post]:
    posts = engine_posts(experiment.channel, now) if experiment.channel else []
    return [one for one in posts if one.at > experiment.starts_at - COMPARED_WITH]


def _elsewhere(experiment: Experiment, now: datetime) -> list[Post]:
    """Posts on the other channels, each measured by what was typical on its own before."""
    found = []
    for channel in channels.channels_of(experiment.workspace):
        if channel.pk == experiment.channel_id:
            continue
        posts = [one for one in engine_posts(channel, now) if one.at > experiment.starts_at - COMPARED_WITH]
        before = [one.engagement for one in posts if one.at < experiment.starts_at and one.engagement is not None]
        if before:
            usual = max(median(before), 0.5)
            found += [replace(one, followers=usual) for one in posts]
    return found


def _told(experiment: Experiment, now: datetime, is_over: bool) -> Result:
    """A new platform has nothing to be compared with: what its posts get."""
    ripe = [one for one in _here(experiment, now)
            if one.at >= experiment.starts_at and one.engagement is not None and one.age_h >= RIPE_H]  # fmt: skip
    missing = max(0, experiment.needed - len(ripe))
    state = "early" if missing and not is_over else "told" if ripe else "too-few"
    mid = float(median(one.engagement or 0 for one in ripe)) if state == "told" else None
    return Result(state=state, ids=[int(one.id) for one in ripe], others=0, missing=missing, low=None, mid=mid,
                  high=None)  # fmt: skip


def _since(experiment: Experiment, posts: Sequence[Post]) -> Sides:
    """What went out since, against what went out before."""
    return Sides([one for one in posts if one.at >= experiment.starts_at],
                 [one for one in posts if one.at < experiment.starts_at])  # fmt: skip


def _having(experiment: Experiment, posts: Sequence[Post], has: Callable[[Post], bool],
            apart: Collection[Trait] = ()) -> Sides:  # fmt: skip
    """Posts since that have it, against all posts that don't."""
    return Sides([one for one in posts if has(one) and one.at >= experiment.starts_at],
                 [one for one in posts if not has(one)], apart)  # fmt: skip


def _at_slot(experiment: Experiment, posts: Sequence[Post]) -> Sides:
    change = experiment.suggestion.change
    wanted = _minutes(int(change["weekday"]), time.fromisoformat(change["time"]))

    def is_near(one: Post) -> bool:
        apart = abs(_minutes(one.at.weekday(), one.at.time()) - wanted)
        return min(apart, WEEK_MINUTES - apart) <= NEAR_MINUTES

    return _having(experiment, posts, is_near)


def _minutes(weekday: int, wall: time) -> int:
    """Since Monday began."""
    return (weekday * 24 + wall.hour) * 60 + wall.minute


def _of_pillar(experiment: Experiment, posts: Sequence[Post]) -> Sides:
    found = strategy.pillars(experiment.workspace).filter(pk=experiment.suggestion.change["pillar"]).first()
    name = found.name if found else ""
    return _having(experiment, posts, lambda one: bool(name) and one.topic == name, ("topic", "promo"))


def _of_format(experiment: Experiment, posts: Sequence[Post]) -> Sides:
    name = experiment.suggestion.change["format"]
    return _having(experiment, posts, lambda one: one.format == name, FORMAT)


def _less_pillar(experiment: Experiment, posts: Sequence[Post]) -> Sides:
    return replace(_since(experiment, posts), apart=("topic", "promo"))


def _less_format(experiment: Experiment, posts: Sequence[Post]) -> Sides:
    return replace(_since(experiment, posts), apart=FORMAT)


_SIDES: dict[str, Callable[[Experiment, Sequence[Post]], Sides]] = {
    "slot": _at_slot,
    "test": _at_slot,
    "slot-move": _at_slot,
    "pillar-more": _of_pillar,
    "pillar-less": _less_pillar,
    "format-more": _of_format,
    "format-less": _less_format,
}
