"""Sentences in the reader's language without Django: the same catalogues, read as they are."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache

from vitrino.config.texts import LANGUAGES, PACKAGE, catalogue_path, read
from vitrino.domain.message import Message, fill

SPOKEN = ("en", *LANGUAGES)
# The packages whose words a report may hold.
_FOLDERS = ("config", "checkup", "platforms", "connect", "domain")

Say = Callable[[Message], str]


def speaker(language: str) -> Say:
    """What turns a message into a sentence of that language; English where a translation is missing."""
    words = _catalogue(language)

    def spoken(message: Message) -> str:
        values = {name: spoken(value) if isinstance(value, Message) else value
                  for name, value in message.values.items()}  # fmt: skip
        return fill(words.get(message.template) or message.template, values)

    return spoken


@cache
def _catalogue(language: str) -> Mapping[str, str]:
    if language not in LANGUAGES:
        return {}
    found: dict[str, str] = {}
    for folder in _FOLDERS:
        for entry in read(catalogue_path(PACKAGE / folder, language), language):
            if isinstance(entry.id, str) and isinstance(entry.string, str) and entry.string and not entry.fuzzy:
                found.setdefault(entry.id, entry.string)
    return found
