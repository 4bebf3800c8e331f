"""What a reader would not see, or see wrongly, in a text: for a visible warning, never removed in silence."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, islice
from typing import Literal

from vitrino.domain.message import Message, say
from vitrino.domain.text.clusters import classes
from vitrino.domain.text.emoji import SEQUENCE
from vitrino.domain.text.lookalikes import masked_words, unmasked
from vitrino.domain.text.spans import Span

Kind = Literal["bidi", "invisible", "lookalike", "stacked", "styled", "broken", "control"]

# Nobody reads a longer list of warnings.
MOST = 50


@dataclass(frozen=True, slots=True)
class Oddity:
    """One odd place in a text, and what to tell the person about it."""

    kind: Kind
    span: Span
    message: Message


BIDI = re.compile("[\u202a-\u202e\u2066-\u2069]+")
# U+0489 and the blocks of combining marks that fit any letter; four on one letter are no language.
STACKED = re.compile("[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]{4,}")
STYLED = re.compile("[\U0001d400-\U0001d7ff]+(?:[ '’.,!?-]*[\U0001d400-\U0001d7ff]+)*")
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]+")
# Lone surrogates, the replacement sign, private use, and code points that are no characters.
BROKEN = re.compile(
    "[\ud800-\uf8ff\ufdd0-\ufdef\ufffd-\uffff"
    + "".join(chr(plane + 0xFFFE) + chr(plane + 0xFFFF) for plane in range(0x10000, 0xF0000, 0x10000))
    + "\U000f0000-\U0010ffff]+"
)
# Never seen: soft hyphen, fillers, zero-width spaces, direction marks, joiners, looks of signs, tags.
INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2060-\u2065\u206a-\u206f\u3164\ufe00-\ufe0f"
    "\ufeff\uffa0\U000e0000-\U000e0fff]+"
)
DIRECTION_MARKS = frozenset("\u061c\u200e\u200f")
JOINERS = frozenset("\u200c\u200d")
LOOKS = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")
# Stands for an emoji whose invisible parts are in order; it takes no further look, but may be joined.
IN_ORDER = "🟦"

Place = tuple[int, int]


def oddities(text: str) -> list[Oddity]:
    """The odd places in the text, in order, MOST at the most. Ordinary prose in any language has none."""
    finders = (_bidi, _control, _broken, _stacked, _styled, _lookalikes, _invisibles)
    found = chain.from_iterable(islice(finder(text), MOST) for finder in finders)
    return sorted(found, key=lambda odd: odd.span.start)[:MOST]


def _bidi(text: str) -> Iterator[Oddity]:
    message = say("Hidden signs turn the direction of the text here, so people may read something else than you wrote.")
    return (_odd("bidi", text, place, message) for place in _places(BIDI, text))


def _control(text: str) -> Iterator[Oddity]:
    for place in _places(CONTROL, text):
        codes = _codes(text, place)
        message = say("There is a control character here ({codes}). No network shows it; best remove it.", codes=codes)
        yield _odd("control", text, place, message)


def _broken(text: str) -> Iterator[Oddity]:
    for place in _places(BROKEN, text):
        message = say(
            "A character got lost here, or has no agreed look ({codes}). People may see an empty box; type it again.",
            codes=_codes(text, place),
        )
        yield _odd("broken", text, place, message)


def _stacked(text: str) -> Iterator[Oddity]:
    message = say("So many accents are piled up on one letter here that many devices show a smudge.")
    return (_odd("stacked", text, place, message) for place in _places(STACKED, text))


def _styled(text: str) -> Iterator[Oddity]:
    message = say(
        "These letters are mathematical signs: fancy to see, but screen readers stumble and search misses them."
    )
    return (_odd("styled", text, place, message) for place in _places(STYLED, text))


def _lookalikes(text: str) -> Iterator[Oddity]:
    for match in masked_words(text):
        message = say(
            "“{word}” only looks like “{plain}”: some letters are from another alphabet, so search can't find it.",
            word=match.group(),
            plain=unmasked(match.group()),
        )
        yield _odd("lookalike", text, match.span(), message)


def _invisibles(text: str) -> Iterator[Oddity]:
    if INVISIBLE.search(text) is None:
        return
    shown = SEQUENCE.sub(lambda emoji: IN_ORDER * len(emoji.group()), text)
    is_right_to_left = any(unicodedata.bidirectional(char) in {"R", "AL"} for char in set(text) if char.isalpha())
    for start, end in _places(INVISIBLE, shown):
        if not _belongs(shown, start, end, is_right_to_left):
            message = say(
                "There is something invisible here ({codes}). It counts, and it can break a link, a hashtag or search.",
                codes=_codes(text, (start, end)),
            )
            yield _odd("invisible", text, (start, end), message)


def _belongs(text: str, start: int, end: int, is_right_to_left: bool) -> bool:
    """Is the invisible text[start:end] good spelling: within an emoji, in Arabic or Indic, in right-to-left text?"""
    before = text[start - 1 : start]
    if LOOKS.match(text, start) and _takes_a_look(before):
        start += 1
    signs = set(text[start:end])
    if signs <= JOINERS and end - start == 1:
        return (_is_picture(before) and _is_picture(text[end : end + 1])) or _joins_letters(before)
    return signs <= DIRECTION_MARKS and (is_right_to_left or not signs)


def _takes_a_look(char: str) -> bool:
    """Emoji, keycap digits, ideographs and operators come in two looks."""
    if not char or char == IN_ORDER:
        return False
    return _is_picture(char) or char in "#*0123456789" or unicodedata.category(char) in {"Lo", "Sm"}


def _is_picture(char: str) -> bool:
    return bool(char) and classes(char) in "XI"


def _joins_letters(char: str) -> bool:
    """Letters without case, and the marks on them, as in Persian and Hindi: there a joiner is spelling."""
    return bool(char) and unicodedata.category(char) in {"Lo", "Mn", "Mc"}


def _places(pattern: re.Pattern[str], text: str) -> Iterator[Place]:
    return (match.span() for match in pattern.finditer(text))


def _odd(kind: Kind, text: str, place: Place, message: Message) -> Oddity:
    return Oddity(kind, Span(*place, text[place[0] : place[1]]), message)


def _codes(text: str, place: Place) -> str:
    """The first three different ones: "U+200B, U+2060"."""
    different = dict.fromkeys(text[place[0] : place[1]])
    return ", ".join(f"U+{ord(char):04X}" for char in islice(different, 3))
