"""Copies of a text: reposted, quoted whole, or sent by many accounts at once."""

from __future__ import annotations

import hashlib
import re

from vitrino.domain.matcher.fold import key

_NOISE = re.compile(r"https?://\S+|www\.\S+|(?:^|\s)@[\w.@-]+|\bRT\b:?")
# Two greetings of one word are no copies of each other.
SHORTEST = 20


def copy_key(text: str) -> str:
    """The same for texts that differ only in links, addressed accounts, case, accents and signs; "" for short ones."""
    words = "".join(char for char in key(_NOISE.sub(" ", text)) if char.isalnum())
    if len(words) < SHORTEST:
        return ""
    return hashlib.blake2b(words.encode(), digest_size=16).hexdigest()
