"""Counts of any size are weighed exactly, luck integrated out."""

from __future__ import annotations

from math import lgamma

import numpy as np
import pytest

from vitrino.domain.insight.likelihood import information, on_grid, slopes


def log_likelihood(count: float, mean: float, spread: float) -> float:
    """The same integral by brute force: a hundred thousand steps."""
    rates = np.linspace(min(mean, np.log(count + 0.1)) - 25, max(mean, np.log(count + 1)) + 8, 100_001)
    poisson = count * rates - np.exp(rates) - lgamma(count + 1)
    student = -3 * np.log1p(((rates - mean) / spread) ** 2 / 5) - np.log(spread)
    return float(np.log(np.exp(poisson + student).sum() * (rates[1] - rates[0])))


@pytest.mark.parametrize("count", [0.0, 1.0, 7.0, 400.0])
@pytest.mark.parametrize(("mean", "spread"), [(0.5, 0.4), (2.0, 0.8), (6.0, 1.2)])
def test_slopes_are_those_of_the_exact_likelihood(count: float, mean: float, spread: float) -> None:
    found = slopes(on_grid(np.array([count])), np.array([mean]), spread)
    step = 1e-4
    by_mean = (log_likelihood(count, mean + step, spread) - log_likelihood(count, mean - step, spread)) / 2 / step
    wider, narrower = spread * np.exp(step), spread * np.exp(-step)
    by_spread = (log_likelihood(count, mean, wider) - log_likelihood(count, mean, narrower)) / 2 / step
    assert found.by_mean[0] == pytest.approx(by_mean, abs=0.02)
    assert found.by_log_spread[0] == pytest.approx(by_spread, abs=0.02)


def test_a_large_count_tells_more_than_a_small_one_and_none_tells_everything() -> None:
    small, large = information(np.array([-1.0, 8.0]), 0.7)
    assert small < 0.4 < large < 0.7**-2
