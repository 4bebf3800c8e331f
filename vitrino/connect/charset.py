"""How the letters of a file are most probably written, when nobody says so or somebody lies."""

from __future__ import annotations

import codecs
import re

_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
# Polish letters stand at other places in the two; these bytes are frequent letters in the one and rare in the other.
_ONLY_CP1250 = re.compile(rb"[\xb9\x9c\x9f\xa5\x8c\x8f]")
_ONLY_ISO = re.compile(rb"[\xb1\xb6\xbc\xa1\xa6\xac]")


def encoding_of(content: bytes) -> str:
    """The name of the encoding."""
    for mark, name in _BOMS:
        if content.startswith(mark):
            return name
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return "iso-8859-2" if len(_ONLY_ISO.findall(content)) > len(_ONLY_CP1250.findall(content)) else "cp1250"
    return "utf-8"
