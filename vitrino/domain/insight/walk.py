"""A value that wanders from week to week (a rate, a gain that may be negative), and where it may go from here."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

# A week's step as a multiple of the noise of a week's mean, each as likely before anything is seen.
_STEPS = np.array([0.0, 0.15, 0.4, 0.8, 1.5])
_FREEDOM = 3.0  # weight of the first guess of the noise, in days
_HEAVY_TAILS = 6


@dataclass(frozen=True, slots=True)
class Week:
    """The known values of up to seven days."""

    values: tuple[float, ...]


def future_sums(past: Sequence[Week], days: Sequence[int], guess: float, rng: np.random.Generator, draws: int
                ) -> Floats:  # fmt: skip
    """`draws` sums over the coming weeks of `days` days each; around `guess` a day when there is no past at all."""
    known = [week for week in past if week.values]
    noise = _noise(known, guess)
    filtered = [_filtered(known, float(step), noise, guess) for step in _STEPS]
    logs = np.array([fit for _mean, _variance, fit in filtered])
    weights = np.exp(logs - logs.max())
    chosen = rng.choice(len(_STEPS), size=draws, p=weights / weights.sum())
    means, variances = (np.array([one[n] for one in filtered])[chosen] for n in (0, 1))
    scale = noise * np.sqrt(_HEAVY_TAILS / rng.chisquare(_HEAVY_TAILS, size=draws))
    level = means + np.sqrt(variances) * rng.normal(size=draws)
    total = np.zeros(draws)
    for length in days:
        level = level + _STEPS[chosen] * scale / math.sqrt(7) * rng.normal(size=draws)
        total += length * level + math.sqrt(length) * scale * rng.normal(size=draws)
    return total


def _noise(weeks: Sequence[Week], guess: float) -> float:
    """SD of a day around its week, drawn to a fifth of the value where little is known."""
    squares = sum((value - fmean(week.values)) ** 2 for week in weeks for value in week.values)
    freedom = sum(len(week.values) - 1 for week in weeks)
    mean = fmean(value for week in weeks for value in week.values) if weeks else guess
    return math.sqrt((squares + _FREEDOM * (0.2 * abs(mean)) ** 2) / (freedom + _FREEDOM)) + 1e-9


def _filtered(weeks: Sequence[Week], step: float, noise: float, guess: float) -> tuple[float, float, float]:
    """Level now, its variance, and the log likelihood of the weeks (Kalman filter of a local level)."""
    if not weeks:
        return guess, (0.5 * abs(guess) + noise) ** 2, 0.0
    mean, variance, fit = fmean(weeks[0].values), noise**2 / len(weeks[0].values), 0.0
    for week in weeks[1:]:
        variance += (step * noise) ** 2 / 7
        spread = variance + noise**2 / len(week.values)
        miss = fmean(week.values) - mean
        fit -= 0.5 * (math.log(spread) + miss**2 / spread)
        mean, variance = mean + variance / spread * miss, variance * (1 - variance / spread)
    return mean, variance, fit
