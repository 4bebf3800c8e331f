"""How long a text is by the rule of one network, and whether it fits."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, assert_never

from vitrino.domain.text.clusters import emoji_clusters, grapheme_count
from vitrino.domain.text.emoji import KEYCAP
from vitrino.domain.text.fediverse import fediverse_length
from vitrino.domain.text.weighted import URL_LENGTH, weighted_length

Unit = Literal["x_weighted", "grapheme", "grapheme_url", "codepoint", "utf16", "utf8_bytes", "emoji_utf8"]


@dataclass(frozen=True, slots=True)
class TextRule:
    """The length a network allows: `limit` in its `unit`, and perhaps `max_bytes` of UTF-8 besides.

    x_weighted: twitter-text 3, a link counts `url_length` (23 if None), an emoji 2. grapheme: characters as seen.
    grapheme_url: the same, but a link with https:// counts `url_length` (its full length if None) and
    @name@server only @name. codepoint, utf16, utf8_bytes: storage units. emoji_utf8: code points, but an emoji
    counts its UTF-8 bytes.
    """

    unit: Unit
    limit: int
    max_bytes: int | None = None
    url_length: int | None = None

    def __post_init__(self) -> None:
        if self.limit < 1 or (self.max_bytes is not None and self.max_bytes < 1):
            raise ValueError("A text rule must allow at least one character and one byte.")


@dataclass(frozen=True, slots=True)
class Count:
    """A text measured by a rule."""

    unit: Unit
    length: int
    limit: int
    bytes_length: int
    max_bytes: int | None

    @property
    def fits(self) -> bool:
        return self.over == 0

    @property
    def over(self) -> int:
        """How much must go: in the rule's unit or, if that is more or only the bytes are too many, in bytes."""
        over_bytes = self.bytes_length - self.max_bytes if self.max_bytes is not None else 0
        return max(0, self.length - self.limit, over_bytes)


def count(text: str, rule: TextRule) -> Count:
    """Measure the text. Takes linear time and any string, lone surrogates included."""
    size = utf8_size(text)
    length = size if rule.unit == "utf8_bytes" else _length(text, rule)
    return Count(rule.unit, length, rule.limit, size, rule.max_bytes)


def utf8_size(text: str) -> int:
    """Bytes in UTF-8; a lone surrogate takes three, as does the U+FFFD that will stand for it."""
    return len(text) if text.isascii() else len(text.encode("utf-8", "surrogatepass"))


def _length(text: str, rule: TextRule) -> int:
    match rule.unit:
        case "x_weighted":
            return weighted_length(text, rule.url_length or URL_LENGTH)
        case "grapheme":
            return grapheme_count(text)
        case "grapheme_url":
            return fediverse_length(text, rule.url_length)
        case "codepoint":
            return len(text)
        case "utf16":
            return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2
        case "utf8_bytes":
            return utf8_size(text)
        case "emoji_utf8":
            return _length_with_emoji_in_bytes(text)
        case _:
            assert_never(rule.unit)


def _length_with_emoji_in_bytes(text: str) -> int:
    """Code points, but an emoji counts the bytes it takes. Plain symbols such as © or ☺ count as emoji too."""
    if text.isascii():
        return len(text)
    keycaps = [match.span() for match in KEYCAP.finditer(text)] if "\u20e3" in text else []
    pictures = (text[start:end] for start, end in (*emoji_clusters(text), *keycaps))
    return len(text) + sum(utf8_size(picture) - len(picture) for picture in pictures)
