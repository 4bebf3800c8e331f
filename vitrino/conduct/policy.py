"""What the shop says about abuse: a good text to begin with in each language, and the words sent to a person.

The texts are files, a language each, written for themselves and not translated sentence by sentence.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Literal

from vitrino.domain.abuse import AbuseEvent

LANGUAGES = ("en", "pl", "eo")
LONGEST = 4000

Kind = Literal["policy", "stated", "warning"]
# Steps that consist of saying something to the person.
SPOKEN: dict[AbuseEvent, Kind] = {AbuseEvent.DECLARE_POLICY: "stated", AbuseEvent.WARN: "warning"}


def defaults() -> dict[str, str]:
    """The text of the public page to begin with, in every language."""
    return {language: _text("policy", language) for language in LANGUAGES}


def known_language(code: str) -> str:
    """The language of ours that is meant, English for any other."""
    short = code.partition("-")[0].lower()
    return short if short in LANGUAGES else "en"


def spoken(kind: Kind, language: str, link: str) -> str:
    """What is sent to a person, with the public page behind it where it can be reached from outside."""
    return f"{_text(kind, known_language(language))} {link}".strip()


@cache
def _text(kind: Kind, language: str) -> str:
    return (files("vitrino.conduct") / "texts" / f"{kind}.{language}.txt").read_text(encoding="utf-8").strip()
