"""Pillars from few labels: `python -m benchmarks.insight.pillars [repeats] [seed]`.

Corporate tweets labelled by people as information, action or dialogue (Figure Eight, CC BY 4.0): 15 to 400 of them are
labelled, the pillar of 600 others is guessed. Beside it the most frequent pillar and keyword rules. Then the same with
the labels shuffled, where being sure would be a lie. Standard errors in brackets.
"""

from __future__ import annotations

import csv
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from time import process_time

import numpy as np

from vitrino.domain.insight.pillars import SURE, Label, train
from vitrino.domain.insight.pillars.features import plain, signs

SIZES = (15, 30, 50, 150, 400)
TESTED = 600
FILE = Path(__file__).parents[3] / "shared" / "data" / "insight" / "Corporate-messaging-DFE.csv"
Labelled = Sequence[tuple[str, str]]
Guess = Callable[[str], Label]


def main(worlds: int, seed: int) -> int:
    """worlds: repeats of each row."""
    if not FILE.is_file():
        print(f"skipped: the public data are not at {FILE}")
        return 0
    texts = tweets(FILE)
    print(f"{len(texts):,} tweets, {worlds} repeats a row, seed {seed}, {TESTED} guessed each time")
    for size in SIZES:
        _row(texts, size, worlds, seed)
    _row(texts, 150, worlds, seed, shuffled=True)
    return 0


def tweets(file: Path) -> list[tuple[str, str]]:
    """Text and label; what the labellers excluded is left out."""
    with file.open(encoding="latin-1", newline="") as opened:
        return [(row["text"], row["category"]) for row in csv.DictReader(opened) if row["category"] != "Exclude"]


def ours(labelled: Labelled) -> Guess:
    return train(labelled).label


def most_frequent(labelled: Labelled) -> Guess:
    ((label, count),) = Counter(label for _text, label in labelled).most_common(1)
    return lambda text: Label(label, count / len(labelled))


def keyword_rules(labelled: Labelled) -> Guess:
    """Replies and thanks are dialogue, calls to act are action, the rest is information."""

    def guess(text: str) -> Label:
        found = signs(plain(text)).keys()
        if found & {"!reply", "!sorry", "!thanks"}:
            return Label("Dialogue", 1.0)
        return Label("Action" if "!act" in found and "!link" in found else "Information", 1.0)

    return guess


METHODS: dict[str, Callable[[Labelled], Guess]] = {
    "ours": ours, "most frequent": most_frequent, "keyword rules": keyword_rules
}  # fmt: skip


def _row(texts: Labelled, size: int, repeats: int, seed: int, *, shuffled: bool = False) -> None:
    rng = np.random.default_rng((seed, size))
    figures: dict[str, list[tuple[float, ...]]] = {method: [] for method in METHODS}
    seconds = 0.0
    for _ in range(repeats):
        order = rng.permutation(len(texts))
        labels = [texts[place][1] for place in (rng.permutation(order) if shuffled else order)]
        drawn = [(texts[place][0], label) for place, label in zip(order, labels, strict=True)]
        labelled, asked = drawn[:size], drawn[size : size + TESTED]
        for method, learn in METHODS.items():
            began = process_time()
            guess = learn(labelled)
            seconds += process_time() - began if method == "ours" else 0.0
            figures[method].append(_judged([guess(text) for text, _ in asked], [label for _, label in asked]))
    print(f"\n{size} labels{', shuffled' if shuffled else ''} (trained in {seconds / repeats:.2f} s)")
    for method, found in figures.items():
        print(f"  {method:14} {_summed(np.array(found))}")


def _judged(guesses: Sequence[Label], labels: Sequence[str]) -> tuple[float, ...]:
    """accuracy, macro-F1, share sure, accuracy when sure."""
    right = np.array([guess.label == label for guess, label in zip(guesses, labels, strict=True)])
    sure = np.array([guess.p >= SURE for guess in guesses])
    return right.mean(), _macro_f1(guesses, labels), sure.mean(), right[sure].mean() if sure.any() else np.nan


def _macro_f1(guesses: Sequence[Label], labels: Sequence[str]) -> float:
    scores = []
    for kind in sorted(set(labels)):
        hits = sum(guess.label == kind == label for guess, label in zip(guesses, labels, strict=True))
        said, there = sum(guess.label == kind for guess in guesses), labels.count(kind)
        scores.append(2 * hits / (said + there) if said + there else 0.0)
    return float(np.mean(scores))


def _summed(found: np.ndarray) -> str:
    names = ("accuracy", "macro-F1", "sure", "right when sure")
    return ", ".join(f"{name} {_mean(column)}" for name, column in zip(names, found.T, strict=True))


def _mean(column: np.ndarray) -> str:
    known = column[~np.isnan(column)]
    if not len(known):
        return "never"
    return f"{known.mean():.2f} (±{known.std(ddof=1) / np.sqrt(len(known)) if len(known) > 1 else 0:.2f})"


if __name__ == "__main__":
    given = [int(one) for one in sys.argv[1:]]
    raise SystemExit(main(*given, *(12, 5)[len(given) :]))
