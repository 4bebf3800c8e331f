"""First signs in a message: is it a complaint, is it only a courtesy? Always with the word that says so.

A sign orders the queue and is shown with its reason; it never acts by itself. The words are data, a file a language.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from vitrino.domain.matcher import key
from vitrino.domain.signals import en, eo, pl

_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)?")
_COMPLAINT = tuple(key(stem) for language in (en, pl, eo) for stem in language.COMPLAINT)
_PHRASES = tuple(key(phrase) for language in (en, pl, eo) for phrase in language.COMPLAINT_PHRASES)
_COURTESY = frozenset(key(word) for language in (en, pl, eo) for word in language.COURTESY)
_FILLER = frozenset(key(word) for language in (en, pl, eo) for word in language.FILLER)
LONGEST_COURTESY = 8


@dataclass(frozen=True)
class Sign:
    """A complaint, and the words that say so."""

    reason: str


def complaint(text: str, rating: int | None = None) -> Sign | None:
    """The sign of a complaint, None where there is none. A review of three stars or fewer is one by its stars."""
    if rating is not None:
        return Sign(f"{rating}/5") if rating <= 3 else None
    folded = key(text)
    phrase = next((phrase for phrase in _PHRASES if phrase in folded), None)
    if phrase:
        return Sign(phrase)
    words = _WORD.findall(folded)
    found = next((word for word in words if word.startswith(_COMPLAINT)), None)
    return Sign(found) if found else None


def is_courtesy(text: str) -> bool:
    """True for "thanks!", "dzięki, miłego dnia", "dankon": nothing in it asks for an answer."""
    words = _WORD.findall(key(text))
    if "?" in text or not words or len(words) > LONGEST_COURTESY:
        return not words and "?" not in text and bool(text.strip())
    return any(word in _COURTESY for word in words) and all(word in _COURTESY or word in _FILLER for word in words)
