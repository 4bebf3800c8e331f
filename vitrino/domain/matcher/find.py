"""Where watched names occur in a text.

A look at the words of the folded text says whether anything may be there; only then the places are checked on the text
itself (borders, spacing, words that must or must not be near). Nothing a user types becomes a regex.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Hashable, Iterable, Iterator, Sequence

from vitrino.domain.matcher import borders, leet, typos
from vitrino.domain.matcher.fold import Folded, fold, folded_text, has_foreign
from vitrino.domain.matcher.index import Index, words_in
from vitrino.domain.matcher.nearby import Nearby
from vitrino.domain.matcher.query import Reading
from vitrino.domain.matcher.ready import Ready
from vitrino.domain.matcher.term import MAX_TERM, SCORES, Hit, MatchRule, Post, Term

__all__ = ["MAX_TERM", "Hit", "MatchRule", "Matcher", "Post", "Term"]

_WORD = re.compile(r"[^\W_]+")
Place = tuple[int, int]
Found = tuple[Ready, Hit]


class Matcher:
    """All terms of all shops at once. Finding is linear in the text and hardly depends on the number of terms."""

    def __init__(self, terms: Sequence[Term] = ()) -> None:
        self._index = Index()
        if terms:
            self.put(None, terms)

    def put(self, shop: Hashable, terms: Iterable[Term]) -> None:
        """Watch these terms for a shop instead of those it had; other shops' terms are not touched."""
        self._index.put(shop, terms)

    def drop(self, shop: Hashable) -> None:
        """Watch nothing for a shop any more."""
        self._index.drop(shop)

    def find(self, post: str | Post) -> list[Hit]:
        """Every term in the text, by place; a term found twice at one place is reported by its best rule."""
        source = post if isinstance(post, str) else post.text
        if not self._index.may_hit(source, folded_text(source)):
            return []
        post = Post(source) if isinstance(post, str) else post
        folded = fold(source)
        nearby = Nearby(folded.text)
        allowed = [
            hit
            for ready, hit in self._found(folded, post)
            if nearby.allows(ready.context, ready.excludes) and ready.counts_for(post)
        ]
        return sorted(_best(allowed), key=lambda hit: (hit.start, -hit.end, hit.term_id))

    def _found(self, folded: Folded, post: Post) -> Iterator[Found]:
        pieces = _pieces(folded)
        yield from self._names(folded, pieces)
        yield from self._with_filler(folded, pieces)
        yield from self._without_spaces(folded)
        for ready, start, end in leet.find(self._index.skeletons, folded.text):
            yield ready, _hit(ready, folded, start, end, "leet")
        yield from self._anchored(folded, post)

    def _names(self, folded: Folded, pieces: list[Place]) -> Iterator[Found]:
        """Neighbouring pieces of words that make up a name together."""
        names, longest, text = self._index.names, self._index.longest, folded.text
        for first, (start, _) in enumerate(pieces):
            joined = ""
            for at in range(first, len(pieces)):
                begin, end = pieces[at]
                joined += text[begin:end]
                if len(joined) > longest:
                    break
                for ready in names.get(joined, ()):
                    hit = _verify(ready, folded, start, end)
                    if hit:
                        yield ready, hit

    def _with_filler(self, folded: Folded, pieces: list[Place]) -> Iterator[Found]:
        """Names of several words with one strange word among them: Piekarnia (pani) Kłos."""
        if not self._index.heads:
            return
        words = [folded.text[start:end] for start, end in pieces]
        for first in range(len(words) - 2):
            for second in (first + 1, first + 2):
                for ready in self._index.heads.get(words[first] + words[second], ()):
                    last = _last_with_filler(ready, words, first)
                    if last and borders.is_one_phrase(folded.text, pieces[first : last + 1]):
                        yield ready, _hit(ready, folded, pieces[first][0], pieces[last][1], "filler")

    def _without_spaces(self, folded: Folded) -> Iterator[Found]:
        """Names in scripts whose words have no borders."""
        if not self._index.bigrams or folded.text.isascii():
            return
        text, wanted = folded.text, self._index.bigrams
        for start in range(len(text) - 1):
            for ready in wanted.get(text[start : start + 2], ()):
                if text.startswith(ready.folded, start):
                    hit = _verify(ready, folded, start, start + len(ready.folded))
                    if hit:
                        yield ready, hit

    def _anchored(self, folded: Folded, post: Post) -> Iterator[Found]:
        """Queries, and typos beside a word of the context."""
        index = self._index
        words = [] if not index.anchors else words_in(folded.text)
        waiting = dict.fromkeys(ready for word in words for ready in index.anchors.get(word, ()))
        reading = None
        for ready in (*index.always, *waiting):
            if ready.query is None:
                continue
            reading = reading or Reading(folded, post)
            for start, end in ready.query.places(reading):
                yield ready, _hit_in_source(ready, folded.source, start, end, "query")
        if any(ready.query is None for ready in waiting):
            yield from self._typos(folded)

    def _typos(self, folded: Folded) -> Iterator[Found]:
        for match in _WORD.finditer(folded.text):
            word = match.group()
            if len(word) < typos.SHORTEST - 1:
                continue
            near = dict.fromkeys(r for left in typos.shortened(word) for r in self._index.near.get(left, ()))
            for ready in near:
                if typos.is_one_off(word, ready.squashed) and borders.kind(folded, *match.span()) == "word":
                    yield ready, _hit(ready, folded, *match.span(), "typo")


def _pieces(folded: Folded) -> list[Place]:
    """The words of a text; words of hashtags and account names cut at their seams."""
    text = folded.text
    places = [match.span() for match in _WORD.finditer(text)]
    if "#" not in text and "@" not in text:
        return places
    return [piece for place in places for piece in borders.cut(folded, *place)]


def _last_with_filler(ready: Ready, words: list[str], first: int) -> int | None:
    """The number of the last word when the name's words stand from `first` on with exactly one other between them."""
    own = words_in(ready.folded)
    if not ready.has_room or words[first] != own[0]:
        return None
    place, fillers = first + 1, 0
    for word in own[1:]:
        if place < len(words) and words[place] != word:
            place, fillers = place + 1, fillers + 1
        if fillers > 1 or place >= len(words) or words[place] != word:
            return None
        place += 1
    return place - 1 if fillers == 1 else None


def _verify(ready: Ready, folded: Folded, start: int, end: int) -> Hit | None:
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


def _rule(ready: Ready, folded: Folded, start: int, end: int) -> MatchRule:
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


def _hit(ready: Ready, folded: Folded, start: int, end: int, rule: MatchRule) -> Hit:
    return _hit_in_source(ready, folded.source, *folded.span(start, end), rule)


def _hit_in_source(ready: Ready, source: str, start: int, end: int, rule: MatchRule) -> Hit:
    return Hit(ready.term.id, start, end, source[start:end], rule, SCORES[rule])


def _best(hits: Iterable[Hit]) -> Iterable[Hit]:
    """One hit per term and place: the one with the highest score."""
    best: dict[tuple[str, int, int], Hit] = {}
    for hit in hits:
        place = (hit.term_id, hit.start, hit.end)
        if place not in best or hit.score > best[place].score:
            best[place] = hit
    return best.values()
