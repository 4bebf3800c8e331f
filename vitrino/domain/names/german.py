"""German forms of names: Zalandos, Hermes', Lidlfiliale; umlauts written out. Lidl-Filiale needs no form of its own."""

from __future__ import annotations

_WRITTEN_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"})
_HISSING = ("s", "ß", "x", "z", "ce")
# What shops' names are joined with most; other compounds are found when written with a hyphen.
_COMPOUNDS = ("filiale", "filialen", "laden", "markt", "shop", "kunde", "kunden", "gutschein", "app", "verkäufer")
_SHORTEST_COMPOUND = 4


def inflected(name: str) -> list[str]:
    """The genitive and the plural; only the last word changes."""
    if name.lower().endswith(_HISSING):
        return [f"{name}'", f"{name}es", f"{name}en"]
    return [name + ending for ending in ("s", "'s", "es", "n", "en")]


def compounds(name: str) -> list[str]:
    """Closed compounds of a one-word name of four letters or more."""
    if len(name) < _SHORTEST_COMPOUND or not name.isalpha():
        return []
    return [name + second for second in _COMPOUNDS]


def written_out(text: str) -> str:
    """Müller -> Mueller."""
    return text.translate(_WRITTEN_OUT)
