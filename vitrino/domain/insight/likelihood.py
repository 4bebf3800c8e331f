"""How likely a count of acts is, when a post's luck multiplies what was to be expected.

A count is Poisson around a rate; the log of that rate is the expectation plus luck, Student-t with five degrees of
freedom (one viral post must not move everything). Luck is integrated out on a grid over the rate's log, so counts of
0, 3 and 30,000 are all treated exactly.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

FREEDOM = 5.0
_NODES = 41
_DEPTH = 12.0  # the grid ends where the likelihood is e^-12 of its peak
_LEAST_WEIGHT = 1e-4


@dataclass(frozen=True, slots=True)
class Counts:
    """Counts with the grid on which their rates are integrated. Rows are posts, columns the places of the grid."""

    counts: Floats
    places: Floats
    log_likelihood: Floats


@dataclass(frozen=True, slots=True)
class Slopes:
    """First derivatives of the log-likelihood: by the expectation of each post, and by the log of luck's size."""

    by_mean: Floats
    by_log_spread: Floats


def on_grid(counts: Floats) -> Counts:
    """Where zero was counted any small rate is as good as another: those rows are placed later, by expectation."""
    some = np.maximum(counts, 1.0)
    below = _DEPTH / 3 / some + np.sqrt((_DEPTH / 3 / some) ** 2 + 2 * _DEPTH / some)
    above = np.sqrt(2 * _DEPTH / some)
    places = np.log(some)[:, None] + np.linspace(-below, above, _NODES, axis=1)
    return Counts(counts, places, _poisson(counts, places))


def slopes(given: Counts, mean: Floats, spread: float) -> Slopes:
    """mean: expected log-rates. spread: size of luck, in logs."""
    given = _with_zeros_placed(given, mean, spread)
    away = given.places - mean[:, None]
    scale = FREEDOM * spread**2
    spike = scale + away**2
    weights = given.log_likelihood - (FREEDOM + 1) / 2 * np.log(spike)
    weights = np.exp(weights - weights.max(axis=1, keepdims=True))
    weights /= weights.sum(axis=1, keepdims=True)
    pull = (FREEDOM + 1) * away / spike
    return Slopes((weights * pull).sum(axis=1), (weights * pull * away).sum(axis=1) - 1)


def information(mean: Floats, spread: float) -> Floats:
    """What a post tells about its expectation: Student-t's information, less what counting blurs.

    The expected, not the observed one: weights taken from the residuals would overstate it by (nu + 3) / (nu + 1).
    """
    blur = np.exp(-np.clip(mean, -20, 20))
    return np.maximum(1 / (spread**2 * (FREEDOM + 3) / (FREEDOM + 1) + blur), _LEAST_WEIGHT)


def _with_zeros_placed(given: Counts, mean: Floats, spread: float) -> Counts:
    zero = given.counts < 0.5
    if not zero.any():
        return given
    lowest = np.minimum(mean[zero], 0) - 10 * spread
    highest = np.minimum(mean[zero] + 10 * spread, 3.5)
    places = given.places.copy()
    places[zero] = np.linspace(lowest, np.maximum(highest, lowest + 1), _NODES, axis=1)
    likelihood = given.log_likelihood.copy()
    likelihood[zero] = _poisson(given.counts[zero], places[zero])
    return Counts(given.counts, places, likelihood)


def _poisson(counts: Floats, places: Floats) -> Floats:
    log = counts[:, None] * places - np.exp(places)
    return np.asarray(log - log.max(axis=1, keepdims=True), dtype=np.float64)
