"""How one variant of a post differs from another, word by word."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

WORDS = re.compile(r"\s+|\S+")


@dataclass(frozen=True)
class Piece:
    """A stretch of text that stays, was taken out or was put in."""

    kind: Literal["same", "removed", "added"]
    text: str


def pieces(old: str, new: str) -> list[Piece]:
    """The way from old to new, in reading order."""
    before, after = WORDS.findall(old), WORDS.findall(new)
    result: list[Piece] = []
    for tag, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            result.append(Piece("same", "".join(before[a:b])))
            continue
        removed, added = Piece("removed", "".join(before[a:b])), Piece("added", "".join(after[c:d]))
        result += [piece for piece in (removed, added) if piece.text]
    return result
