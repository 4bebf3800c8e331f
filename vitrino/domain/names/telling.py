"""Words that tell the shop from others of its name, learned from what its people said about single texts."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from vitrino.domain.matcher.fold import key

_WORD = re.compile(r"[^\W\d_]{4,}")
# In so many texts about somebody else a word stands before it is worth a proposal, and in none about the shop.
ENOUGH = 3
MOST = 6


def telling_words(ours: Iterable[str], others: Iterable[str], besides: Iterable[str] = ()) -> list[str]:
    """Words that stand only in texts about somebody else, the commonest first; as written there most often.

    Texts that say the same count once. besides: the names themselves.
    """
    own = {word for text in ours for word in _words(text)} | {word for name in besides for word in _words(name)}
    counted: Counter[str] = Counter()
    for text in {" ".join(sorted(_words(one))) for one in others}:
        counted.update(set(text.split()) - own)
    told = [(word, count) for word, count in counted.items() if count >= ENOUGH]
    return [word for word, _count in sorted(told, key=lambda one: (-one[1], one[0]))[:MOST]]


def _words(text: str) -> set[str]:
    return {key(word) for word in _WORD.findall(text)}
