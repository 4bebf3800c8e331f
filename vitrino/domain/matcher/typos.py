"""One wrong letter: left out, put in, exchanged, or swapped with its neighbour (Damerau 1964).

Words at distance one share the word itself or the word without one letter, so both are looked up in a dictionary
(the deletion neighbourhood of Bocek, Hunt and Stiller 2007).
"""

from __future__ import annotations

from collections.abc import Iterable

SHORTEST = 7


def is_open(folded: str, context: tuple[str, ...]) -> bool:
    """Whether typos of a name count at all: one word of seven letters or more, and words that must be near."""
    return folded.isalpha() and len(folded) >= SHORTEST and bool(context)


def shortened(word: str) -> set[str]:
    """The word, and the word without each of its letters."""
    return {word, *(word[:place] + word[place + 1 :] for place in range(len(word)))}


def gates(context: Iterable[str]) -> set[str]:
    """The first word of each phrase; a typo is looked for only where one of them stands. Open endings are left out."""
    return {phrase.split()[0] for phrase in context if phrase.endswith(" ")}


def is_one_off(one: str, other: str) -> bool:
    """Whether exactly one slip lies between two different words."""
    if one == other or abs(len(one) - len(other)) > 1:
        return False
    if len(one) > len(other):
        one, other = other, one
    same = next((place for place, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), len(one))
    if len(one) < len(other):
        return one[same:] == other[same + 1 :]
    if one[same + 1 :] == other[same + 1 :]:
        return True
    return one[same + 2 :] == other[same + 2 :] and one[same : same + 2] == other[same : same + 2][::-1]
