"""Where a word begins and ends, and how freely its letters may be spaced out."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Literal

from vitrino.domain.matcher.fold import Folded
from vitrino.domain.matcher.letters import needs_no_border

Border = Literal["word", "tag", "none"]
_LONGEST_TAG = 100
# Names of 6 letters and more may be written with any gaps; of 4 or 5 only letter by letter or hyphenated.
# Shorter ones never: squashed, "Era" occurs 124 times as often as the word does (measured on 100,000 posts).
FREELY_SPACED = 6
STRICTLY_SPACED = 4
_GAPS = frozenset(" -._*·•|/~'\"")


def widen(text: str, start: int, end: int, term: str) -> tuple[int, int]:
    """Take in the signs a term begins or ends with (the @ of a handle, the ! of Yahoo!), where they are there."""
    core = [place for place, char in enumerate(term) if char.isalnum()]
    head, tail = term[: core[0]], term[core[-1] + 1 :]
    if head and text.endswith(head, 0, start):
        start -= len(head)
    if tail and text.startswith(tail, end):
        end += len(tail)
    return start, end


def kind(folded: Folded, start: int, end: int) -> Border:
    """Whether a name stands as a word of its own, as a part of a hashtag or handle, or inside another word."""
    is_open, is_closed = _free_before(folded.text, start), _free_after(folded.text, end)
    if is_open and is_closed:
        return "word"
    if not (is_open or _turns(folded, start)) or not (is_closed or _turns(folded, end)):
        return "none"
    return "tag" if _in_tag(folded.text, start) else "none"


def cut(folded: Folded, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A word of a hashtag or account name in its parts: #NaszaŻabka24; any other word whole."""
    if _in_tag(folded.text, start):
        for place in range(start + 1, end):
            if _turns(folded, place):
                yield start, place
                start = place
    yield start, end


def is_one_phrase(text: str, pieces: list[tuple[int, int]]) -> bool:
    """Whether only spaces and hyphens stand between neighbouring words, so that no sentence ends there."""
    return all(_is_gap(text[end:start]) for (_, end), (start, _) in pairwise(pieces))


def _free_before(text: str, start: int) -> bool:
    return start == 0 or not text[start - 1].isalnum() or needs_no_border(text[start])


def _free_after(text: str, end: int) -> bool:
    return end == len(text) or not text[end].isalnum() or needs_no_border(text[end - 1])


def _turns(folded: Folded, place: int) -> bool:
    """A seam inside a CamelCase word, where the original has one."""
    source = folded.source
    around = (
        source[folded.span(at, at + 1)[0]] if 0 <= at < len(folded.text) else "" for at in range(place - 2, place + 2)
    )
    return is_seam(*around)


def is_seam(two_before: str, before: str, after: str, two_after: str) -> bool:
    """Whether a new word begins between `before` and `after`: a|B, a|1, 1|a, IKEA|polska, IKEA|Family."""
    if before.isdigit() != after.isdigit():
        return True
    if before.isupper() and after.isupper():
        return two_after.islower()
    # One capital alone begins a word; two and more may end one.
    return before.isupper() != after.isupper() and (after.isupper() or two_before.isupper())


def _in_tag(text: str, start: int) -> bool:
    first = max(0, start - _LONGEST_TAG)
    place = start
    while place > first and (text[place - 1].isalnum() or text[place - 1] == "_"):
        place -= 1
    return place > 0 and text[place - 1] in "#@"


def may_be_spaced(written: str, letters: int) -> bool:
    """Whether `written`, which holds the right letters, is still one name: "ż a b k a", "żab-ka", "big star"."""
    gaps = _gaps(written)
    if letters < STRICTLY_SPACED or not all(_is_gap(gap) for gap in gaps):
        return False
    if letters >= FREELY_SPACED:
        return True
    return len(gaps) == letters - 1 or not any(" " in gap for gap in gaps)


def _gaps(written: str) -> list[str]:
    gaps, gap = [], ""
    for char in written:
        if not char.isalnum():
            gap += char
        elif gap:
            gaps.append(gap)
            gap = ""
    return gaps


def _is_gap(gap: str) -> bool:
    """ "-", " ", " - " are gaps of one name; ". " ends a sentence."""
    return _GAPS.issuperset(gap) and (not gap.strip() or gap.startswith(" ") == gap.endswith(" "))
