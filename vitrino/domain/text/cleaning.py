"""What every text passes on its way in: made storable and comparable, never silently shortened."""

from __future__ import annotations

import re
import unicodedata

from vitrino.domain.text.clusters import classes, is_plain
from vitrino.domain.text.normal import nfc

SURROGATE = re.compile("[\ud800-\udfff]")
# The most a living script needs is a Tibetan stack of eight.
MARKS_PER_LETTER = 8
MANY_MARKS = re.compile(f"[EZS]{{{MARKS_PER_LETTER + 1},}}")


def clean(text: str) -> str:
    """The text in NFC with \\n as line end, without NUL, lone surrogates (as U+FFFD) and piles of marks.

    What is merely odd stays, and `oddities` names it. Cleaning twice changes nothing more.
    """
    if SURROGATE.search(text):
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    text = text.replace("\0", "").replace("\r\n", "\n").replace("\r", "\n")
    # A pile too high to compose at once composes when it is low enough.
    return nfc(_cap_marks(nfc(text)))


def _cap_marks(text: str) -> str:
    """At most MARKS_PER_LETTER marks on a letter. A pile of 100,000 shows as a smudge over half the page."""
    if is_plain(text):
        return text
    pieces, at = [], 0
    for run in MANY_MARKS.finditer(classes(text)):
        pieces += [text[at : run.start()], _first_marks(text[run.start() : run.end()])]
        at = run.end()
    return "".join([*pieces, text[at:]])


def _first_marks(run: str) -> str:
    """The joiners and tags of the run, and its first marks."""
    marks = [at for at, char in enumerate(run) if unicodedata.category(char)[0] == "M"]
    dropped = set(marks[MARKS_PER_LETTER:])
    return "".join(char for at, char in enumerate(run) if at not in dropped)
