"""English forms of names: Vitrino's, Vitrinos, bakeries."""

from __future__ import annotations

_HISSING = ("s", "x", "z", "ch", "sh")


def inflected(name: str) -> list[str]:
    """The possessive and the plural; only the last word changes."""
    if name.lower().endswith("s"):
        return [f"{name}'", f"{name}'s", f"{name}es"]
    return [f"{name}'s", *_plurals(name)]


def _plurals(name: str) -> list[str]:
    if name.lower().endswith(_HISSING):
        plural = f"{name}es"
    elif name.lower().endswith("y") and name[-2:-1].lower() not in "aeiou":
        plural = f"{name[:-1]}ies"
    else:
        plural = f"{name}s"
    return [plural, f"{plural}'"]
