"""How large effects usually are, before a single post of this shop is read.

Each block's size has a half-normal prior, taken from what ten public accounts showed (INSIGHT.md 2). The day's curve
also has a length in hours over which it changes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from vitrino.domain.insight.features import Block
from vitrino.domain.insight.likelihood import Floats

# Block: the half-normal prior's scale of its standard deviation, in logs.
SIZES = {
    "hour": 0.35,
    "weekday": 0.15,
    "weekend": 0.15,
    "weekend_hour": 0.20,
    "weekday_hour": 0.10,
    "format": 0.40,
    "topic": 0.25,
    "length": 0.25,
    "switch": 0.25,
    "slow": 0.30,
    "month": 0.30,
}
# Blocks whose size isn't learned: mean and standard deviation of their coefficients.
FIXED = {"level": (0.0, 3.0), "followers": (0.0, 0.25), "industry": (0.5, 0.5)}
LAG_H, LAG_SPREAD = 2.7, 0.3
LUCK, LUCK_SPREAD = 0.7, 0.5
_SMOOTHNESS = 2.5


@dataclass(frozen=True, slots=True)
class Sizes:
    """log_sizes: one for each learned block, in order. log_lag: of the day's curve, in hours."""

    log_sizes: Floats
    log_lag: float


class Prior:
    """The prior of the coefficients of one design, for any sizes of its blocks."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self.blocks = blocks
        self.learned = [block for block in blocks if block.name in SIZES]
        self.scales = np.array([SIZES[block.name] for block in self.learned])
        self.width = blocks[-1].columns.stop
        self.mean = np.zeros(self.width)
        self._fixed = np.ones(self.width)
        for block in blocks:
            if block.name in FIXED:
                self.mean[block.columns], self._fixed[block.columns] = FIXED[block.name]

    def start(self) -> Sizes:
        return Sizes(np.log(self.scales * 0.6), np.log(LAG_H))

    def deviations(self, sizes: Sizes) -> Floats:
        """Prior standard deviation of every coefficient."""
        deviations = self._fixed.copy()
        for block, log_size in zip(self.learned, sizes.log_sizes, strict=True):
            deviations[block.columns] = np.exp(log_size) * self.shape(block, sizes.log_lag)
        return deviations

    def shape(self, block: Block, log_lag: float) -> Floats:
        """A block's standard deviations relative to its size."""
        if block.scale is not None:
            return block.scale
        columns = block.columns.stop - block.columns.start
        return _day_shape(columns, log_lag)

    def log_density(self, sizes: Sizes) -> float:
        """Of the logs of the sizes, up to a constant."""
        half_normal = -0.5 * np.exp(2 * sizes.log_sizes) / self.scales**2 + sizes.log_sizes
        return float(half_normal.sum() - 0.5 * ((sizes.log_lag - np.log(LAG_H)) / LAG_SPREAD) ** 2)


def _day_shape(columns: int, log_lag: float) -> Floats:
    """Matern 5/2 on the circle: the amplitudes of the day's waves, together of variance one (over all weekdays)."""
    repeats = 7 if columns % 7 == 0 and columns > 60 else 1
    waves = columns // repeats // 2
    turn = 2 * np.pi * np.arange(1, waves + 1) * np.exp(log_lag) / 24
    spectrum = (1 + turn**2 / (2 * _SMOOTHNESS)) ** -(_SMOOTHNESS + 0.5)
    amplitude = np.sqrt(spectrum / (2 * spectrum.sum()))
    return np.tile(amplitude, 2 * repeats)
