"""Inflected Polish names of one or several words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice, product

from vitrino.domain.names.polish.adjectives import PRONOUNS, adjective
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
_MARKED = ("a", "u", "owi", "em", "ie", "y", "ów", "om", "ami", "ach")
_MARKED_Y = ("ego", "emu", "m", "ch")
_ADJECTIVE = ("y", "a", "e", "ego", "ej", "emu", "ą", "ym", "ych", "ymi", "o")
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
    pronoun_or_adjective = adjective(small)
    if pronoun_or_adjective is None:
        return [noun(small)]
    is_only = small in PRONOUNS or small.endswith(("ski", "cki", "dzki"))
    return [pronoun_or_adjective] if is_only else [noun(small), pronoun_or_adjective]


def adjectives_of(name: str) -> list[str]:
    """The adjective made from a one-word name, in lower case: Żabka -> żabkowy, żabkowa …; else nothing."""
    small = name.lower()
    if not small.isalpha() or len(small) < 4:
        return []
    ends_open = small.endswith(("a", "e", "o")) or (small.endswith(("i", "y")) and small[-2] not in VOWELS)
    stem = small[:-1] if ends_open else small
    return [f"{stem}ow{end}" for end in _ADJECTIVE]


def _of_one(word: str) -> Iterator[str]:
    base = word.removesuffix("'s").removesuffix("’s")
    cases = paradigm(base)
    for slot in SLOTS:
        yield from cases.get(slot, ())
    yield from _with_mark(base)


def _with_mark(base: str) -> Iterator[str]:
    """Endings behind a hyphen for abbreviations (CCC-u), behind an apostrophe for foreign names (Nike'a)."""
    last = base[-1].lower()
    is_consonant = last.isalpha() and last not in VOWELS
    if base.isupper() and is_consonant:
        yield from (f"{base}-{end}" for end in _MARKED)
    elif last == "y":
        yield from (f"{base}'{end}" for end in _MARKED_Y)
    elif last == "e" or (is_consonant and not base.isupper()):
        yield from (f"{base}'{end}" for end in _MARKED)


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
