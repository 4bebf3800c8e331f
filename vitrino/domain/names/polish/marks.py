"""Endings behind a mark: a hyphen after abbreviations (CCC-u, GOPR-ze), an apostrophe after foreign names (Nike'a).

Source: the spelling rules for abbreviations and foreign names, as SGJP applies them.
"""

from __future__ import annotations

from collections.abc import Iterator

from vitrino.domain.names.polish.sounds import VOWELS

_MARKED = ("a", "u", "owi", "em", "ie", "y", "ów", "om", "ami", "ach")
_MARKED_Y = ("ego", "emu", "m", "ch")
_ABBREVIATED = ("u", "owi", "em", "y", "ów", "om", "ami", "ach")
# The last letter is said as a word of its own: er -> erze, te -> cie, zet -> zetu.
_BY_LETTER = {
    "r": ("ze",),
    "d": ("zie",),
    "l": ("e", "i"),
    "ł": ("e",),
    "k": ("iem", "i"),
    "g": ("iem", "i"),
    "z": ("etu", "ecie", "etem", "etowi"),
    "j": ("otu", "ocie", "otem"),
    "i": (),
}
_BY_FEMININE = ("y", "i", "ę", "ą", "ie", "o")
_SHORT = 3


def is_abbreviation(name: str) -> bool:
    """Whether most of its letters are capitals: CCC, CEPiK, RdR; not McDonald."""
    capitals = sum(char.isupper() for char in name)
    return capitals >= 2 and 2 * capitals >= len(name)


def is_spelled_out(name: str) -> bool:
    """An abbreviation so short that its endings always stand behind a hyphen: PAT-u, never Patu; but ABB, ANA."""
    return is_abbreviation(name) and len(name) <= _SHORT and not name.endswith("A")


def marked(name: str) -> Iterator[str]:
    """The forms of a name with a mark before the ending; none where nobody writes one."""
    last = name[-1].lower()
    is_consonant = last.isalpha() and last not in VOWELS
    if is_abbreviation(name):
        yield from _abbreviated(name, last)
    elif last == "y":
        yield from (f"{name}'{end}" for end in _MARKED_Y)
    elif last == "e" or is_consonant:
        yield from (f"{name}'{end}" for end in _MARKED)


def _abbreviated(name: str, last: str) -> Iterator[str]:
    if last == "a":
        yield from (f"{name[:-1]}-{end}" for end in _BY_FEMININE)
    elif last not in VOWELS or last == "i":
        endings = (*_ABBREVIATED, *_BY_LETTER.get(last, ("ie",)))
        yield from (f"{name}-{end}" for end in dict.fromkeys(endings))
    if last == "t":
        yield from (f"{name[:-1]}-cie", f"{name[:-1].capitalize()}cie")
