"""Learning a shop's pillars from few labels, and learning on labels held back how far the result can be trusted."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Sequence

import numpy as np

from vitrino.domain.insight.one_thread import on_one_thread
from vitrino.domain.insight.pillars.classifier import Classifier, blocks, chance, lead, vector
from vitrino.domain.insight.pillars.softmax import Floats, Whole, chances, fit

# The newest labels; more would take minutes and hardly tell more.
MOST_LABELS = 1_500
_FOLDS = 5
_PENALTIES = (0.03, 0.1, 0.3)
# Rare pillars get more say than their number, as they would else never be named.
_BALANCE = 0.8
# A constant feature, so that frequent pillars are likelier from the start.
_CONSTANT = 1.0
# Before anything is held back: a lead is worth about what it says, and luck is assumed to have helped.
_USUAL_SLOPE, _USUAL_LIFT, _SPREAD = 1.0, -0.3, 0.5
# With fewer labels than this nothing can be held back that would tell how far to trust the rest.
_FEWEST_TO_TRUST = 10
_UNSURE_LIFT = -2.0


def train(labelled: Sequence[tuple[str, str]]) -> Classifier:
    """labelled: (text, label), oldest first. Raises ValueError when there are none.

    With one label only, everything gets it, unsurely. The same labels give the same classifier.
    """
    if not labelled:
        raise ValueError("At least one labelled text is needed.")
    return _train(labelled[-MOST_LABELS:])


@on_one_thread
def _train(labelled: Sequence[tuple[str, str]]) -> Classifier:
    kinds = tuple(sorted({label for _text, label in labelled}))
    labels = np.array([kinds.index(label) for _text, label in labelled])
    rarity = _rarity([text for text, _label in labelled])
    vectors = [vector(text, rarity) for text, _label in labelled]
    likeness = _likeness(vectors)
    if len(kinds) == 1:
        return Classifier(kinds, {}, {}, (0.0,), 0.0, 0.0)
    penalty, leads, right = _held_back(likeness, labels, len(kinds))
    slope, lift = _trust(leads, right) if len(labels) >= _FEWEST_TO_TRUST else (_USUAL_SLOPE, _UNSURE_LIFT)
    found = fit(likeness, labels, len(kinds), penalty, _BALANCE)
    weights, base = _weights(vectors, found)
    return Classifier(kinds, rarity, weights, base, slope, lift)


def _rarity(texts: Sequence[str]) -> dict[str, float]:
    """Of words and letters: 1 + log of how seldom. Signs count alike, seldom or not."""
    seen: Counter[str] = Counter()
    alike: set[str] = set()
    for text in texts:
        for block, found in blocks(text).items():
            seen.update(found.keys())
            alike |= found.keys() if block == "signs" else set()
    return {name: 1.0 if name in alike else 1 + math.log((1 + len(texts)) / (1 + count))
            for name, count in seen.items()}  # fmt: skip


def _likeness(vectors: Sequence[dict[str, float]]) -> Floats:
    """Products of all pairs of texts, feature by feature: the table of features itself would be mostly empty."""
    has: defaultdict[str, list[tuple[int, float]]] = defaultdict(list)
    for place, one in enumerate(vectors):
        for name, value in one.items():
            has[name].append((place, value))
    table = np.full((len(vectors), len(vectors)), _CONSTANT)
    for found in has.values():
        places = np.array([place for place, _ in found])
        values = np.array([value for _, value in found])
        table[np.ix_(places, places)] += np.outer(values, values)
    return table


def _held_back(likeness: Floats, labels: Whole, kinds: int) -> tuple[float, Floats, Floats]:
    """The penalty that does best on labels held back; the lead of each such guess, and whether it was right."""
    fold = _folds(labels)
    tried = {penalty: _guesses(likeness, labels, kinds, fold, penalty) for penalty in _PENALTIES}
    everyone = np.arange(len(labels))
    losses = {penalty: -float(np.log(shares[everyone, labels] + 1e-9).mean()) for penalty, shares in tried.items()}
    best = min(losses, key=losses.__getitem__)
    shares = tried[best]
    leads = np.array([lead(list(row)) for row in shares])
    return best, leads, (shares.argmax(axis=1) == labels).astype(float)


def _folds(labels: Whole) -> Whole:
    """Every pillar is spread over the folds."""
    fold = np.empty(len(labels), dtype=np.intp)
    fold[np.argsort(labels, kind="stable")] = np.arange(len(labels)) % min(_FOLDS, len(labels))
    return fold


def _guesses(likeness: Floats, labels: Whole, kinds: int, fold: Whole, penalty: float) -> Floats:
    shares = np.empty((len(labels), kinds))
    for one in np.unique(fold):
        kept, out = np.flatnonzero(fold != one), np.flatnonzero(fold == one)
        found = fit(likeness[np.ix_(kept, kept)], labels[kept], kinds, penalty, _BALANCE)
        shares[out] = chances(likeness[np.ix_(out, kept)] @ found)
    return shares


def _trust(leads: Floats, right: Floats) -> tuple[float, float]:
    """Slope and lift that turn leads into chances (Platt 1999), drawn to the usual ones; Newton's method."""
    table = np.column_stack([leads, np.ones(len(leads))])
    usual = np.array([_USUAL_SLOPE, _USUAL_LIFT])
    found = usual.copy()
    for _ in range(25):
        p = np.array([chance(1.0, 0.0, score) for score in table @ found])
        slope = table.T @ (p - right) + (found - usual) / _SPREAD**2
        curve = (table.T * (p * (1 - p))) @ table + np.eye(2) / _SPREAD**2
        found = found - np.linalg.solve(curve, slope)
    return max(0.0, float(found[0])), float(found[1])


def _weights(
    vectors: Sequence[dict[str, float]], found: Floats
) -> tuple[dict[str, tuple[float, ...]], tuple[float, ...]]:
    """From weights of texts to weights of features, rounded: they are stored."""
    weights: defaultdict[str, Floats] = defaultdict(lambda: np.zeros(found.shape[1]))
    for one, row in zip(vectors, found, strict=True):
        for name, value in one.items():
            weights[name] = weights[name] + value * row
    rounded = {name: tuple(round(float(value), 5) for value in row) for name, row in weights.items()}
    return rounded, tuple(float(value) for value in _CONSTANT * found.sum(axis=0))
