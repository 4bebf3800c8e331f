"""The cases of one word, each with every ending it may have."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

Case = Literal["nom", "gen", "dat", "acc", "ins", "loc", "voc"]
Slot = tuple[Literal["sg", "pl"], Case]
Paradigm = dict[Slot, tuple[str, ...]]

CASES: tuple[Case, ...] = ("nom", "gen", "dat", "acc", "ins", "loc", "voc")
SLOTS: tuple[Slot, ...] = (*(("sg", case) for case in CASES), *(("pl", case) for case in CASES))


def singular(**forms: Iterable[str]) -> Paradigm:
    """Singular cases by name: singular(gen=["Żabki"], dat=["Żabce"])."""
    return {("sg", case): tuple(forms[case]) for case in CASES if case in forms}


def plural(**forms: Iterable[str]) -> Paradigm:
    """Plural cases by name."""
    return {("pl", case): tuple(forms[case]) for case in CASES if case in forms}


def merged(*paradigms: Paradigm) -> Paradigm:
    """Every form of every paradigm, by slot, without repeats."""
    return {
        slot: tuple(dict.fromkeys(form for paradigm in paradigms for form in paradigm.get(slot, ())))
        for slot in SLOTS
        if any(slot in paradigm for paradigm in paradigms)
    }
