"""How well triage reads messages of a shop it has never seen: learnt from all shops but one, tried on that one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from vitrino.domain.triage.learned import OWN_COUNTS, Example, Model, consult, learn
from vitrino.domain.triage.names import Intent

# What somebody says it is, and what triage says.
Pair = tuple[frozenset[Intent], frozenset[Intent]]


@dataclass(frozen=True, slots=True)
class Score:
    """Of one intent. count: messages that really are it. precision: None where it was never said."""

    intent: Intent
    count: int
    precision: float | None
    recall: float
    f1: float


@dataclass(frozen=True, slots=True)
class Outcome:
    """What triage said about the messages of one shop, or of several."""

    pairs: tuple[Pair, ...]

    @property
    def scores(self) -> list[Score]:
        """Of the intents that occur."""
        return [score for intent in Intent if (score := self._score(intent)).count]

    @property
    def macro_f1(self) -> float:
        """The mean over the intents that occur: a rare one counts as much as a frequent one."""
        scores = self.scores
        return sum(score.f1 for score in scores) / len(scores) if scores else 0.0

    @property
    def coverage(self) -> float:
        """The share of messages about which triage says anything; of the rest it says that it doesn't know."""
        return sum(bool(said) for _, said in self.pairs) / len(self.pairs) if self.pairs else 0.0

    def _score(self, intent: Intent) -> Score:
        right = sum(intent in truth and intent in said for truth, said in self.pairs)
        count = sum(intent in truth for truth, _ in self.pairs)
        told = sum(intent in said for _, said in self.pairs)
        f1 = 2 * right / (count + told) if count + told else 0.0
        return Score(intent, count, right / told if told else None, right / count if count else 0.0, f1)


@dataclass(frozen=True, slots=True)
class Unseen:
    """One shop that was left out: by the cues alone, with what the others taught, and with some own corrections too.

    Own corrections are tried on the other half of the shop's messages only; `half` is the second outcome on that half.
    """

    shop: str
    cues: Outcome
    learned: Outcome
    half: Outcome
    corrected: Outcome


def leave_one_out(shops: Mapping[str, Sequence[Example]], own: int = 20) -> Iterator[Unseen]:
    """One shop after the other. own: how many corrections of its own the shop makes for the last column."""
    for shop, theirs in shops.items():
        others = [example for name, examples in shops.items() if name != shop for example in examples]
        model = learn(others)
        first, second = theirs[::2][:own], theirs[1::2]
        taught = learn([*others, *list(first) * OWN_COUNTS])
        yield Unseen(shop, by_cues(theirs), by(model, theirs), by(model, second), by(taught, second))


def by_cues(examples: Iterable[Example]) -> Outcome:
    return Outcome(tuple((one.intents, frozenset(one.found.intents)) for one in examples))


def by(model: Model, examples: Iterable[Example]) -> Outcome:
    return Outcome(tuple((one.intents, frozenset(consult(model, one.text, one.found).intents)) for one in examples))


def together(outcomes: Iterable[Outcome]) -> Outcome:
    return Outcome(tuple(pair for outcome in outcomes for pair in outcome.pairs))
