"""What reviews talk about: themes by their words, and the words that come up most. Every find with its place."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from vitrino.domain.language import identify
from vitrino.domain.matcher import fold, key
from vitrino.domain.reviews.themes import en, eo, pl
from vitrino.domain.reviews.themes.names import WORDS, Theme

__all__ = ["WORDS", "Found", "Term", "Theme", "frequent_terms", "themes_in"]

LONGEST = 20_000
_LANGUAGES = {"en": en, "pl": pl, "eo": eo}
_WORD = re.compile(r"[^\W\d_]{3,}")
# Polish and Esperanto words change at their end; their first five letters say which word it is.
_STEM = 5
LEAST_REVIEWS = 3


@dataclass(frozen=True)
class Found:
    """A theme, and where in the text it is spoken of."""

    theme: Theme
    start: int
    end: int


@dataclass(frozen=True)
class Term:
    """A word, as it is mostly written, and in how many reviews it stands."""

    word: str
    reviews: int


def themes_in(text: str, language: str = "") -> list[Found]:
    """The themes of a text, each once with its first place, in order. Of an unsure language all three are tried."""
    folded = fold(text[:LONGEST])
    first: dict[Theme, Found] = {}
    for name in _languages(text, language):
        for theme, pattern in _patterns(name).items():
            if theme not in first and (match := pattern.search(folded.text)):
                first[theme] = Found(theme, *folded.span(match.start(), match.end()))
    return sorted(first.values(), key=lambda one: (one.start, one.theme))


def frequent_terms(texts: Iterable[str], most: int = 20) -> list[Term]:
    """The words in most reviews, apart from those every text has; forms of a word count together."""
    reviews: Counter[str] = Counter()
    written: dict[str, Counter[str]] = defaultdict(Counter)
    for text in texts:
        words = [word for word in _WORD.findall(text[:LONGEST].lower()) if key(word) not in _stop()]
        reviews.update({word[:_STEM] for word in words})
        for word in words:
            written[word[:_STEM]][word] += 1
    common = [(stem, count) for stem, count in reviews.items() if count >= LEAST_REVIEWS]
    common.sort(key=lambda one: (-one[1], one[0]))
    return [Term(_usual(written[stem]), count) for stem, count in common[:most]]


def _usual(forms: Counter[str]) -> str:
    """The form met most; of equals the shortest."""
    return min(forms, key=lambda form: (-forms[form], len(form), form))


def _languages(text: str, language: str) -> tuple[str, ...]:
    """The text's own language where we have words for it; all of them when nobody knows which it is."""
    known = language or identify(text).language
    return (known,) if known in _LANGUAGES else tuple(_LANGUAGES)


@cache
def _patterns(language: str) -> dict[Theme, re.Pattern[str]]:
    stems = _LANGUAGES[language].STEMS
    return {theme: re.compile("|".join(map(_expression, stems[theme]))) for theme in Theme}


def _expression(stem: str) -> str:
    """A stem with the rest of its word; a blank at its end means that there is no rest."""
    return r"\b" + r"\s+".join(map(re.escape, key(stem).split())) + (r"\b" if stem.endswith(" ") else r"\w*")


@cache
def _stop() -> frozenset[str]:
    return frozenset(key(word) for language in _LANGUAGES.values() for word in language.STOP.split())
