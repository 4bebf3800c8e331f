"""How well a shop is kept, 0 to 100: by mistakes, not by the number of notices; looking away gains nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Literal

from vitrino.domain.checkup.areas import AREA_OF, AREAS, WEIGHTS
from vitrino.domain.message import Message, say

State = Literal["well", "low", "medium", "high", "unknown", "failed"]
# What is left of a mistake's points when its worst open notice is that severe.
LEFT: Mapping[State, float] = {"well": 1.0, "low": 0.8, "medium": 0.5, "high": 0.0}
# With less than half of all weight judged, a number would say more about what is missing than about the shop.
ENOUGH = 0.5


@dataclass(frozen=True)
class Judged:
    """What one rule says now.

    state: the worst of its open notices, put aside or not; "unknown": too little to judge by; "failed": could not look.
    """

    rule: str
    mistake: str
    state: State


@dataclass(frozen=True)
class Score:
    """points: 0..100, None for not enough to judge. areas: the same for each area. unknown, failed: ids of rules that
    count neither way."""

    points: int | None
    areas: Mapping[str, int | None]
    unknown: tuple[str, ...] = ()
    failed: tuple[str, ...] = ()


def score(judged: Collection[Judged]) -> Score:
    """Each mistake counts once, by the worst of its rules; rules that could not judge count neither way."""
    worst: dict[str, float] = {}
    for one in judged:
        if one.state in LEFT:
            worst[one.mistake] = min(LEFT[one.state], worst.get(one.mistake, 1.0))
    share = sum(WEIGHTS[mistake] for mistake in worst) / sum(WEIGHTS.values())
    return Score(
        points=_points(worst) if share >= ENOUGH else None,
        areas=_by_area(worst),
        unknown=_in_state(judged, "unknown"),
        failed=_in_state(judged, "failed"),
    )


def in_words(points: int | None, important: int) -> Message:
    """The score as a sentence. important: serious notices that are open."""
    if points is None:
        return say("There is not enough to judge your presence as a whole yet.")
    if points == 100:
        return say("All is well: 100 of 100.")
    if important:
        return say("Your presence is kept {points} of 100. Important things are open: {n}.", points=points, n=important)
    return say("Your presence is kept {points} of 100. Nothing important is open.", points=points)


def _by_area(worst: Mapping[str, float]) -> dict[str, int | None]:
    found: dict[str, dict[str, float]] = defaultdict(dict)
    for mistake, left in worst.items():
        found[AREA_OF[mistake]][mistake] = left
    return {area: _points(found[area]) if found[area] else None for area in AREAS}


def _points(worst: Mapping[str, float]) -> int:
    """Rounded down: 100 means that nothing at all is open."""
    weight = sum(WEIGHTS[mistake] for mistake in worst)
    return int(100 * sum(WEIGHTS[mistake] * left for mistake, left in worst.items()) / weight + 1e-9)


def _in_state(judged: Collection[Judged], state: State) -> tuple[str, ...]:
    return tuple(sorted(one.rule for one in judged if one.state == state))
