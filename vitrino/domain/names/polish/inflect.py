"""Inflected Polish names of one or several words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice, product

from vitrino.domain.names.polish.adjectives import adjective, is_only_adjective
from vitrino.domain.names.polish.marks import is_abbreviation, is_spelled_out, marked
from vitrino.domain.names.polish.nouns import noun
from vitrino.domain.names.polish.paradigm import SLOTS, Paradigm, Slot, merged, singular
from vitrino.domain.names.polish.sounds import VOWELS

# Words that never change inside a name; behind the prepositions nothing else does either (U Ani, Pod Lipą).
_PREPOSITIONS = frozenset(
    ("u", "w", "z", "na", "do", "od", "pod", "nad", "przy", "dla", "bez", "ze", "we", "by", "of", "de")
)
_FIXED = _PREPOSITIONS | frozenset(("a", "i", "o", "oraz", "and", "the", "la", "le", "il", "el"))
# Shorter forms are words or abbreviations of their own too often.
_SHORTEST = 3
# Towns that were two words once: Białystok, Krasnystaw, Nowawieś.
_GROWN_TOGETHER = re.compile(
    "((?:biał|czarn|krasn|wielk?|now|star|dobr)[yai])(stok|staw|dwór|targ|bór|gród|wieś|wola|góra|noc)"
)
_ADJECTIVE = ("y", "a", "e", "ej")
_SHORTEST_WITH_ADJECTIVE = 4
# At most this many combinations per case of a name of several words.
_COMBINATIONS = 48


def inflected(name: str) -> list[str]:
    """Every form of a name but the name itself, likelier ones first; capitals as in the name."""
    words = name.split()
    forms = _of_one(words[0]) if len(words) == 1 else _of_several(words)
    return [form for form in dict.fromkeys(forms) if form != name and len(form) >= _SHORTEST]


def paradigm(word: str) -> Paradigm:
    """The cases of one word as written, as a noun and, when it may be one, as an adjective."""
    head, dash, tail = word.rpartition("-")
    small = tail.lower()
    if len(small) < 2 or not small.isalpha() or VOWELS.isdisjoint(small):
        return singular(nom=[word])
    cases = merged(*_readings(small))
    return {slot: tuple(f"{head}{dash}{_capitals(tail, form)}" for form in forms) for slot, forms in cases.items()}


def _readings(small: str) -> list[Paradigm]:
    grown = _GROWN_TOGETHER.fullmatch(small)
    if grown:
        return [_both(grown[1], grown[2]), noun(small)]
    pronoun_or_adjective = adjective(small)
    if pronoun_or_adjective is None:
        return [noun(small)]
    if is_only_adjective(small):
        return [pronoun_or_adjective]
    return [noun(small), pronoun_or_adjective]


def _both(first: str, second: str) -> Paradigm:
    """Białystok, Białegostoku; Nowawieś, Nowejwsi: both parts change."""
    left, right = adjective(first) or {}, noun(second)
    return {slot: tuple(a + b for a, b in product(left[slot], forms)) for slot, forms in right.items() if slot in left}


def adjectives_of(name: str) -> list[str]:
    """The adjective made from a one-word name, in lower case: Żabka -> żabkowy, żabkowa …; else nothing.

    Names in -i and -y get none: they are plurals, and their adjectives are ordinary words (Garnki, garnkowy).
    """
    small = name.lower()
    is_plural = small.endswith(("i", "y")) and small[-2:-1] not in VOWELS
    if not small.isalpha() or len(small) < _SHORTEST_WITH_ADJECTIVE or is_plural or is_abbreviation(name):
        return []
    stem = small[:-1] if small.endswith(("a", "e", "o")) else small
    return [f"{stem}ow{end}" for end in _ADJECTIVE]


def _of_one(word: str) -> Iterator[str]:
    base = word.removesuffix("'s").removesuffix("’s")
    cases = {} if is_spelled_out(base) else paradigm(base)
    for slot in SLOTS:
        yield from cases.get(slot, ())
    yield from marked(base)


def _of_several(words: list[str]) -> Iterator[str]:
    """The words in the same case; then the first alone; then the last alone (Sklepu Anna, Big Stara)."""
    cases = _changing(words)
    for slot in SLOTS:
        together = product(*(_in_slot(word, case, slot) for word, case in zip(words, cases, strict=True)))
        yield from (" ".join(forms) for forms in islice(together, _COMBINATIONS))
    rest, beginning = " ".join(words[1:]), " ".join(words[:-1])
    yield from (f"{form} {rest}" for form in _all(cases[0]))
    if _PREPOSITIONS.isdisjoint(beginning.lower().split()):
        yield from (f"{beginning} {form}" for form in _of_one(words[-1]))


def _changing(words: list[str]) -> list[Paradigm]:
    """The cases of each word; behind a preposition words stay as they are."""
    is_fixed = False
    cases = []
    for word in words:
        is_fixed = is_fixed or word.lower() in _PREPOSITIONS
        cases.append(singular(nom=[word]) if is_fixed or word.lower() in _FIXED else paradigm(word))
    return cases


def _in_slot(word: str, cases: Paradigm, slot: Slot) -> tuple[str, ...]:
    return cases.get(slot) or (word,)


def _all(cases: Paradigm) -> Iterable[str]:
    return dict.fromkeys(form for slot in SLOTS for form in cases.get(slot, ()))


def _capitals(pattern: str, form: str) -> str:
    """`form` (lower case) with the capitals of `pattern` as far as both agree; IKEA becomes Ikei."""
    if pattern.isupper() and len(pattern) > 1:
        return form.capitalize()
    kept = 0
    while kept < min(len(pattern), len(form)) and pattern[kept].lower() == form[kept]:
        kept += 1
    return pattern[:kept] + form[kept:]
