"""The model fitted: what every coefficient may be, as draws.

First the mode: coefficients by Fisher scoring, block sizes and the size of luck by expectation-maximisation, in one
loop. Around it the likelihood is quadratic, so that a random walk over the block sizes (the coefficients integrated
out) costs one small Cholesky factor a step. Intervals thereby carry what isn't known about the sizes either.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from vitrino.domain.insight.features import Design
from vitrino.domain.insight.likelihood import FREEDOM, Floats, information, on_grid, slopes
from vitrino.domain.insight.prior import LUCK, LUCK_SPREAD, Prior, Sizes

_ROUNDS = 14
_SWEEPS, _WARM_UP = 50, 10
_DRAWS_A_SWEEP = 40
_STEP = 0.7
_SMALLEST_SIZE = 0.01


@dataclass(frozen=True, slots=True)
class Fitted:
    """draws: coefficients, draws x features. spread: size of luck in logs."""

    draws: Floats
    spread: float


@dataclass(frozen=True, slots=True)
class _Mode:
    """The quadratic around the mode. gram: X'WX; pull: X'W(z - X prior mean); doubt: of the log of luck's size."""

    gram: Floats
    pull: Floats
    sizes: Sizes
    spread: float
    doubt: float


def fit(design: Design, seed: int) -> Fitted:
    prior = Prior(design.blocks)
    mode = _mode(design, prior)
    return Fitted(_walk(mode, prior, np.random.default_rng(seed)), mode.spread)


def _mode(design: Design, prior: Prior) -> _Mode:
    matrix, sizes, spread, doubt = design.matrix, prior.start(), LUCK, LUCK_SPREAD
    given = on_grid(design.counts)
    base = design.offset + _level(design)
    away = np.zeros(prior.width)
    for turn in range(_ROUNDS + 1):
        mean = base + matrix @ (prior.mean + away)
        weight = information(mean, spread)
        slope = slopes(given, mean, spread).by_mean
        weighted = matrix * weight[:, None]
        gram = weighted.T @ matrix
        pull = matrix.T @ slope + gram @ away
        if turn == _ROUNDS:
            break
        covariance = np.asarray(np.linalg.inv(gram + np.diag(prior.deviations(sizes) ** -2.0)), dtype=np.float64)
        away = covariance @ pull
        sizes = _next_sizes(prior, sizes, away, covariance)
        if len(design.counts):
            doubtful = np.sqrt(np.maximum(((matrix @ covariance) * matrix).sum(axis=1), 0))
            mean = base + matrix @ (prior.mean + away)
            both = [slopes(given, mean + side * doubtful, spread).by_log_spread for side in (-1, 1)]
            spread, doubt = _next_spread((both[0] + both[1]) / 2, spread)
    return _Mode(gram, pull, sizes, spread, doubt)


def _level(design: Design) -> float:
    """The usual log of engagement by follower: where the fit begins, so that no scale matters."""
    if not len(design.counts):
        return 0.0
    return float(np.median(np.log(design.counts + 0.5) - design.offset))


def _next_sizes(prior: Prior, sizes: Sizes, away: Floats, covariance: Floats) -> Sizes:
    """Each block's most likely size, given how large its coefficients seem to be."""
    log_sizes = sizes.log_sizes.copy()
    variances = away**2 + np.diag(covariance)
    for place, block in enumerate(prior.learned):
        squares = float((variances[block.columns] / prior.shape(block, sizes.log_lag) ** 2).sum())
        columns, wide = block.columns.stop - block.columns.start, prior.scales[place] ** 2
        # d/ds of -columns log s - squares / 2s^2 - s^2 / 2 wide is zero here.
        size = np.sqrt(wide / 2 * (np.sqrt(columns**2 + 4 * squares / wide) - columns))
        log_sizes[place] = np.log(max(size, _SMALLEST_SIZE))
    return replace(sizes, log_sizes=log_sizes)


def _next_spread(slope: Floats, spread: float) -> tuple[float, float]:
    """The size of luck one Newton step on, and how unsure its log is."""
    per_post = min(2 * FREEDOM / (FREEDOM + 3), float((slope**2).mean()) + 0.05)
    precision = per_post * len(slope) + LUCK_SPREAD**-2.0
    step = (slope.sum() - (np.log(spread) - np.log(LUCK)) / LUCK_SPREAD**2) / precision
    return float(np.clip(spread * np.exp(np.clip(step, -0.4, 0.4)), 0.1, 4.0)), float(precision**-0.5)


def _walk(mode: _Mode, prior: Prior, chance: np.random.Generator) -> Floats:
    """Random walk over one size after the other; after each sweep a handful of draws of the coefficients."""
    sizes, draws = mode.sizes, []
    for sweep in range(_SWEEPS):
        factor = np.exp(-2 * mode.doubt * chance.standard_normal())
        gram, pull = mode.gram * factor, mode.pull * factor
        now = _log_posterior(gram, pull, prior, sizes)
        for place in range(len(prior.learned) + 1):
            then = _moved(sizes, place, _STEP * chance.standard_normal())
            after = _log_posterior(gram, pull, prior, then)
            if np.log(chance.random()) < after - now:
                sizes, now = then, after
        if sweep >= _WARM_UP:
            draws.append(_draw(gram, pull, prior, sizes, chance))
    return np.vstack(draws)


def _moved(sizes: Sizes, place: int, step: float) -> Sizes:
    if place == len(sizes.log_sizes):
        return replace(sizes, log_lag=sizes.log_lag + step / 2)
    log_sizes = sizes.log_sizes.copy()
    log_sizes[place] += step
    return replace(sizes, log_sizes=log_sizes)


def _log_posterior(gram: Floats, pull: Floats, prior: Prior, sizes: Sizes) -> float:
    """Of the sizes, coefficients integrated out. The factor's last row solves for the pull on the way."""
    deviations = prior.deviations(sizes)
    width = len(pull)
    whole = np.empty((width + 1, width + 1))
    whole[:width, :width] = gram * np.outer(deviations, deviations)
    whole[range(width), range(width)] += 1
    whole[width, :width] = whole[:width, width] = pull * deviations
    whole[width, width] = 1e12
    factor = np.linalg.cholesky(whole)
    explained = float((factor[width, :width] ** 2).sum())
    return 0.5 * explained - float(np.log(np.diag(factor)[:width]).sum()) + prior.log_density(sizes)


def _draw(gram: Floats, pull: Floats, prior: Prior, sizes: Sizes, chance: np.random.Generator) -> Floats:
    """Draws of the coefficients for these sizes, in pairs on either side of their mean."""
    deviations = prior.deviations(sizes)
    precision = gram * np.outer(deviations, deviations) + np.eye(len(pull))
    back = np.linalg.inv(np.linalg.cholesky(precision))
    middle = back.T @ (back @ (pull * deviations))
    noise = chance.standard_normal((_DRAWS_A_SWEEP // 2, len(pull))) @ back
    return np.asarray(prior.mean + np.vstack([middle + noise, middle - noise]) * deviations, dtype=np.float64)
