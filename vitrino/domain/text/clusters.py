"""What a reader sees as one character: the extended grapheme clusters of Unicode UAX #29.

The properties come from the package `grapheme`. Its own splitter needs about a second for 100,000 marks; here each
character becomes the letter of its class, and one small pattern over these letters finds the clusters (20 ms).
Rule GB9c of 2023, which joins some Indic consonants, is left out: not all networks follow it, and for them one
grapheme too many is the safe error.
"""

from __future__ import annotations

import re

from grapheme.grapheme_property_group import GraphemePropertyGroup as Group
from grapheme.grapheme_property_group import get_group

# No two of these ever join, so each is one grapheme; only CR and LF do, and they are counted apart.
# Latin, Greek, Cyrillic, punctuation, symbols, kana, ideographs, Hangul syllables, and emoji without any addition.
ALONE = re.compile(
    "[\x00-\u02ff\u0370-\u0482\u048a-\u0590\u1e00-\u200b\u2010-\u20cf\u2100-\u2cee\u2e00-\u3029\u3030-\u3098"
    "\u309b-\ua66e\uac00-\ud7a3\ue000-\ufaff\U0001f300-\U0001f3fa\U0001f400-\U0001faff]*+"
)
LETTERS = {
    Group.CR: "R",
    Group.LF: "N",
    Group.CONTROL: "C",
    Group.EXTEND: "E",
    Group.ZWJ: "Z",
    Group.SPACING_MARK: "S",
    Group.PREPEND: "P",
    Group.REGIONAL_INDICATOR: "I",
    Group.EXTENDED_PICTOGRAPHIC: "X",
    Group.L: "L",
    Group.V: "V",
    Group.T: "T",
    Group.LV: "A",
    Group.LVT: "B",
    Group.OTHER: "O",
}
SYLLABLE = "L*(?:AV*|V+|B)T*|L+|T+"
PICTURE = "X(?:E*ZX)*"
CLUSTER = re.compile(f"O(?![EZS])|RN|[RNC]|P*(?:{SYLLABLE}|II|{PICTURE}|[^RNC])[EZS]*")
EMOJI_CLUSTER = re.compile(f"(?:II|{PICTURE})[EZS]*")
REMEMBERED = 20_000


class _Classes(dict[int, str]):
    """Code point to class letter, learned as characters turn up."""

    def __missing__(self, code: int) -> str:
        if len(self) >= REMEMBERED:
            self.clear()
        self[code] = letter = LETTERS[get_group(chr(code))]
        return letter


_CLASSES = _Classes()


def classes(text: str) -> str:
    """One letter per code point of the text: its grapheme break class, see LETTERS."""
    return text.translate(_CLASSES)


def is_plain(text: str) -> bool:
    """Is each code point a grapheme of its own (CR LF apart)? Quick to tell and true for nearly all texts."""
    return text.isascii() or ALONE.fullmatch(text) is not None


def graphemes(text: str) -> list[str]:
    """The text as a list of what a reader sees as characters; joined they are the text again."""
    if is_plain(text) and "\r\n" not in text:
        return list(text)
    return [text[m.start() : m.end()] for m in CLUSTER.finditer(classes(text))]


def grapheme_count(text: str) -> int:
    """How many characters a reader sees."""
    if is_plain(text):
        return len(text) - text.count("\r\n")
    return len(CLUSTER.findall(classes(text)))


def emoji_clusters(text: str) -> list[tuple[int, int]]:
    """Start and end of each grapheme that is a picture: flags, families and symbols such as ☺, © or ™."""
    if text.isascii():
        return []
    return [m.span() for m in EMOJI_CLUSTER.finditer(classes(text))]
