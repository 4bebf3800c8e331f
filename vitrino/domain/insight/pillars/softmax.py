"""Multinomial logistic regression on a table of likenesses: as many unknowns as labelled texts, however many words."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Whole = NDArray[np.intp]

# Half the identity lies above every curvature of the softmax (Böhning 1992), so each round can only improve.
_CURVATURE = 0.5
_ROUNDS = 80


def fit(likeness: Floats, labels: Whole, kinds: int, penalty: float, balance: float) -> Floats:
    """Weights of the labelled texts, texts x kinds: scores of other texts are their likeness @ weights.

    likeness: texts x texts, symmetric, no negative eigenvalues. penalty: of squared weights. balance: 0 counts texts
    as they are, 1 gives every kind the same say.
    """
    root = np.sqrt(_say(labels, kinds, balance))[:, np.newaxis]
    depth, basis = np.linalg.eigh(likeness * root * root.T)
    depth = np.maximum(depth, 0.0)[:, np.newaxis]
    wanted = np.eye(kinds)[labels]
    weights = np.zeros((len(labels), kinds))
    for _ in range(_ROUNDS):
        scores = basis @ (depth * weights) / root
        slope = basis.T @ (root * (chances(scores) - wanted))
        weights = (_CURVATURE * depth * weights - slope) / (_CURVATURE * depth + penalty)
    found: Floats = root * (basis @ weights)
    return found


def chances(scores: Floats) -> Floats:
    """Softmax of each row."""
    raised = np.exp(scores - scores.max(axis=1, keepdims=True))
    shares: Floats = raised / raised.sum(axis=1, keepdims=True)
    return shares


def _say(labels: Whole, kinds: int, balance: float) -> Floats:
    counts = np.bincount(labels, minlength=kinds).clip(1)
    say = (len(labels) / counts[labels]) ** balance
    weights: Floats = say / say.mean()
    return weights
