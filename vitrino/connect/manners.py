"""How people write on each platform, from the manifests: what only makes sense on one is foreign on the others."""

from __future__ import annotations

import re
from collections.abc import Mapping

from vitrino.connect.manifest import Manifest
from vitrino.connect.registry import manifests
from vitrino.domain.text.adapt import TextForm
from vitrino.domain.text.manner import Manner


def manner_of(key: str, form: TextForm | None = None) -> Manner:
    """One platform's. form: with the account's own limits, where known. Raises KeyError for a key nobody has."""
    one = manifests()[key]
    return Manner(form or one.form(), one.name_form, _foreign(one))


def _foreign(mine: Manifest) -> Mapping[str, str]:
    """Turns of speech of the others that this platform does not share."""
    own = set(mine.turns)
    found: dict[str, str] = {}
    for other in manifests().values():
        if other.key == mine.key:
            continue
        for pattern in (*(_phrase(turn) for turn in other.turns if turn not in own), *other.marks):
            found.setdefault(pattern, other.name)
    return found


def _phrase(turn: str) -> str:
    """The words as they stand in a folded text, and not as a part of longer words."""
    return rf"(?<![\w#@]){re.escape(turn)}(?!\w)"
