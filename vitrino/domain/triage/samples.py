"""Short messages to shops of thirteen trades, labelled by hand: what every shop starts from, and the report.

One file a trade: language, intents, urgency (0..3), text. No cue was changed because of them, and none may be: the
report would flatter the cues, and a shop nobody has seen would gain nothing (docs/reference/triage.md).
"""

from __future__ import annotations

import pkgutil
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from vitrino.domain.triage.judging import judge
from vitrino.domain.triage.learned import Example, Model, learn
from vitrino.domain.triage.names import Intent

SHOPS = (
    "bakery", "bicycles", "bookshop", "clothes", "driving_school", "electronics", "florist", "guesthouse",
    "hairdresser", "optician", "pets", "pizzeria", "toys",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sample:
    """A message of a shop with what a person says it is. urgency: 0..3."""

    shop: str
    language: str
    text: str
    intents: frozenset[Intent]
    urgency: int


@cache
def samples() -> tuple[Sample, ...]:
    """All of them, shop by shop."""
    return tuple(sample for shop in SHOPS for sample in _of(shop))


def example(sample: Sample) -> Example:
    """As learning takes it."""
    return Example(sample.text, sample.intents, judge(sample.text, language=sample.language))


@cache
def base_examples() -> tuple[Example, ...]:
    """What every shop starts from; its own corrections come after them and count more often."""
    return tuple(example(one) for one in samples())


@cache
def base_model() -> Model:
    """The model of a shop that has corrected nothing. Takes a second, once in a process."""
    return learn(base_examples())


def _of(shop: str) -> Iterator[Sample]:
    found = pkgutil.get_data("vitrino.domain.triage", f"labelled/{shop}.tsv") or b""
    for line in found.decode("utf-8").splitlines():
        language, intents, urgency, text = line.split("\t")
        yield Sample(shop, language, text, frozenset(map(Intent, intents.split(","))), int(urgency))
