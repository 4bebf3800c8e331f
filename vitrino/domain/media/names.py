"""Names people give: shown, never used as a path."""

from __future__ import annotations

import re
import unicodedata

LONGEST_NAME = 120
LONGEST_ENDING = 8
MOST_TAGS = 12
LONGEST_TAG = 40


def safe_name(given: str) -> str:
    """The last part of a file's name, without signs that hide or turn text around; "" when nothing is left."""
    last = re.split(r"[/\\]", given)[-1]
    plain = "".join(sign for sign in unicodedata.normalize("NFC", last) if unicodedata.category(sign)[0] != "C")
    plain = " ".join(plain.split()).strip(". ")
    if len(plain) <= LONGEST_NAME:
        return plain
    stem, dot, ending = plain.rpartition(".")
    return (
        f"{stem[: LONGEST_NAME - len(ending) - 2]}…{dot}{ending}" if dot and len(ending) < 8 else plain[:LONGEST_NAME]
    )


def tags_in(typed: str) -> tuple[str, ...]:
    """The tags of a line like "Bread, #rye": in small letters, each once, in their order."""
    found: dict[str, None] = {}
    for part in re.split(r"[,;\n]", unicodedata.normalize("NFC", typed)):
        tag = " ".join(part.replace("#", " ").split()).lower()[:LONGEST_TAG].strip()
        if tag:
            found.setdefault(tag)
    return tuple(found)[:MOST_TAGS]
