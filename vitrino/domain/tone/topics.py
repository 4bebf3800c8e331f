"""What a text is about: the beginnings of its words that carry meaning, and the themes they belong to."""

from __future__ import annotations

from collections.abc import Iterable

from vitrino.domain.tone.cues import Cues, cues
from vitrino.domain.tone.words import Word

# Endings are cut by comparing beginnings: paczka, paczki, paczce share four letters.
_SHORTEST = 4
_STEM = 5
_FILE = "topics"


def stems(words: Iterable[Word], language: str) -> frozenset[str]:
    """The beginnings of the words with a meaning of their own; "please", "sorry", "shop" have none here."""
    known = cues(_FILE, language)
    empty, short = tuple(known.value("empty")), frozenset(known.value("short"))
    folded = [word.folded for word in words if word.folded.isalpha()]
    long = (word for word in folded if len(word) >= _SHORTEST and not word.startswith(empty))
    return frozenset([*map(_stem, long), *(word for word in folded if word in short)])


def themes(words: Iterable[Word], language: str) -> frozenset[str]:
    """Late, broken, staff …: the themes of which a word stands in the text."""
    listed: dict[str, list[str]] = cues(_FILE, language).value("themes", {})
    folded = [word.folded for word in words]
    return frozenset(
        theme for theme, beginnings in listed.items() if any(word.startswith(tuple(beginnings)) for word in folded)
    )


def are_related(first: Iterable[Word], second: Iterable[Word], language: str) -> bool:
    """Whether both texts name the same thing, by a word or by a theme."""
    first, second = tuple(first), tuple(second)
    return bool(stems(first, language) & stems(second, language) or themes(first, language) & themes(second, language))


def knows(language: str) -> bool:
    """Whether there is a list for this language at all."""
    known: Cues = cues(_FILE, language)
    return bool(known.value("empty"))


def _stem(word: str) -> str:
    """ "parcels" and "parcel", "paczki" and "paczce" are the same; short words lose one letter, long ones keep five."""
    return word[: max(_SHORTEST, min(_STEM, len(word) - 2))]
