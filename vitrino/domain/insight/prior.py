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
    "hour": 0.30,
    "weekday": 0.15,
    "weekend": 0.12,
    "weekend_hour": 0.17,
    "weekday_hour": 0.10,
    "format": 0.40,
    "topic": 0.25,
    "length": 0.25,
    "switch": 0.25,
    "slow": 0.30,
    "month": 0.30,
}
# Blocks whose size isn't learned: mean and standard deviation of their coefficients.
FIXED = {"level": (0.0, 3.0), "followers": (0.0, 0.25), "industry": (0.4, 0.4)}
LAG_H, LAG_SPREAD = 3.0, 0.35
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
        self.learned = [block for block in blocks if block.name in SIZES]
        self.scales = np.array([SIZES[block.name] for block in self.learned])
        self.width = blocks[-1].columns.stop
        self.mean = np.zeros(self.width)
        self._varying = [block for block in blocks if block.scale is None]
        self._shape = np.ones(self.width)
        self._lag: float | None = None
        self._owner = np.full(self.width, len(self.learned))  # the last place stands for "not learned"
        for block in blocks:
            if block.scale is not None:
                self._shape[block.columns] = block.scale
            if block.name in FIXED:
                self.mean[block.columns], self._shape[block.columns] = FIXED[block.name]
        for place, block in enumerate(self.learned):
            self._owner[block.columns] = place

    def start(self) -> Sizes:
        return Sizes(np.log(self.scales * 0.6), np.log(LAG_H))

    def deviations(self, sizes: Sizes) -> Floats:
        """Prior standard deviation of every coefficient."""
        of_blocks = np.exp(np.append(sizes.log_sizes, 0.0))
        return np.asarray(of_blocks[self._owner] * self.shape(sizes.log_lag), dtype=np.float64)

    def shape(self, log_lag: float) -> Floats:
        """Standard deviations relative to the size of the block."""
        if log_lag != self._lag:
            self._lag = log_lag
            for block in self._varying:
                self._shape[block.columns] = _day_shape(block.columns.stop - block.columns.start, log_lag)
        return self._shape

    def log_density_of(self, place: int, log_size: Floats) -> Floats:
        """Of the log of one block's size: half-normal; up to a constant."""
        return np.asarray(log_size - 0.5 * np.exp(2 * log_size) / self.scales[place] ** 2, dtype=np.float64)

    def log_density_of_lag(self, log_lag: float) -> float:
        return float(-0.5 * ((log_lag - np.log(LAG_H)) / LAG_SPREAD) ** 2)


def _day_shape(columns: int, log_lag: float) -> Floats:
    """Matern 5/2 on the circle: the amplitudes of the day's waves, together of variance one (over all weekdays)."""
    repeats = 7 if columns % 7 == 0 and columns > 60 else 1
    waves = columns // repeats // 2
    turn = 2 * np.pi * np.arange(1, waves + 1) * np.exp(log_lag) / 24
    spectrum = (1 + turn**2 / (2 * _SMOOTHNESS)) ** -(_SMOOTHNESS + 0.5)
    amplitude = np.sqrt(spectrum / (2 * spectrum.sum()))
    return np.tile(amplitude, 2 * repeats)
