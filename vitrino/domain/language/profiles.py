"""What a language looks like: its everyday words and the runs of letters in them, as logarithms of likelihoods.

The words are data, a file a language in `words/`: what customers write most, then what stands most often in the
catalogues of translations of Django (BSD-3-Clause). The earlier a word, the more it weighs.
"""

from __future__ import annotations

import math
import pkgutil
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

CYRILLIC = ("uk", "ru", "be", "bg", "sr")
LATIN = (
    "en", "pl", "eo", "de", "cs", "sk", "hr", "sl", "hu", "ro", "fr", "es", "it", "pt", "ca", "nl", "sv", "nb", "da",
    "fi", "et", "lt", "lv", "tr", "sq",
)  # fmt: skip
_LONGEST = 4
# How much a run gains over one that is never seen, for each time it stands in 10,000 runs.
_SEEN = 2.0


@dataclass(frozen=True)
class Profiles:
    """runs: for each run of letters the languages (places in `languages`) it is seen in, with its gain over not being
    seen. words: the same for whole words."""

    languages: tuple[str, ...]
    runs: dict[str, tuple[tuple[int, float], ...]]
    words: dict[str, tuple[tuple[int, float], ...]]


@cache
def profiles(languages: tuple[str, ...]) -> Profiles:
    """Made once from the lists of words, in some ten milliseconds."""
    runs: dict[str, dict[int, float]] = defaultdict(dict)
    words: dict[str, dict[int, float]] = defaultdict(dict)
    for place, language in enumerate(languages):
        counts = _counts(language)
        for run, count in counts.items():
            runs[run][place] = math.log(1 + count * _SEEN)
        for rank, word in enumerate(_words(language)):
            words[word][place] = math.log(1 + 40 / (1 + rank / 40))
    return Profiles(languages, _frozen(runs), _frozen(words))


def runs_in(word: str) -> Iterator[str]:
    """Every run of two to four letters, the borders of the word counted as one: " the ", " th", "he "."""
    padded = f" {word} "
    for length in range(2, _LONGEST + 1):
        for start in range(len(padded) - length + 1):
            yield padded[start : start + length]


def _words(language: str) -> list[str]:
    content = pkgutil.get_data(__package__, f"words/{language}.txt") or b""
    return content.decode("utf-8").split()


def _counts(language: str) -> dict[str, float]:
    """How often each run stands in 10,000, the first words counting more."""
    counts: dict[str, float] = defaultdict(float)
    for rank, word in enumerate(_words(language)):
        for run in runs_in(word):
            counts[run] += 1 / (1 + rank / 60)
    total = sum(counts.values())
    return {run: count / total * 10_000 for run, count in counts.items()}


def _frozen(found: dict[str, dict[int, float]]) -> dict[str, tuple[tuple[int, float], ...]]:
    return {key: tuple(by_language.items()) for key, by_language in found.items()}
