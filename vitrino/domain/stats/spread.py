"""Distributions in closed form: the same data always give the same answer."""

from __future__ import annotations

from statistics import NormalDist

_NORMAL = NormalDist()


def t_quantile(p: float, freedom: int) -> float:
    """Student's t quantile by Cornish and Fisher's expansion; within 1 % for freedom >= 5 and p <= 0.995."""
    z = _NORMAL.inv_cdf(p)
    first = (z**3 + z) / 4
    second = (5 * z**5 + 16 * z**3 + 3 * z) / 96
    third = (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384
    return z + first / freedom + second / freedom**2 + third / freedom**3
