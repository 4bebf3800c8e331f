"""What a shop's own corrections teach triage: weights of words for each intent, pulled away from the cues by examples.

    model = learn([Example("Macie jeszcze abonament?", frozenset({Intent.PURCHASE})), …])
    better = consult(model, text, judge(text))

A logistic regression for each intent that was corrected often enough. Without examples it says what the cues say; where
it isn't sure either way it says nothing. Every opinion comes with the words that made the difference. It adds and
doubts intents; urgency that comes from words of danger, law or fraud stays, whatever was learnt.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from vitrino.domain.matcher import fold
from vitrino.domain.triage.features import Features, features_of
from vitrino.domain.triage.judging import LONGEST_TEXT, Reason, Sign, Triage
from vitrino.domain.triage.names import URGENCY, Alarm, Intent

LEARNED = "learned"
# Below this many examples on either side nothing is learnt about an intent.
FEWEST = 3
# The newest examples count; more would cost time and speak of old habits.
MOST_EXAMPLES = 1_200
MOST_WORDS = 800
# What a shop itself said counts this often beside the samples every shop starts from.
OWN_COUNTS = 3
EPOCHS = 12
# From here on it says yes, from there on no; in between it says nothing.
SURE, NOT = 0.5, 0.15
WORDS_SHOWN = 3
# What may harm somebody is never doubted.
KEPT = frozenset({Intent.THREAT, Intent.HATE, Intent.ABUSE})
_CUE, _BIAS = 3.0, -1.8
_RATE, _PULL, _SMALL = 0.6, 0.004, 0.03
_MOST_BOOST = 3.0
_LIGHTEST = 0.02


@dataclass(frozen=True, slots=True)
class Example:
    """A message, and what somebody said it is."""

    text: str
    intents: frozenset[Intent]
    found: Triage = field(default_factory=Triage)


@dataclass(frozen=True, slots=True)
class Model:
    """Intent -> feature -> weight; only what differs from the cues alone. "" is the weight of having no sign."""

    weights: Mapping[Intent, Mapping[str, float]] = field(default_factory=dict)

    def chance(self, intent: Intent, features: Features) -> float:
        """0..1 that a message with these features is this."""
        own = self.weights[intent]
        return _squash(sum(own.get(name, _before(name, intent)) for name in ("", *features)))


def learn(examples: Sequence[Example]) -> Model:
    """A model from examples, the newest last. Takes about a second for the most that are read."""
    newest = examples[-MOST_EXAMPLES:]
    names = _shared([features_of(one.text, one.found.intents) for one in newest])
    read = [(known, one.intents) for known, one in zip(names, newest, strict=True)]
    enough = (intent for intent in Intent if FEWEST <= sum(intent in said for _, said in read) <= len(read) - FEWEST)
    return Model({intent: _weights(intent, read) for intent in enough})


def consult(model: Model, text: str, found: Triage) -> Triage:
    """What the cues found, with what was learnt: more intents, and others doubted."""
    features = features_of(text[:LONGEST_TEXT], found.intents)
    signs = {sign.intent: sign for sign in found.signs}
    doubted: list[Sign] = []
    for intent in model.weights:
        chance = model.chance(intent, features)
        if chance >= SURE and intent not in signs:
            sign = _sign(model, intent, text, features, yes=True)
            # Without a word to show for it, it would be a guess by length or by what else was found.
            signs |= {intent: sign} if sign.words else {}
        elif chance <= NOT and intent in signs and intent not in KEPT and signs[intent].rule != "rating":
            del signs[intent]
            doubted.append(_sign(model, intent, text, features, yes=False))
    ordered = tuple(signs[intent] for intent in Intent if intent in signs)
    return _reweighed(replace(found, signs=ordered, doubted=tuple(doubted)))


def to_json(model: Model) -> dict[str, dict[str, float]]:
    return {intent.value: dict(words) for intent, words in model.weights.items()}


def from_json(stored: Mapping[str, Mapping[str, Any]]) -> Model:
    """The reverse; intents nobody knows any more are left out."""
    known = {one.value for one in Intent}
    return Model(
        {Intent(name): {word: float(weight) for word, weight in words.items()}
         for name, words in stored.items() if name in known}
    )  # fmt: skip


def _weights(intent: Intent, read: Sequence[tuple[list[str], frozenset[Intent]]]) -> dict[str, float]:
    """Gradient descent from what the cues say, always in the same order, pulled back a little at every step."""
    weights = {name: _before(name, intent) for names, _ in read for name in names}
    before = dict(weights)
    count = sum(intent in said for _, said in read)
    # Rare intents weigh as much as the rest, up to a limit.
    boost = min(_MOST_BOOST, math.sqrt((len(read) - count) / count))
    for epoch in range(EPOCHS):
        rate = _RATE / (1 + epoch / 4)
        for names, said in read:
            chance = _squash(sum([weights[name] for name in names]))
            wrong = boost * (1 - chance) if intent in said else -chance
            if abs(wrong) > _SMALL:
                step = rate * wrong / math.sqrt(len(names))
                for name in names:
                    weights[name] += step - rate * _PULL * (weights[name] - before[name])
    return _heaviest(weights, intent)


def _shared(read: Sequence[Features]) -> list[list[str]]:
    """The features of each message that stand in another one too: of the others nothing can be learnt."""
    counts = Counter(name for features in read for name in features)
    return [["", *(name for name in features if counts[name] > 1)] for features in read]


def _heaviest(weights: Mapping[str, float], intent: Intent) -> dict[str, float]:
    """What differs most from the cues; what hardly matters is forgotten."""
    moved = {name: abs(weight - _before(name, intent)) for name, weight in weights.items()}
    kept = sorted((name for name in weights if moved[name] >= _LIGHTEST), key=lambda name: (-moved[name], name))
    return {name: round(weights[name], 3) for name in dict.fromkeys(("", *kept[:MOST_WORDS]))}


def _before(name: str, intent: Intent) -> float:
    """What a feature says before anything was learnt."""
    if name == "":
        return _BIAS
    return _CUE if name == f"cue:{intent.value}" else 0.0


def _sign(model: Model, intent: Intent, text: str, features: Features, *, yes: bool) -> Sign:
    """With the words that speak most for it, or against it."""
    own = model.weights[intent]
    towards = 1.0 if yes else -1.0
    placed = [name for name, places in features.items() if places and own.get(name, 0.0) * towards > _LIGHTEST]
    telling = sorted(placed, key=lambda name: -own[name] * towards)
    folded = fold(text[:LONGEST_TEXT])
    spans: list[tuple[int, int]] = []
    for name in telling:
        span = folded.span(*features[name][0])
        if not any(span[0] < end and start < span[1] for start, end in spans):
            spans.append(span)
    words = tuple(sorted(spans[:WORDS_SHOWN]))
    start, end = words[0] if words else (0, 0)
    return Sign(intent, start, end, LEARNED, words)


def _reweighed(triage: Triage) -> Triage:
    """Reasons that follow from an intent go and come with it; those that stand in words stay."""
    reasons = [one for one in triage.reasons if one.alarm is not Alarm.COMPLAINT]
    alarms = {Intent.COMPLAINT: Alarm.COMPLAINT, Intent.THREAT: Alarm.THREAT}
    present = {one.alarm for one in reasons}
    reasons += [Reason(alarm) for intent, alarm in alarms.items() if intent in triage.intents and alarm not in present]
    ordered = tuple(sorted(reasons, key=lambda one: -URGENCY[one.alarm]))
    urgency = max((URGENCY[one.alarm] for one in reasons), default=0)
    return replace(triage, reasons=ordered, urgency=urgency)


def _squash(total: float) -> float:
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))
