"""Cue phrases compiled: found word by word, by their first word; the syntax is told in `cues`.

No regular expression is made of a phrase. Each place of a text costs at most the length of the phrases that may begin
there, and a gap is at most nine words long, so a text of any kind is searched in linear time.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from vitrino.domain.matcher import fold
from vitrino.domain.tone.words import Word, Words

_GAP = 3
_LONGEST_GAP = 9
# Phrases that begin with a stem are found by its first letters.
_KEY = 2


@dataclass(frozen=True, slots=True)
class Place:
    """One place of a phrase: a word, or a gap of up to `gap` words. exact: with accents as written."""

    words: frozenset[str] = frozenset()
    beginnings: tuple[str, ...] = ()
    endings: tuple[str, ...] = ()
    exact: frozenset[str] = frozenset()
    exact_beginnings: tuple[str, ...] = ()
    is_number: bool = False
    is_optional: bool = False
    is_tight: bool = False
    gap: int = 0

    def fits(self, word: Word, *, has_accents: bool) -> bool:
        if self.is_tight and not word.follows_tightly:
            return False
        if word.folded in self.words or (self.beginnings and word.folded.startswith(self.beginnings)):
            return True
        if self.endings and word.folded.endswith(self.endings):
            return True
        if self.is_number and any(char.isdigit() for char in word.folded):
            return True
        if has_accents:
            return word.exact in self.exact or (
                bool(self.exact_beginnings) and word.exact.startswith(self.exact_beginnings)
            )
        return _bare_fits(self, word)


@dataclass(frozen=True, slots=True)
class Phrase:
    source: str
    places: tuple[Place, ...]
    is_first: bool
    is_last: bool


class PhraseIndex:
    """Many phrases at once."""

    def __init__(self, phrases: Iterable[Phrase]) -> None:
        self._by_word: dict[str, list[Phrase]] = {}
        self._by_beginning: dict[str, list[Phrase]] = {}
        self._others: list[Phrase] = []
        for phrase in phrases:
            self._add(phrase)

    def find(self, words: Words) -> list[tuple[int, int, str]]:
        """(first word, last word, phrase) of every phrase, the longest reading of each, quotations included."""
        found = []
        for place, word in enumerate(words.words):
            for phrases in (
                self._by_word.get(word.folded), self._by_beginning.get(word.folded[:_KEY]), self._others,
            ):  # fmt: skip
                for phrase in phrases or ():
                    last = _last(phrase, words, place)
                    if last is not None:
                        found.append((place, last, phrase.source))
        return found

    def _add(self, phrase: Phrase) -> None:
        head = phrase.places[0]
        stems = {*head.beginnings, *(_bare(stem) for stem in head.exact_beginnings)}
        if head.is_number or head.endings or any(len(stem) < _KEY for stem in stems):
            self._others.append(phrase)
            return
        for word in {*head.words, *(_bare(word) for word in head.exact)}:
            self._by_word.setdefault(word, []).append(phrase)
        for start in {stem[:_KEY] for stem in stems}:
            self._by_beginning.setdefault(start, []).append(phrase)


def compile_phrase(source: str, sets: Mapping[str, Sequence[str]]) -> list[Phrase]:
    """The phrase, and once more without its first words that may be missing.

    Raises ValueError for one that begins or ends with a gap, KeyError for a set nobody wrote.
    """
    parts = source.split()
    is_first, is_last = parts[:1] == ["^"], parts[-1:] == ["$"]
    places = tuple(_place(part, sets) for part in parts[is_first : len(parts) - is_last])
    must = next((number for number, place in enumerate(places) if not place.is_optional), len(places))
    if must == len(places) or places[must].gap or places[0].gap or places[-1].gap:
        raise ValueError(f"A phrase begins and ends with a word: {source!r}")
    return [Phrase(source, places[start:], is_first, is_last) for start in range(must + 1)]


def _place(part: str, sets: Mapping[str, Sequence[str]]) -> Place:
    if part.startswith(".."):
        return Place(gap=min(int(part[2:] or _GAP), _LONGEST_GAP))
    is_tight, is_optional = part.startswith("~"), part.endswith("?")
    choices = [
        one for choice in part.removeprefix("~").removesuffix("?").split("|") for one in _spelled_out(choice, sets)
    ]
    plain = [_bare(one) for one in choices if not one.startswith(("=", "*")) and one != "#"]
    exact = [one[1:].lower() for one in choices if one.startswith("=")]
    return Place(
        words=frozenset(one for one in plain if not one.endswith("*")),
        beginnings=tuple(one[:-1] for one in plain if one.endswith("*")),
        endings=tuple(_bare(one[1:]) for one in choices if one.startswith("*")),
        exact=frozenset(one for one in exact if not one.endswith("*")),
        exact_beginnings=tuple(one[:-1] for one in exact if one.endswith("*")),
        is_number="#" in choices,
        is_optional=is_optional,
        is_tight=is_tight,
    )


def _spelled_out(choice: str, sets: Mapping[str, Sequence[str]]) -> Sequence[str]:
    """A set by its words."""
    return sets[choice[1:]] if choice.startswith("@") else (choice,)


def _bare(word: str) -> str:
    return fold(word).text


def _bare_fits(place: Place, word: Word) -> bool:
    return any(word.folded == _bare(one) for one in place.exact) or any(
        word.folded.startswith(_bare(one)) for one in place.exact_beginnings
    )


def _last(phrase: Phrase, words: Words, first: int) -> int | None:
    """The last word of the phrase read from word `first`; None where it doesn't stand there."""
    sentence = words.words[first].sentence
    if phrase.is_first and first > 0 and words.words[first - 1].sentence == sentence:
        return None
    past = _read(phrase.places, 0, words, first, sentence)
    if past is None or (phrase.is_last and past < len(words.words) and words.words[past].sentence == sentence):
        return None
    return past - 1


def _read(places: Sequence[Place], number: int, words: Words, at: int, sentence: int) -> int | None:
    """The place after the phrase's rest; tries the longer reading first."""
    if number == len(places):
        return at
    place = places[number]
    if place.gap:
        readings = (_read(places, number + 1, words, at + skipped, sentence) for skipped in range(place.gap + 1))
        return next((past for past in readings if past is not None), None)
    past = None
    if _fits(place, words, at, sentence):
        past = _read(places, number + 1, words, at + 1, sentence)
    if past is None and place.is_optional:
        past = _read(places, number + 1, words, at, sentence)
    return past


def _fits(place: Place, words: Words, at: int, sentence: int) -> bool:
    if at >= len(words.words) or words.words[at].sentence != sentence:
        return False
    return place.fits(words.words[at], has_accents=words.has_accents)
