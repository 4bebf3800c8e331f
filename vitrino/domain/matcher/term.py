"""What is looked for, where, and what is found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

MatchRule = Literal["exact", "case", "folded", "tag", "spaced", "lookalike", "leet", "filler", "typo", "query"]
SCORES: dict[MatchRule, float] = {
    "exact": 1.0,
    "query": 1.0,
    "case": 0.95,
    "folded": 0.9,
    "tag": 0.85,
    "spaced": 0.75,
    "lookalike": 0.7,
    "leet": 0.6,
    "filler": 0.5,
    "typo": 0.4,
}
# From here down a person has to say whether the shop is meant.
MAYBE = 0.5
MAX_TERM = 200


@dataclass(frozen=True, slots=True)
class Term:
    """One form of a name to find.

    context: words of which at least one must be in the text; excludes: words none of which may be.
    Both are whole words or phrases, compared folded; a trailing * asks for the beginning of a word.
    is_literal: only as written (domains, handles), never spaced out or in leet.
    not_by: authors whose posts don't count, such as the shop itself; with or without @.
    languages: codes; a post in another language doesn't count. A post of unknown language always does.
    allows_typos: one wrong letter is a "maybe", in names of seven letters and more, beside a word of the context.
    is_query: `text` is a query (see `query.parse`) and not a name.
    is_ambiguous: an ordinary word too (Play, Era), so that without any context it is not looked for at all.
    """

    id: str
    text: str
    context: tuple[str, ...] = ()
    excludes: tuple[str, ...] = ()
    is_literal: bool = False
    not_by: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    allows_typos: bool = False
    is_query: bool = False
    is_ambiguous: bool = False

    @property
    def is_asleep(self) -> bool:
        """Whether it is an ordinary word for which nobody has said yet what must stand beside it."""
        return self.is_ambiguous and not self.context


@dataclass(frozen=True, slots=True)
class Post:
    """A text and what is known about it; "" where it isn't. kind: what the source calls it (post, reply, review …)."""

    text: str
    author: str = ""
    site: str = ""
    language: str = ""
    kind: str = ""
    links: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Hit:
    """A name found: `text[start:end] == matched`. The score, 0..1, says how sure the rule is."""

    term_id: str
    start: int
    end: int
    matched: str
    rule: MatchRule
    score: float

    @property
    def is_maybe(self) -> bool:
        """Whether a person has to decide."""
        return self.score <= MAYBE
