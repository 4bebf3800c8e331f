"""What of a message can be learnt from: its words, pairs of words, their beginnings, and what the cues found."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from itertools import pairwise

from vitrino.domain.matcher import fold
from vitrino.domain.triage.names import Intent

# Feature -> its places in the folded text; none for what stands nowhere.
Features = Mapping[str, tuple[tuple[int, int], ...]]
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
MOST_WORDS = 120
# Endings change in Polish and Esperanto; the beginning tells which word it is.
STEM = 5


def features_of(text: str, intents: Iterable[Intent]) -> Features:
    """The features of a text in which the cues found these intents."""
    folded = fold(text)
    words = [(match.group(), match.span()) for match in _WORD.finditer(folded.text)][:MOST_WORDS]
    found: dict[str, tuple[tuple[int, int], ...]] = {f"cue:{intent.value}": () for intent in intents}
    for word, span in words:
        name = "number" if word.isdigit() else f"word:{word}"
        found[name] = (*found.get(name, ()), span)
        if len(word) > STEM:
            found[f"stem:{word[:STEM]}"] = (span,)
    for (first, (start, _)), (second, (_, end)) in pairwise(words):
        found[f"pair:{first} {second}"] = ((start, end),)
    if "?" in folded.text:
        found["mark:?"] = ()
    if len(words) <= 3:
        found["short"] = ()
    return found
