"""Composed form (NFC) in linear time."""

from __future__ import annotations

import itertools
import re
import unicodedata

from vitrino.domain.text.clusters import classes

# Stream-Safe Text Format, UAX #15: no language needs more than 30 marks on one letter.
MARKS_AT_ONCE = 30
MANY_MARKS = re.compile(f"[EZ]{{{MARKS_AT_ONCE + 1},}}")


def nfc(text: str) -> str:
    """The text in NFC. Python sorts marks in quadratic time (100,000 take 9 s), so long runs go in pieces."""
    if text.isascii() or unicodedata.is_normalized("NFC", text):
        return text
    cuts = [cut for run in MANY_MARKS.finditer(classes(text)) for cut in range(*run.span(), MARKS_AT_ONCE)]
    if not cuts:
        return unicodedata.normalize("NFC", text)
    edges = [0, *cuts, len(text)]
    pieces = (text[a:b] for a, b in itertools.pairwise(edges))
    return "".join(unicodedata.normalize("NFC", piece) for piece in pieces)
