"""How a count a day moves from week to week, and what that leaves open: thousands of futures of weekly counts.

The level is a walk in logs with rare jumps, each week a negative binomial count of it. How far it drifts, how noisy
weeks are and whether there is a trend is not known: every combination of a small grid is followed and weighted by how
well it foretold each week from the weeks before.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

_DRIFTS = np.array([0.0, 0.03, 0.07, 0.13, 0.22])  # SD of a week's step in logs
_DRIFT_WEIGHTS = np.array([0.3, 0.24, 0.22, 0.15, 0.09])
_TRENDS = np.array([-0.02, 0.0, 0.02])  # a week
_TREND_WEIGHTS = np.array([0.25, 0.5, 0.25])
_SIZES = np.array([2.0, 6.0, 20.0, 100.0, 500.0])  # 1 / variance of a week's noise
_SURE_OF_SIZE = 0.8  # SD in logs of what the days tell of the weeks' noise
_JUMP_SHARE, _JUMP = 0.01, 0.45  # a week in which the level becomes another
_POINTS = 161
_FARTHEST = 3.0
_LARGEST = 1e15
_lgamma = np.vectorize(math.lgamma, otypes=[np.float64])


@dataclass(frozen=True, slots=True)
class Block:
    """A week or what is known of it. days: how many usual days it amounts to (weekdays count by their weight)."""

    count: float
    days: float


def futures(
    past: Sequence[Block], days: Sequence[float], *, guess: float, spread: float, rng: np.random.Generator, draws: int
) -> Floats:
    """`draws` sums of counts over the coming blocks that amount to `days` usual days each.

    guess: counts a day to assume when there is no past at all, meant to within a factor of three. spread: relative
    variance of a day around its mean beyond a Poisson count.
    """
    levels = _grid(past, guess)
    weights, beliefs = _followed(past, levels, spread)
    flat = weights.ravel()
    combination = rng.choice(len(flat), size=draws, p=flat)
    walk, size = np.divmod(combination, len(_SIZES))
    drift, trend = np.divmod(walk, len(_TRENDS))
    cumulated = np.cumsum(beliefs.reshape(len(flat), -1), axis=1)[combination]
    place = (cumulated < rng.uniform(size=draws)[:, None] * cumulated[:, -1:]).sum(axis=1)
    level = levels[np.minimum(place, _POINTS - 1)] + (rng.uniform(size=draws) - 0.5) * (levels[1] - levels[0])
    return _played(level, _DRIFTS[drift], _TRENDS[trend], _SIZES[size], days, rng)


def _played(level: Floats, drift: Floats, trend: Floats, size: Floats, days: Sequence[float],
            rng: np.random.Generator) -> Floats:  # fmt: skip
    total = np.zeros(len(level))
    first = level
    for length in days:
        jumps = np.where(rng.uniform(size=len(level)) < _JUMP_SHARE, _JUMP, 0.0)
        step = np.sqrt(drift**2 + jumps**2) * rng.normal(size=len(level)) + trend
        level = np.clip(level + step * min(1.0, length / 7), first - 12, first + 6)
        shape = size * max(length, 0.2) / 7
        mean = np.minimum(np.exp(level) * length * rng.gamma(shape) / shape, _LARGEST)
        total += rng.poisson(mean)
    return total


def _grid(past: Sequence[Block], guess: float) -> Floats:
    """Logs of counts a day, wide enough for all that was seen."""
    rates = [math.log((block.count + 0.5) / (block.days + 0.5)) for block in past if block.days > 0]
    overall = math.log(max(guess, 1e-3))
    if rates:
        overall = math.log((sum(block.count for block in past) + 0.5) / sum(block.days for block in past))
    low, high = min([overall, *rates]) - 1.0, max([overall, *rates]) + 1.0
    return np.linspace(min(low, overall - 1.5), max(high, overall + 1.5), _POINTS)


def _followed(past: Sequence[Block], levels: Floats, spread: float) -> tuple[Floats, Floats]:
    """Weights of (walk, size) and what each believes of the level: (walks, sizes) and (walks, sizes, points)."""
    steps = _steps(levels)
    start = np.exp(-0.5 * ((levels - levels.mean()) / 1.1) ** 2) if not past else np.ones(_POINTS)
    beliefs = np.tile(start / start.sum(), (len(steps), len(_SIZES), 1))
    sizes = np.exp(-0.5 * (np.log(_SIZES * spread / 7) / _SURE_OF_SIZE) ** 2) + 0.02
    logs = np.log(np.multiply.outer(np.multiply.outer(_DRIFT_WEIGHTS, _TREND_WEIGHTS).ravel(), sizes))
    for number, block in enumerate(past):
        if number:
            beliefs = np.matmul(beliefs, steps)
        if block.days > 0:
            beliefs = beliefs * _fits(block, levels)
            told = beliefs.sum(axis=2, keepdims=True) + 1e-300
            beliefs = beliefs / told
            logs = logs + np.log(told[:, :, 0])
    weights = np.exp(logs - logs.max())
    return weights / weights.sum(), beliefs


def _steps(levels: Floats) -> Floats:
    """Chances to come from one level to another within a week, for every walk: (walks, from, to)."""
    apart = levels[None, :] - levels[:, None]
    width = levels[1] - levels[0]
    found = []
    for drift in _DRIFTS:
        for trend in _TRENDS:
            calm = _bell(apart - trend, math.hypot(float(drift), 0.3 * width))
            jump = _bell(apart - trend, math.hypot(float(drift), _JUMP))
            found.append((1 - _JUMP_SHARE) * calm + _JUMP_SHARE * jump)
    return np.array(found)


def _bell(apart: Floats, spread: float) -> Floats:
    shape = np.exp(-0.5 * (apart / spread) ** 2) + 1e-12
    return np.asarray(shape / shape.sum(axis=1, keepdims=True))


def _fits(block: Block, levels: Floats) -> Floats:
    """Likelihood of a block, up to a factor: (1, sizes, points)."""
    mean = np.exp(levels)[None, :] * block.days
    size = (_SIZES * max(block.days, 0.2) / 7)[:, None]
    logs = (
        _lgamma(block.count + size) - _lgamma(size)
        + size * (np.log(size) - np.log(size + mean)) + block.count * (np.log(mean) - np.log(size + mean))
    )  # fmt: skip
    return np.asarray(np.exp(logs - logs.max())[None])
