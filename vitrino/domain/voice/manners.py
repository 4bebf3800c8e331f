"""Whether a text speaks to people formally (Pan, Państwo, Sie) or familiarly (ty, wy, du), and where."""

from __future__ import annotations

import pkgutil
import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from vitrino.domain.language import identify
from vitrino.domain.tone.finding import Span
from vitrino.domain.tone.phrases import PhraseIndex, compile_phrase
from vitrino.domain.tone.words import Words, read
from vitrino.domain.voice import german, polish

Manner = Literal["formal", "informal"]
LANGUAGES = ("en", "pl", "eo", "de")
# Nobody is spoken to in an address, a name of an account or a hashtag.
_NO_SPEECH = re.compile(r"https?://\S+|www\.\S+|[@#]\w[\w.-]*|[\w.+-]{1,64}@\S+")


@dataclass(frozen=True)
class Spoken:
    """Where a text is formal and where familiar. language: "" when it is none of ours; then nothing is found."""

    language: str
    formal: tuple[Span, ...] = ()
    informal: tuple[Span, ...] = ()

    @property
    def manner(self) -> Manner | None:
        """How it speaks; None when it does not tell, or does both."""
        if bool(self.formal) == bool(self.informal):
            return None
        return "formal" if self.formal else "informal"

    @property
    def is_mixed(self) -> bool:
        return bool(self.formal and self.informal)


@lru_cache(maxsize=2_000)
def spoken(text: str, language: str = "") -> Spoken:
    """How the text speaks to people; quotations are somebody else's words. language: where the text does not tell."""
    plain = _NO_SPEECH.sub(lambda found: " " * len(found[0]), text)
    guess = identify(plain, LANGUAGES).language
    said = guess if guess in LANGUAGES else language.split("-")[0]
    if said not in LANGUAGES:
        return Spoken("")
    words = read(plain, said, quotes_of=plain)
    return Spoken(said, *(_found(words, said, manner) for manner in ("formal", "informal")))


def _found(words: Words, language: str, manner: str) -> tuple[Span, ...]:
    spans = sorted({*_cues(language, manner).find(words), *_forms(words, language, manner)},
                   key=lambda span: (span.start, -span.end))  # fmt: skip
    kept: list[Span] = []
    for span in spans:
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return tuple(kept)


def _forms(words: Words, language: str, manner: str) -> Iterable[Span]:
    """What no list of words can tell: endings and capitals."""
    if language == "pl":
        return polish.formal(words) if manner == "formal" else polish.informal(words)
    return german.formal(words) if language == "de" and manner == "formal" else ()


@dataclass(frozen=True)
class _Cues:
    phrases: PhraseIndex
    unless: PhraseIndex

    def find(self, words: Words) -> list[Span]:
        spared = {place for first, last, _ in self.unless.find(words) for place in range(first, last + 1)}
        found = [(first, last) for first, last, _source in self.phrases.find(words)]
        return [
            Span(words.words[first].start, words.words[last].end)
            for first, last in found
            if spared.isdisjoint(range(first, last + 1)) and not words.words[first].is_quoted
        ]


@cache
def _cues(language: str, manner: str) -> _Cues:
    content = pkgutil.get_data(__package__, f"cues/{language}.toml") or b""
    table = tomllib.loads(content.decode("utf-8"))[manner]
    return _Cues(_index(table.get("phrases", ())), _index(table.get("unless", ())))


def _index(phrases: Iterable[str]) -> PhraseIndex:
    return PhraseIndex(reading for phrase in phrases for reading in compile_phrase(phrase, {}))
