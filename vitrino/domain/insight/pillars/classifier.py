"""A trained classifier: plain numbers that can be stored as JSON, and a label with the chance that it is right."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from vitrino.domain.insight.pillars.features import letters, plain, signs, words

# Below this the person is asked, with one click (INSIGHT.md 5).
SURE = 0.8
BLOCKS = ("words", "letters", "signs")
# How much each kind of feature may say.
SAY = {"words": 1.0, "letters": 1.0, "signs": 1.0}


@dataclass(frozen=True, slots=True)
class Label:
    """p: the chance that the label is right, as labels held back while training showed."""

    label: str
    p: float

    @property
    def is_sure(self) -> bool:
        return self.p >= SURE


@dataclass(frozen=True, slots=True)
class Classifier:
    """kinds: the labels. rarity: of each feature, seen in few texts = high. weights: of each feature, one per kind.

    base: of each kind. slope, lift: turn the lead of the best label into the chance that it is right.
    """

    kinds: tuple[str, ...]
    rarity: Mapping[str, float]
    weights: Mapping[str, tuple[float, ...]]
    base: tuple[float, ...]
    slope: float
    lift: float

    def label(self, text: str) -> Label:
        shares = softmax(self.scores(text))
        best = max(range(len(shares)), key=shares.__getitem__)
        # The best of several guesses is right at least as often as a draw by lot.
        by_lot = 1 / len(shares) if len(shares) > 1 else 0.0
        return Label(self.kinds[best], max(by_lot, chance(self.slope, self.lift, lead(shares))))

    def scores(self, text: str) -> list[float]:
        scores = list(self.base)
        for name, value in vector(text, self.rarity).items():
            for place, weight in enumerate(self.weights.get(name, ())):
                scores[place] += value * weight
        return scores

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Classifier:
        """Raises KeyError, TypeError for what is no stored classifier."""
        weights = {str(name): tuple(map(float, given)) for name, given in stored["weights"].items()}
        return cls(
            kinds=tuple(map(str, stored["kinds"])),
            rarity={str(name): float(value) for name, value in stored["rarity"].items()},
            weights=weights,
            base=tuple(map(float, stored["base"])),
            slope=float(stored["slope"]),
            lift=float(stored["lift"]),
        )


def vector(text: str, rarity: Mapping[str, float]) -> dict[str, float]:
    """The text's features, each kind of them with the same length; those never seen while training are left out."""
    made: dict[str, float] = {}
    for block, found in blocks(text).items():
        made |= _to_length({name: value * rarity[name] for name, value in found.items() if name in rarity}, SAY[block])
    return made


def blocks(text: str) -> dict[str, dict[str, float]]:
    """Features by kind; the second mention of a word counts for less than the first."""
    text = plain(text)
    return {"words": _damped(words(text)), "letters": _damped(letters(text)), "signs": signs(text)}


def softmax(scores: list[float]) -> list[float]:
    top = max(scores)
    raised = [math.exp(score - top) for score in scores]
    return [one / sum(raised) for one in raised]


def lead(shares: list[float]) -> float:
    """Log odds of the best label against all others."""
    best = min(max(shares), 1 - 1e-9)
    return math.log(best / (1 - best))


def chance(slope: float, lift: float, lead: float) -> float:
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, slope * lead + lift))))


def _damped(counts: Counter[str]) -> dict[str, float]:
    return {name: 1 + math.log(count) for name, count in counts.items()}


def _to_length(found: dict[str, float], length: float) -> dict[str, float]:
    norm = math.sqrt(sum(value * value for value in found.values()))
    return {name: length * value / norm for name, value in found.items()} if norm else {}
