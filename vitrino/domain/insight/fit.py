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
_SWEEPS, _WARM_UP = 60, 6
_DRAWS_A_SWEEP = 40
_GRID_STEP = 0.25
_GRID = np.arange(-4.0, 1.6, _GRID_STEP)  # logs of a size against its prior's scale
_LAG_STEP = 0.35
_SMALLEST_SHARE = 0.3


@dataclass(frozen=True, slots=True)
class Fitted:
    """draws: coefficients, draws x features. noise: variance with which one post tells its expectation, in logs."""

    draws: Floats
    noise: float


@dataclass(frozen=True, slots=True)
class _Mode:
    """The quadratic around the mode. gram: X'WX; pull: X'W(z - X prior mean); doubt: of the log of luck's size."""

    gram: Floats
    pull: Floats
    sizes: Sizes
    noise: float
    doubt: float


@dataclass(slots=True)
class _Given:
    """What the coefficients may be for given sizes: normal."""

    covariance: Floats
    mean: Floats


def fit(design: Design, seed: int) -> Fitted:
    prior = Prior(design.blocks)
    mode = _mode(design, prior)
    return Fitted(_walk(mode, prior, np.random.default_rng(seed)), mode.noise)


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
    noise = float((1 / weight).mean()) if len(weight) else 2 * LUCK**2
    return _Mode(gram, pull, sizes, noise, doubt)


def _level(design: Design) -> float:
    """The usual log of engagement by follower: where the fit begins, so that no scale matters."""
    if not len(design.counts):
        return 0.0
    return float(np.median(np.log(design.counts + 0.5) - design.offset))


def _next_sizes(prior: Prior, sizes: Sizes, away: Floats, covariance: Floats) -> Sizes:
    """Each block's most likely size, given how large its coefficients seem to be."""
    log_sizes = sizes.log_sizes.copy()
    squares = (away**2 + np.diag(covariance)) / prior.shape(sizes.log_lag) ** 2
    for place, block in enumerate(prior.learned):
        columns, wide = block.columns.stop - block.columns.start, prior.scales[place] ** 2
        total = float(squares[block.columns].sum())
        # d/ds of -columns log s - total / 2s^2 - s^2 / 2 wide is zero here.
        size = np.sqrt(wide / 2 * (np.sqrt(columns**2 + 4 * total / wide) - columns))
        log_sizes[place] = np.log(max(size, _SMALLEST_SHARE * prior.scales[place]))
    return replace(sizes, log_sizes=log_sizes)


def _next_spread(slope: Floats, spread: float) -> tuple[float, float]:
    """The size of luck one Newton step on, and how unsure its log is."""
    per_post = min(2 * FREEDOM / (FREEDOM + 3), float((slope**2).mean()) + 0.05)
    precision = per_post * len(slope) + LUCK_SPREAD**-2.0
    step = (slope.sum() - (np.log(spread) - np.log(LUCK)) / LUCK_SPREAD**2) / precision
    return float(np.clip(spread * np.exp(np.clip(step, -0.4, 0.4)), 0.1, 4.0)), float(precision**-0.5)


def _walk(mode: _Mode, prior: Prior, chance: np.random.Generator) -> Floats:
    """One size after the other is drawn anew; after each sweep a handful of draws of the coefficients."""
    sizes, draws = mode.sizes, []
    for sweep in range(_SWEEPS + _WARM_UP):
        factor = np.exp(-2 * mode.doubt * chance.standard_normal())
        gram, pull = mode.gram * factor, mode.pull * factor
        sizes = _with_lag(gram, pull, prior, sizes, chance)
        covariance = _inverse(gram, prior.deviations(sizes))
        given = _Given(covariance, covariance @ pull)
        for place in range(len(prior.learned)):
            sizes = _with_size(given, prior, sizes, place, chance)
        if sweep >= _WARM_UP:
            draws.append(prior.mean + _draw(given, chance))
    return np.vstack(draws)


