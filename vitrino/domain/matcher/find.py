"""Where watched names occur in a text.

One pass over the squashed text proposes places; each proposal is then checked on the text itself
(borders, spacing, words that must or must not be near). Nothing a user types becomes a regex.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from vitrino.domain.matcher import borders, leet
from vitrino.domain.matcher.automaton import automaton
from vitrino.domain.matcher.fold import Folded, fold, has_foreign, key, squash
from vitrino.domain.matcher.nearby import Nearby, phrase
from vitrino.domain.message import say
from vitrino.domain.problem import Problem

MatchRule = Literal["exact", "case", "folded", "tag", "spaced", "lookalike", "leet"]
SCORES: dict[MatchRule, float] = {
    "exact": 1.0,
    "case": 0.95,
    "folded": 0.9,
    "tag": 0.85,
    "spaced": 0.75,
    "lookalike": 0.7,
    "leet": 0.6,
}
MAX_TERM = 200


@dataclass(frozen=True, slots=True)
class Term:
    """One form of a name to find.

    context: words of which at least one must be in the text; excludes: words none of which may be.
    Both are whole words or phrases, compared folded; a trailing * asks for the beginning of a word.
    is_literal: only as written (domains, handles), never spaced out or in leet.
    """

    id: str
    text: str
    context: tuple[str, ...] = ()
    excludes: tuple[str, ...] = ()
    is_literal: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    """A name found: `text[start:end] == matched`. The score, 0..1, says how sure the rule is."""

    term_id: str
    start: int
    end: int
    matched: str
    rule: MatchRule
    score: float


class Matcher:
    """All terms at once. Building costs time; finding is linear in the text."""

    def __init__(self, terms: Sequence[Term], *, native: bool = True) -> None:
        by_pattern: dict[str, list[_Ready]] = {}
        for term in terms:
            ready = _prepare(term)
            by_pattern.setdefault(ready.squashed, []).append(ready)
        self._groups = list(by_pattern.values())
        self._automaton = automaton(list(by_pattern), native=native)
        self._leet = leet.Index((r.squashed, r) for group in self._groups for r in group if not r.term.is_literal)

    def find(self, text: str) -> list[Hit]:
        """Every term in the text, by place; a term found twice at one place is reported by its best rule."""
        folded = fold(text)
        found = [*self._direct(folded), *self._in_leet(folded)]
        if not found:
            return []
        nearby = Nearby(folded.text)
        hits = [hit for ready, hit in found if nearby.allows(ready.context, ready.excludes)]
        return sorted(_best(hits), key=lambda hit: (hit.start, -hit.end, hit.term_id))

    def _direct(self, folded: Folded) -> Iterator[tuple[_Ready, Hit]]:
        proposals = self._automaton.find(squash(folded.text))
        if not proposals:
            return
        places = [place for place, char in enumerate(folded.text) if char.isalnum()]
        for number, first, past in proposals:
            start, end = places[first], places[past - 1] + 1
            for ready in self._groups[number]:
                hit = _verify(ready, folded, start, end)
                if hit:
                    yield ready, hit

    def _in_leet(self, folded: Folded) -> Iterator[tuple[_Ready, Hit]]:
        for ready, start, end in self._leet.find(folded.text):
            yield ready, _hit(ready, folded, start, end, "leet")


@dataclass(frozen=True, slots=True)
class _Ready:
    """A term with everything computed that doesn't depend on the text."""

    term: Term
    folded: str
    squashed: str
    context: tuple[str, ...]
    excludes: tuple[str, ...]


def _prepare(term: Term) -> _Ready:
    if len(term.text) > MAX_TERM:
        raise Problem(say("A name to watch can have at most {limit} characters.", limit=MAX_TERM))
    folded = _trimmed(key(term.text))
    squashed = squash(folded)
    if not squashed:
        raise Problem(say("“{name}” has no letters or digits, so it can't be watched.", name=term.text))
    return _Ready(term, folded, squashed, _phrases(term.context), _phrases(term.excludes))


def _trimmed(folded: str) -> str:
    """Without signs that stand alone at the ends: "– big star –" -> "big star"; "yahoo!" stays."""
    words = folded.split()
    lettered = [place for place, word in enumerate(words) if squash(word)]
    return " ".join(words[lettered[0] : lettered[-1] + 1]) if lettered else ""


def _phrases(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(phrase(key(word)) for word in words if squash(key(word)))


def _verify(ready: _Ready, folded: Folded, start: int, end: int) -> Hit | None:
    """The proposal as a hit, or None when it is only part of a word or spaced out too freely."""
    start, end = borders.widen(folded.text, start, end, ready.folded)
    border = borders.kind(folded, start, end)
    if border == "none":
        return None
    written = " ".join(folded.text[start:end].split())
    if written != ready.folded:
        if ready.term.is_literal or not borders.may_be_spaced(written, len(ready.squashed)):
            return None
        return _hit(ready, folded, start, end, "spaced")
    return _hit(ready, folded, start, end, "tag" if border == "tag" else _rule(ready, folded, start, end))


def _rule(ready: _Ready, folded: Folded, start: int, end: int) -> MatchRule:
    """How close the writing in the source is to the term's own."""
    first, past = folded.span(start, end)
    matched, own = _spelling(folded.source[first:past]), _spelling(ready.term.text)
    if matched == own:
        return "exact"
    if matched.casefold() == own.casefold():
        return "case"
    return "lookalike" if has_foreign(matched) and not has_foreign(own) else "folded"


def _spelling(text: str) -> str:
    """What a reader can't see is made equal: composed accents, curly apostrophes, kinds of space."""
    return " ".join(unicodedata.normalize("NFC", text).replace("’", "'").split())


def _hit(ready: _Ready, folded: Folded, start: int, end: int, rule: MatchRule) -> Hit:
    first, past = folded.span(start, end)
    return Hit(ready.term.id, first, past, folded.source[first:past], rule, SCORES[rule])


def _best(hits: Iterable[Hit]) -> Iterable[Hit]:
    """One hit per term and place: the one with the highest score."""
    best: dict[tuple[str, int, int], Hit] = {}
    for hit in hits:
        place = (hit.term_id, hit.start, hit.end)
        if place not in best or hit.score > best[place].score:
            best[place] = hit
    return best.values()
