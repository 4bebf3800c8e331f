"""Tables of letters: what looks or means the same, one character at a time.

Sources: Unicode NFKD decompositions, the Unicode confusables list (the part that looks Latin),
and the writings of one name collected in tests. Only what NFKD doesn't do by itself is listed.
"""

from __future__ import annotations

import unicodedata

# Letters with a stroke, a hook or of another size: Unicode calls them letters of their own.
_ALONE = {
    **dict(zip("łøđħŧƶƀɨʉɉɍɏⱥȼɇꝑꞓ", "lodhtzbiujryacepc", strict=True)),
    **dict(zip("ɓƈɖɗƒɠɦƙɫɱɲɵƥʂƭʋƴʐɑɡɩıȷŋɛɔʒ", "bcddfghklmnopstvyzagiijneoz", strict=True)),
    **dict(zip("ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘꞯʀꜱᴛᴜᴠᴡʏᴢ", "abcdefghijklmnopqrstuvwyz", strict=True)),
    **{"æ": "ae", "œ": "oe", "þ": "th", "ð": "d", "ẞ": "ss", "ĸ": "k"},
}
# Signs people type for one another; one for one, so that places in the text stay where they are.
_SIGNS = {
    **dict.fromkeys("`´‘’‚‛ʼʹ′＇ʻ", "'"),
    **dict.fromkeys("‐‑‒–—―−﹣－⁃", "-"),
    **dict.fromkeys("™®©℠", " "),
    "…": ".",
}
_NO_WIDTH = set("\u115f\u1160\u17b4\u17b5\u3164\uffa0")
# Accents of Latin, Greek and Cyrillic; vowel signs of other scripts are letters and stay.
_ACCENTS = ((0x0300, 0x036F), (0x1AB0, 0x1AFF), (0x1DC0, 0x1DFF), (0x20D0, 0x20FF), (0xFE20, 0xFE2F))
_SELECTORS = ((0xFE00, 0xFE0F), (0xE0100, 0xE01EF), (0x180B, 0x180F))
# White letters on black circles and squares have no decomposition of their own.
_BOXED = ((0x1F150, 0x1F169), (0x1F170, 0x1F189))
REPLACEMENT = "\ufffd"


def is_accent(char: str) -> bool:
    """Whether a character only decorates the one before it."""
    return any(low <= ord(char) <= high for low, high in _ACCENTS + _SELECTORS)


def fold_letter(char: str) -> str:
    """What one character counts as when names are compared: "" to many characters, in lower case."""
    if char in _SIGNS:
        return _SIGNS[char]
    if char.isspace():
        return " "
    if unicodedata.category(char) == "Cs":
        return REPLACEMENT
    parts = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", char).casefold())
    return "".join(_plain(part) for part in parts)


def _plain(part: str) -> str:
    """One decomposed character without accent, stroke or disguise."""
    if is_accent(part) or part in _NO_WIDTH or unicodedata.category(part) == "Cf":
        return ""
    for low, high in _BOXED:
        if low <= ord(part) <= high:
            return chr(ord("a") + ord(part) - low)
    return _ALONE.get(part) or _SIGNS.get(part, part)


class FoldTable(dict[int, str]):
    """A table for `str.translate` that learns each character when it first sees it.

    `uneven` holds the characters that don't fold to exactly one: they move everything behind them.
    """

    def __init__(self) -> None:
        super().__init__()
        self.uneven: set[str] = set()

    def __missing__(self, code: int) -> str:
        folded = fold_letter(chr(code))
        if len(folded) != 1:
            self.uneven.add(chr(code))
        self[code] = folded
        return folded


class LookAlikeTable(dict[int, int]):
    """A table for `str.translate` from Cyrillic and Greek letters to Latin ones; accents don't hide them."""

    def __missing__(self, code: int) -> int:
        base = ord(unicodedata.normalize("NFD", chr(code))[0])
        self[code] = _LOOK_ALIKES.get(base, code)
        return self[code]


class SquashTable(dict[int, str | None]):
    """A table for `str.translate` that drops everything but letters and digits."""

    def __missing__(self, code: int) -> str | None:
        kept = chr(code) if chr(code).isalnum() else None
        self[code] = kept
        return kept


# Cyrillic and Greek letters that look Latin, by case: Н looks like H, η like n.
_LOOK_ALIKES = str.maketrans(
    "АВЕЅІЇЈКМНОРСТУХԚԜҮӀаеѕіїјкмнорстухԛԝүһԁӏьвгпёЁ" + "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧαβεικνορτυχηωγ",
    "ABESIIJKMHOPCTYXQWYIaesiijkmhopctyxqwyhdlbbrneE" + "ABEZHIKMNOPTYXabeikvoptuxnwy",
)

# Digits and signs typed for letters. i, l, 1, ! and | can't be told apart, so all become i.
LEET = str.maketrans("014@35$7+8629€£!|l", "oiaaesstt" + "bgzgeiiii")
LEET_SIGNS = frozenset("0123456789@$+€£!|")

# Scripts written without spaces (and Korean, which glues particles on): no border can be asked for.
_NO_SPACES = (
    (0x0E00, 0x0EFF),
    (0x1000, 0x109F),
    (0x1100, 0x11FF),
    (0x1780, 0x17FF),
    (0x3040, 0x30FF),
    (0x3400, 0x9FFF),
    (0xAC00, 0xD7AF),
    (0x20000, 0x323AF),
)


def needs_no_border(char: str) -> bool:
    """Whether a character belongs to a script that writes words without spaces."""
    return any(low <= ord(char) <= high for low, high in _NO_SPACES)
