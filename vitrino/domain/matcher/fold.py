"""A text as names are compared: lower case, no accents, no disguises; each character knows where it came from."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from vitrino.domain.matcher.letters import FoldTable, LookAlikeTable, SquashTable, is_accent

_FOLD = FoldTable()
_SQUASH = SquashTable()
_LOOK_ALIKES = LookAlikeTable()
_FOREIGN = re.compile("[\u0370-\u03ff\u0400-\u052f]")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f\u1e00-\u1eff\uff21-\uff5a\U0001d400-\U0001d7ff]")
# Accents and invisible characters don't end a word.
_WORD = re.compile("[\\w\u00ad\u0300-\u036f\u200b-\u200f\u2060-\u2064\ufeff]+")


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text. `origin[i]` is the place in `source` of folded character i; None means i itself."""

    source: str
    text: str
    origin: Sequence[int] | None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The place in the source of folded characters [start, end), accents of the last one included."""
        if self.origin is None:
            return start, end
        last = self.origin[end - 1] + 1
        while last < len(self.source) and is_accent(self.source[last]):
            last += 1
        return self.origin[start], last


def folded_text(source: str) -> str:
    """`fold(source).text`, without the places: what most texts need."""
    if source.isascii():
        return source.lower().replace("`", "'")
    return unmask(source).translate(_FOLD)


def fold(source: str) -> Folded:
    """Fold a text; linear in its length. Lone surrogates become U+FFFD."""
    text = folded_text(source)
    if source.isascii():
        return Folded(source, text, None)
    seen = unmask(source)
    if _FOLD.uneven.isdisjoint(seen):
        return Folded(source, text, None)
    origin = [place for place, char in enumerate(seen) for _ in _FOLD[ord(char)]]
    return Folded(source, text, origin)


def key(text: str) -> str:
    """A folded text with single spaces: equal keys mean "the same name" to a reader."""
    return " ".join(fold(text).text.split())


def unmask(source: str) -> str:
    """Look-alike letters made Latin, only in words that mix scripts: real Russian or Greek stays."""
    if not has_foreign(source):
        return source
    return _WORD.sub(_unmask_word, source)


def has_foreign(text: str) -> bool:
    """Whether Cyrillic or Greek letters are in it."""
    return bool(_FOREIGN.search(text))


def _unmask_word(match: re.Match[str]) -> str:
    word = match.group()
    is_mixed = has_foreign(word) and _LATIN.search(word)
    return word.translate(_LOOK_ALIKES) if is_mixed else word


def squash(folded: str) -> str:
    """Letters and digits only."""
    return folded.translate(_SQUASH)