def _inverse(gram: Floats, deviations: Floats) -> Floats:
    """(gram + deviations^-2)^-1, without dividing by deviations near zero."""
    inner = np.linalg.inv(gram * np.outer(deviations, deviations) + np.eye(len(gram)))
    return np.asarray(inner * np.outer(deviations, deviations), dtype=np.float64)


def _with_size(given: _Given, prior: Prior, sizes: Sizes, place: int, chance: np.random.Generator) -> Sizes:
    """One block's size drawn from what it may be, all coefficients integrated out; `given` follows.

    Changing the size adds `change` to the block's prior precision. In the block's own axes that is a sum of numbers.
    """
    columns = prior.learned[place].columns
    shape = prior.shape(sizes.log_lag)[columns]
    across = given.covariance[:, columns] / shape
    values, axes = np.linalg.eigh(across[columns] / shape[:, None])
    along = axes.T @ (given.mean[columns] / shape)
    grid = np.log(prior.scales[place]) + _GRID + _GRID_STEP * (chance.uniform() - 0.5)
    change = np.exp(-2 * grid) - np.exp(-2 * sizes.log_sizes[place])
    grown = np.maximum(1 + change[:, None] * values, 1e-9)
    explained = (change[:, None] * along**2 / grown).sum(axis=1)
    logs = -0.5 * (np.log(grown).sum(axis=1) + explained) - len(values) * grid + prior.log_density_of(place, grid)
    picked = _pick(logs, chance)
    pulled = across @ axes
    by_axis = change[picked] / grown[picked]
    given.covariance -= (pulled * by_axis) @ pulled.T
    given.mean -= pulled @ (by_axis * along)
    log_sizes = sizes.log_sizes.copy()
    log_sizes[place] = grid[picked]
    return replace(sizes, log_sizes=log_sizes)


def _with_lag(gram: Floats, pull: Floats, prior: Prior, sizes: Sizes, chance: np.random.Generator) -> Sizes:
    """A step of a random walk over the lag of the day's curve."""
    then = replace(sizes, log_lag=sizes.log_lag + _LAG_STEP * chance.standard_normal())
    gain = _log_posterior(gram, pull, prior, then) - _log_posterior(gram, pull, prior, sizes)
    return then if np.log(chance.uniform()) < gain else sizes


def _log_posterior(gram: Floats, pull: Floats, prior: Prior, sizes: Sizes) -> float:
    """Of the lag, coefficients integrated out. The factor's last row solves for the pull on the way."""
    deviations = prior.deviations(sizes)
    width = len(pull)
    whole = np.empty((width + 1, width + 1))
    whole[:width, :width] = gram * np.outer(deviations, deviations)
    whole[range(width), range(width)] += 1
    whole[width, :width] = whole[:width, width] = pull * deviations
    whole[width, width] = 1e12
    factor = np.linalg.cholesky(whole)
    explained = float((factor[width, :width] ** 2).sum())
    return 0.5 * explained - float(np.log(np.diag(factor)[:width]).sum()) + prior.log_density_of_lag(sizes.log_lag)


def _pick(logs: Floats, chance: np.random.Generator) -> int:
    chances = np.cumsum(np.exp(logs - logs.max()))
    return int(np.searchsorted(chances, chance.uniform() * chances[-1]))


def _draw(given: _Given, chance: np.random.Generator) -> Floats:
    """Draws of the coefficients, in pairs on either side of their mean."""
    deviations = np.sqrt(np.maximum(np.diag(given.covariance), 1e-30))
    factor = np.linalg.cholesky(given.covariance / np.outer(deviations, deviations) + 1e-9 * np.eye(len(deviations)))
    noise = (chance.standard_normal((_DRAWS_A_SWEEP // 2, len(deviations))) @ factor.T) * deviations
    return np.asarray(np.vstack([given.mean + noise, given.mean - noise]), dtype=np.float64)
