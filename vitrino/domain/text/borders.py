"""Where a text may be cut: between paragraphs, lines, sentences or words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import IntEnum
from typing import NamedTuple


class Rank(IntEnum):
    """How much a border separates; each also is a border of the lesser kinds."""

    WORD = 1
    SENTENCE = 2
    LINE = 3
    PARAGRAPH = 4


class Border(NamedTuple):
    """The text may end at `end` and go on at `start`; the white space between them is not needed any more."""

    end: int
    start: int
    rank: Rank


# White space at which a line may be broken: not the no-break spaces U+00A0, U+2007, U+202F.
SPACES = (
    " \t\n\x0b\x0c\r\x1c\x1d\x1e\x1f\x85\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2008\u2009\u200a\u2028\u2029"
    "\u205f\u3000"
)
# Scripts without spaces end a sentence with 。 and go on at once.
GAP = re.compile(f"[{SPACES}]+|(?<=[。！？｡])(?![」』）】”’。！？｡{SPACES}])")
LINE_END = re.compile("\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
PARAGRAPH_SIGN = "\u2029"
CLOSING = "\"'”’»›)]}」』）】*_"
OPENING = "\"'„“‘«‹([{¿¡*_"
ENDING = ".!?…‽。！？｡"
# A full stop behind these ends no sentence, though a capital follows: "ul. Długa", "Dr. Novak", "s-ro. Kovač".
_ABBREVIATIONS = """
approx co dept dr est ext fig inc jr ltd mr mrs ms no prof sr st tel vs
al bł dyr godz gen hab im inż kard kpt ks lek m.in mec mgr min nr np ok os par pl pł por poz proc
red str sz św tj tzn tzw ul wg woj wyd zob
bv d-ro d-rino ekz f-ino f-ro n-ro s-ino s-ro t.e vd
"""
ABBREVIATIONS = frozenset(_ABBREVIATIONS.split())
INITIALS = re.compile(r"(?:\w\.)*\w|[0-9]{1,2}")


def borders(text: str) -> Iterator[Border]:
    """All places where the text may be cut, in order; none at its very start or end."""
    word = 0
    for gap in GAP.finditer(text):
        if gap.start() > 0 and gap.end() < len(text):
            yield Border(gap.start(), gap.end(), _rank(text, word, gap))
        word = gap.end()


def _rank(text: str, word: int, gap: re.Match[str]) -> Rank:
    lines = len(LINE_END.findall(gap.group()))
    if lines > 1 or PARAGRAPH_SIGN in gap.group():
        return Rank.PARAGRAPH
    if lines:
        return Rank.LINE
    if _ends_sentence(text[word : gap.start()]) and not _goes_on(text, gap.end()):
        return Rank.SENTENCE
    return Rank.WORD


def _ends_sentence(word: str) -> bool:
    """Is this the last word of a sentence? Abbreviations, initials and numbers such as "12." are not."""
    bare = word.rstrip(CLOSING)
    if not bare or bare[-1] not in ENDING:
        return False
    stem = bare[:-1].lstrip(OPENING)
    return bare[-1] != "." or not (stem.lower() in ABBREVIATIONS or INITIALS.fullmatch(stem))


def _goes_on(text: str, at: int) -> bool:
    """A small letter after the gap means that the sentence goes on."""
    return text[at].islower()
