"""How well the generated Polish forms agree with Morfeusz 2: `python -m vitrino.domain.tests.oracle [FILE]`.

FILE holds one name a line; without it, the held-out names beside this file are measured. Morfeusz knows dictionary
words only, so it can judge the rules but not replace them. Three figures a group:

token recall: of the tokens by which a text names the lemma, the share whose form is made. No corpus may be shipped,
    so each form counts as often as its case occurs. CASES are rounded estimates, not counts: the nominative is set so
    that the bare name covers about the 46 % of tokens measured on 970,614 tokens of Polish reviews, titles and tweets;
    of the others the genitive is the most frequent, then accusative and locative; dative and vocative are rare.
table recall: the same with every form of the table counting once, so that no estimate enters.
precision: of the generated forms that are dictionary words (whatever their capitals), the share that belongs to the
    lemma. A form that is only another lemma's (a homonym's) counts as wrong.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import morfeusz2

from vitrino.domain.names import forms

CASES = {"nom": 0.38, "gen": 0.30, "acc": 0.13, "loc": 0.10, "inst": 0.06, "dat": 0.025, "voc": 0.005}
# Names stand in the plural seldom, common nouns more often.
SINGULAR_OF_NAMES, SINGULAR_OF_NOUNS = 0.95, 0.75
# Women's surnames that never change; most tokens of such a name are of the man's, or written with a first name.
RARE_READING = 0.15
NAMES = Path(__file__).with_name("polish_names.txt")
NOUNS = ("ka", "cons")


@dataclass(frozen=True)
class Agreement:
    """Shares 0..1 of one group of names."""

    names: int
    token_recall: float
    table_recall: float
    precision: float


@dataclass(frozen=True)
class Reading:
    """One form of one lexeme: its numbers and cases."""

    text: str
    lexeme: str
    numbers: tuple[str, ...]
    cases: tuple[str, ...]
    is_usual: bool


def all_forms(name: str) -> list[str]:
    """What `vitrino watch forms NAME --lang pl` writes."""
    return [form.text for form in forms([name], ["pl"])]


def agreement(names: Iterable[str], generate: Callable[[str], Iterable[str]], *, singular: float) -> Agreement:
    """Measure a generator; names Morfeusz doesn't inflect as nouns are passed over."""
    recalls, known, expected, right, words = [], 0, 0, 0, 0
    for name in names:
        weights = _weights(readings(name), singular)
        if not weights:
            continue
        made = {_plain(form) for form in generate(name)} | {_plain(name)}
        recalls.append(sum(weight for form, weight in weights.items() if form in made) / sum(weights.values()))
        truth = {_plain(reading.text) for reading in readings(name)}
        known, expected = known + len(truth & made), expected + len(truth)
        hit = {form for form in made if form in truth or is_word(form)}
        right, words = right + len(hit & truth), words + len(hit)
    return Agreement(len(recalls), sum(recalls) / len(recalls), known / expected, right / words)


@cache
def readings(name: str) -> tuple[Reading, ...]:
    """Every form Morfeusz makes of the noun, archaic ones left out."""
    return tuple(_readings(name))


def is_word(form: str) -> bool:
    """Whether the dictionary knows it, whatever its capitals."""
    found = _analyser().analyse(form)
    return any(start == 0 and end == 1 and tag != "ign" and _spans(found) == 1
               for start, end, (_, _, tag, _, _) in found)  # fmt: skip


def held_out(group: str) -> list[str]:
    """The names of one group that the rules were not tuned on."""
    lines = NAMES.read_text(encoding="utf-8").splitlines()
    return [line.partition("|")[2] for line in lines if line.startswith(f"{group}|")]


def main() -> int:
    if len(sys.argv) > 1:
        names = Path(sys.argv[1]).read_text(encoding="utf-8").split("\n")
        _print("given", [name.strip() for name in names if name.strip()], SINGULAR_OF_NAMES)
        return 0
    everyone = [name for group in ("geo", "surname", "first", "org") for name in held_out(group)]
    _print("proper names", everyone, SINGULAR_OF_NAMES)
    for group in ("geo", "surname", "first", "org", *NOUNS):
        _print(group, held_out(group), SINGULAR_OF_NOUNS if group in NOUNS else SINGULAR_OF_NAMES)
    return 0


def _print(group: str, names: list[str], singular: float) -> None:
    found = agreement(names, all_forms, singular=singular)
    sys.stdout.write(f"{group:>12}: {found.names:4} names, token recall {found.token_recall:.4f}, table recall "
                     f"{found.table_recall:.4f}, precision {found.precision:.4f}\n")  # fmt: skip


def _readings(name: str) -> Iterator[Reading]:
    for text, lemma, tag, _labels, marks in _generator().generate(name):
        part, *features = tag.split(":")
        if part in ("subst", "depr") and lemma.partition(":")[0] == name and not any("arch" in mark for mark in marks):
            numbers, cases = features[0].split("."), features[1].split(".")
            yield Reading(text, lemma, tuple(numbers), tuple(cases), part == "subst")


def _weights(found: Iterable[Reading], singular: float) -> dict[str, float]:
    """How often each form stands in a text: by lexeme, number and case."""
    by_lexeme: dict[str, list[Reading]] = defaultdict(list)
    for reading in found:
        by_lexeme[reading.lexeme].append(reading)
    weights: dict[str, float] = defaultdict(float)
    for own in by_lexeme.values():
        share = 1.0 if len({reading.text for reading in own}) > 1 else RARE_READING
        numbers = {number for reading in own for number in reading.numbers}
        for number in numbers:
            of_number = 1.0 if len(numbers) == 1 else singular if number == "sg" else 1 - singular
            for case, of_case in CASES.items():
                fitting = [r.text for r in own if r.is_usual and number in r.numbers and case in r.cases]
                for text in fitting:
                    weights[_plain(text)] += share * of_number * of_case / len(fitting)
    return weights


def _plain(text: str) -> str:
    return text.lower().replace("’", "'")


def _spans(found: list[tuple[int, int, object]]) -> int:
    """Into how many pieces Morfeusz cut it."""
    return max(end for _, end, _ in found)


@cache
def _generator() -> morfeusz2.Morfeusz:
    return morfeusz2.Morfeusz(analyse=False, generate=True)


@cache
def _analyser() -> morfeusz2.Morfeusz:
    return morfeusz2.Morfeusz(analyse=True, generate=False, case_handling=morfeusz2.IGNORE_CASE)


if __name__ == "__main__":
    sys.exit(main())
