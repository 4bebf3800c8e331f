"""Esperanto forms of names: Vitrino -> Vitrinon, Vitrinoj, vitrina; Lidl -> Lidl-on; ĉ typed as cx or ch."""

from __future__ import annotations

_X_SYSTEM = str.maketrans({"ĉ": "cx", "ĝ": "gx", "ĥ": "hx", "ĵ": "jx", "ŝ": "sx", "ŭ": "ux"})
_H_SYSTEM = str.maketrans({"ĉ": "ch", "ĝ": "gh", "ĥ": "hh", "ĵ": "jh", "ŝ": "sh", "ŭ": "u"})
_X_CAPITALS = str.maketrans({"Ĉ": "Cx", "Ĝ": "Gx", "Ĥ": "Hx", "Ĵ": "Jx", "Ŝ": "Sx", "Ŭ": "Ux"})
_H_CAPITALS = str.maketrans({"Ĉ": "Ch", "Ĝ": "Gh", "Ĥ": "Hh", "Ĵ": "Jh", "Ŝ": "Sh", "Ŭ": "U"})
_AGREEING = ("n", "j", "jn")
_OF_NOUNS = ("a", "an", "aj", "ajn", "e")
_OF_FOREIGN = ("o", "on", "oj", "ojn", "a", "an", "aj", "ajn", "e")


def inflected(name: str) -> list[str]:
    """Every form of a name but the name itself."""
    words = name.split()
    forms = [" ".join(_agree(word, ending) for word in words) for ending in _AGREEING]
    if len(words) == 1:
        forms += _of_one(name)
    return [form for form in dict.fromkeys(forms) if form != name]


def in_x_system(text: str) -> str:
    """Accented letters typed with x: ŝuo -> sxuo."""
    return text.translate(_X_SYSTEM).translate(_X_CAPITALS)


def in_h_system(text: str) -> str:
    """Accented letters typed with h: ŝuo -> shuo."""
    return text.translate(_H_SYSTEM).translate(_H_CAPITALS)


def _agree(word: str, ending: str) -> str:
    """Nouns and adjectives of one name take the same ending: Bonan Panon."""
    return word + ending if word.lower().endswith(("o", "a")) else word


def _of_one(word: str) -> list[str]:
    if word.lower().endswith("o"):
        return [word[:-1] + ending for ending in (*_OF_NOUNS, "'")]
    # A foreign name keeps its shape and takes the ending with or without a hyphen.
    plain = [word + ending for ending in _OF_FOREIGN] if word[-1:].lower() not in "aeiuy" else [f"{word}n", f"{word}on"]
    return [*plain, *(f"{word}-{ending}" for ending in ("o", "on", "oj", "ojn", "a", "n"))]
