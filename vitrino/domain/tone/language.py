"""Which of the three languages a reply is in, when nobody has said."""

from __future__ import annotations

from vitrino.domain.tone.cues import LANGUAGES, cues
from vitrino.domain.tone.words import key


def guess(text: str) -> str:
    """The language with the most of its everyday words in the text; "" when none has any."""
    words = key(text).split()
    counts = {
        language: sum(word in frozenset(cues("_common", language).value("everyday")) for word in words)
        for language in LANGUAGES
    }
    best = max(counts, key=counts.__getitem__)
    return best if counts[best] else ""
