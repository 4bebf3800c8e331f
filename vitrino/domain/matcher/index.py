"""Where each term may begin: dictionaries from pieces of words to terms.

A text is looked up word by word, so the time does not depend on how many terms there are, and the terms of one shop
come and go without anything being built anew. Measured against an automaton over all forms in `benchmarks/matching.py`.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Iterator
from operator import add
from typing import Any

from vitrino.domain.matcher import leet, typos
from vitrino.domain.matcher.borders import is_seam
from vitrino.domain.matcher.fold import key
from vitrino.domain.matcher.letters import needs_no_border
from vitrino.domain.matcher.ready import Ready, prepare
from vitrino.domain.matcher.term import Term

Table = dict[str, tuple[Ready, ...]]

words_in = re.compile(r"[^\W_]+").findall
# Three single letters in a row may be a name spelled out.
_spelled_out = re.compile(r"(?<![^\W_])[^\W_](?:[\W_]{1,3}[^\W_](?![^\W_])){2}").search
_tags = re.compile(r"[#@](\w+)").findall
_LOWEST_WITHOUT_SPACES = "\u0e00"
# `_joined` puts up to three words together; longer names are given away by their first two.
_LOOKED_UP_WHOLE = 3


class Index:
    """All terms, by what must stand in a text for them to be there."""

    def __init__(self) -> None:
        self.names: Table = {}  # the whole name without signs and spaces
        self.heads: Table = {}  # the first two words of names of several words
        self.bigrams: Table = {}  # the first two letters of names in scripts without spaces
        self.skeletons: Table = {}  # names as leet may write them
        self.anchors: Table = {}  # words of queries; words near which a typo may be meant
        self.near: Table = {}  # names with a letter left out
        self.always: list[Ready] = []  # queries that nothing gives away (prefixes, sites)
        self.longest = 0
        self._by_shop: dict[Hashable, list[Ready]] = {}

    def put(self, shop: Hashable, terms: Iterable[Term]) -> None:
        """Watch these terms for a shop instead of those it had. Raises Problem before anything changes."""
        made = [prepare(term) for term in terms if not term.is_asleep]
        self.drop(shop)
        self._by_shop[shop] = made
        for ready in made:
            for table, word in self._places(ready):
                table[word] = (*table.get(word, ()), ready)
            if ready.query is not None and not ready.query.anchors:
                self.always.append(ready)
            self.longest = max(self.longest, len(ready.squashed))

    def drop(self, shop: Hashable) -> None:
        """Watch nothing for a shop any more. Costs what the shop's own terms cost."""
        for ready in self._by_shop.pop(shop, ()):
            for table, word in self._places(ready):
                left = tuple(other for other in table[word] if other is not ready)
                if left:
                    table[word] = left
                else:
                    del table[word]
            if ready in self.always:
                self.always.remove(ready)

    def may_hit(self, source: str, folded: str) -> bool:
        """Whether a closer look is worth it; never False where `Matcher` would find something."""
        if self.always:
            return True
        words = words_in(folded)
        return bool(
            not self.names.keys().isdisjoint(words)
            or self._joined(words)
            or not self.anchors.keys().isdisjoint(words)
            or (self.bigrams and not self.bigrams.keys().isdisjoint(_bigrams(folded)))
            or _spelled_out(folded) is not None
            or (("#" in source or "@" in source) and self._tagged(source))
            or any(True for _ in leet.find(self.skeletons, folded))
        )

    def _joined(self, words: list[str]) -> bool:
        """Names of two or three words, or written as such, one strange word between them allowed."""
        names, heads, second = self.names.keys(), self.heads.keys(), words[1:]
        pairs = list(map(add, words, second))
        return not (
            names.isdisjoint(pairs)
            and heads.isdisjoint(pairs)
            and heads.isdisjoint(map(add, words, words[2:]))
            and names.isdisjoint(map(add, pairs, words[2:]))
        )

    def _tagged(self, source: str) -> bool:
        """Names inside a CamelCase hashtag or account name."""
        for tag in _tags(source):
            parts = [key(part) for part in parts_of(tag)]
            if len(parts) > 1 and not (self.names.keys().isdisjoint(parts) and not self._joined(parts)):
                return True
        return False

    def _places(self, ready: Ready) -> Iterator[tuple[Table, str]]:
        """Every entry of a term, each once."""
        found: Iterable[tuple[Any, str]] = self._of_query(ready) if ready.query else self._of_name(ready)
        seen = set()
        for table, word in found:
            if (id(table), word) not in seen:
                seen.add((id(table), word))
                yield table, word

    def _of_query(self, ready: Ready) -> Iterator[tuple[Table, str]]:
        assert ready.query is not None
        yield from ((self.anchors, word) for word in ready.query.anchors)

    def _of_name(self, ready: Ready) -> Iterator[tuple[Table, str]]:
        yield self.names, ready.squashed
        if not ready.folded.isascii() and any(map(needs_no_border, ready.folded)):
            yield self.bigrams, ready.folded[:2]
        words = words_in(ready.folded)
        if ready.has_room or len(words) > _LOOKED_UP_WHOLE:
            yield self.heads, words[0] + words[1]
        if ready.term.is_literal:
            return
        if leet.is_open(ready.squashed):
            yield self.skeletons, leet.skeleton(ready.squashed)
        if ready.term.allows_typos and typos.is_open(ready.folded, ready.context):
            yield from ((self.near, left) for left in typos.shortened(ready.squashed))
            yield from ((self.anchors, word) for word in typos.gates(ready.context))


def parts_of(tag: str) -> list[str]:
    """NaszaŻabka24 -> Nasza, Żabka, 24; #new_ikea -> new, ikea."""
    parts, start = [], 0
    for place in range(1, len(tag)):
        before, after = tag[place - 1], tag[place]
        if "_" in (before, after) or is_seam(
            tag[max(0, place - 2) : place - 1], before, after, tag[place + 1 : place + 2]
        ):
            parts.append(tag[start:place])
            start = place
    return [part for part in (*parts, tag[start:]) if part.strip("_")]


def _bigrams(folded: str) -> Iterable[str]:
    """Neighbouring letters, where a script without spaces may be among them."""
    if folded.isascii() or max(folded) < _LOWEST_WITHOUT_SPACES:
        return ()
    return map(add, folded, folded[1:])
