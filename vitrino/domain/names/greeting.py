"""The first words of an answer, with the name in the form its language asks for; unsure, without a name."""

from __future__ import annotations

import re
from typing import Literal

from vitrino.domain.names.vocative import address, vocative

Formality = Literal["casual", "neutral", "formal"]
# What people call themselves on platforms: letters only, as in a name; user names have digits, signs or one small word.
_NAME = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
LANGUAGES = ("pl", "eo", "de", "en")
_PLAIN = {
    "pl": {"casual": "Cześć", "neutral": "Dzień dobry", "formal": "Dzień dobry"},
    "eo": {"casual": "Saluton", "neutral": "Saluton", "formal": "Bonan tagon"},
    "de": {"casual": "Hallo", "neutral": "Hallo", "formal": "Guten Tag"},
    "en": {"casual": "Hi", "neutral": "Hello", "formal": "Hello"},
}


def greeting(name: str, language: str, formality: Formality = "neutral") -> str:
    """Anna Nowak: pl “Dzień dobry, Pani Anno!”, casual “Cześć, Anno!”; eo “Saluton, Anna!”. Others: English."""
    known = language if language in LANGUAGES else "en"
    hello, form = _PLAIN[known][formality], _form(first_name(name), known, formality)
    if not form:
        return f"{hello}!"
    return f"{hello}, {form}!" if known in ("pl", "eo") else f"{hello} {form}!"


def first_name(name: str) -> str:
    """The first word of a name as people write theirs; "" for a user name, a shop, a single letter."""
    words = name.split()
    if not words or not 2 <= len(words[0]) <= 20 or not _NAME.fullmatch(words[0]) or not words[0][0].isupper():
        return ""
    return "" if words[0].isupper() and len(words[0]) > 1 and len(words) == 1 else words[0]


def _form(first: str, language: str, formality: Formality) -> str:
    if language != "pl" or not first:
        return first
    return (vocative(first) if formality == "casual" else address(first)) or ""
