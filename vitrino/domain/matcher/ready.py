"""A term with everything computed that doesn't depend on the text."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from vitrino.domain.matcher.fold import key, squash
from vitrino.domain.matcher.nearby import phrase
from vitrino.domain.matcher.query import Query, parse
from vitrino.domain.matcher.term import MAX_TERM, Post, Term
from vitrino.domain.message import say
from vitrino.domain.problem import Problem

# A name of several words may hold one strange word when it has this many letters.
ROOM_FOR_FILLER = 6


@dataclass(frozen=True, slots=True, eq=False)
class Ready:
    """folded: as compared; squashed: its letters and digits alone; query: only of query terms."""

    term: Term
    folded: str
    squashed: str
    context: tuple[str, ...]
    excludes: tuple[str, ...]
    query: Query | None = None

    @property
    def has_room(self) -> bool:
        """Whether a strange word may stand inside: several words with spaces between them (not Nike'a, not CCC-u)."""
        return " " in self.folded and len(self.squashed) >= ROOM_FOR_FILLER and not self.term.is_literal

    def counts_for(self, post: Post) -> bool:
        """Whether the post's author and language are among those that count."""
        term = self.term
        if term.not_by and post.author and _author(post.author) in map(_author, term.not_by):
            return False
        return not term.languages or not post.language or _base(post.language) in map(_base, term.languages)


def prepare(term: Term) -> Ready:
    """Raises Problem for a term without letters, a term without end, and a query that can't be read."""
    if term.is_query:
        return Ready(term, "", "", _phrases(term.context), _phrases(term.excludes), parse(term.text))
    if len(term.text) > MAX_TERM:
        raise Problem(say("A name to watch can have at most {limit} characters.", limit=MAX_TERM))
    folded = _trimmed(key(term.text))
    squashed = squash(folded)
    if not squashed:
        raise Problem(say("“{name}” has no letters or digits, so it can't be watched.", name=term.text))
    same = squashed if squashed == folded else folded  # one object in memory, not two
    return Ready(term, same, squashed, _phrases(term.context), _phrases(term.excludes))


def _trimmed(folded: str) -> str:
    """Without signs that stand alone at the ends: "– big star –" -> "big star"; "yahoo!" stays."""
    words = folded.split()
    lettered = [place for place, word in enumerate(words) if squash(word)]
    return " ".join(words[lettered[0] : lettered[-1] + 1]) if lettered else ""


@lru_cache(maxsize=4096)
def _phrases(words: tuple[str, ...]) -> tuple[str, ...]:
    """The forms of one shop share their words, so they share the tuple too."""
    return tuple(phrase(key(word)) for word in words if squash(key(word)))


def _author(name: str) -> str:
    return name.lstrip("@").casefold()


def _base(language: str) -> str:
    return language.partition("-")[0].casefold()
