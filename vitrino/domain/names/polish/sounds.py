"""Sound changes at the end of Polish stems. Works on lower case; callers restore capitals.

Source: W. Gruszczyński, Z. Saloni (SGJP) inflection patterns; checked against Morfeusz 2 in the tests.
"""

from __future__ import annotations

VOWELS = frozenset("aeiouyąęóéö")

# Before the ending -e of the locative; the longest match wins.
_SOFTENED = {
    "iast": "ieści",
    "iazd": "ieździ",
    "jazd": "jeździ",
    "iat": "ieci",
    "iad": "iedzi",
    "iał": "iel",
    "iatr": "ietrz",
    "las": "lesi",
    "st": "ści",
    "zd": "ździ",
    "sł": "śl",
    "zł": "źl",
    "sn": "śni",
    "zn": "źni",
    "sm": "śmi",
    "zm": "źmi",
    "ioł": "iel",
    "ch": "sz",
    "h": "ż",
    "k": "c",
    "g": "dz",
    "r": "rz",
    "ł": "l",
    "th": "ci",
    "t": "ci",
    "d": "dzi",
    "x": "ksi",
    **{letter: f"{letter}i" for letter in "bpwfmnszv"},
}
# Endings whose vowel changes in some words only: kwiat -> kwiecie, but dyplomat -> dyplomacie.
_LOOSE = ("iast", "iazd", "jazd", "iatr", "iat", "iad", "iał", "ioł", "las", "sm", "zm", "sł", "zł", "sn", "zn")
# How a soft consonant is written at the end of a word, and before a vowel.
_CLOSED = {"dzi": "dź", "ni": "ń", "si": "ś", "zi": "ź", "ci": "ć"}
_OPEN = {closed: opened for opened, closed in _CLOSED.items()}
SOFT_ENDINGS = tuple(_OPEN)
HARDENED = ("cz", "sz", "rz", "dz", "dż", "ż", "c")
VELARS = ("k", "g")
# Marii, Julii, Nokii, Legii: the i is said as j, and the stem never loses it.
FOREIGN_IN_I = tuple(f"{letter}i" for letter in "rlkgtdhfv")


def soften(stem: str) -> tuple[str, ...]:
    """Stems before the locative -e: kawiarka -> ("kawiarc",), miast -> ("mieści", "miaści"); () when it is soft."""
    softened = [stem[: -len(end)] + soft for end, soft in _SOFTENED.items() if stem.endswith(end)]
    return tuple(softened[:2] if stem.endswith(_LOOSE) else softened[:1])


def opened(stem: str) -> str:
    """A soft consonant as written before a vowel: koń -> koni."""
    for closed, soft in _OPEN.items():
        if stem.endswith(closed):
            return stem[: -len(closed)] + soft
    return stem


def closed(stem: str) -> str:
    """A soft consonant as written at the end: kawiarni -> kawiarń; other stems lose their i."""
    for soft, end in _CLOSED.items():
        if stem.endswith(soft):
            return stem[: -len(soft)] + end
    return stem.removesuffix("i")


def is_hard(stem: str) -> bool:
    """Whether the stem ends in a hard consonant that isn't k or g."""
    return bool(soften(stem)) and not stem.endswith(VELARS)


def obliques(word: str) -> tuple[str, ...]:
    """Stems a masculine noun may have before endings: zegarek -> zegark; Kraków -> Krakow; dąb -> dęb; itself."""
    return tuple(dict.fromkeys([*_without_e(word), *_with_open_vowel(word), word]))


_DROPPED = (
    ("cioł", "tł"),
    ("zioł", "zł"),
    ("sioł", "sł"),
    ("rzeł", "rł"),
    ("niek", "ńk"),
    ("siek", "śk"),
    ("ciek", "ćk"),
    ("ziek", "źk"),
    ("ojciec", "ojc"),
    ("ździec", "źdźc"),
    ("dziec", "dźc"),
    ("siec", "śc"),
    ("ziec", "źc"),
    ("rzec", "rc"),
    ("niec", "ńc"),
    ("ciec", "ćc"),
    ("iec", "c"),
    ("ies", "s"),
    ("giel", "gl"),
    ("kiel", "kl"),
    ("gień", "gń"),
    ("sep", "sp"),
    ("kiew", "kw"),
    ("ew", "w"),
    ("el", "l"),
    ("en", "n"),
    ("kier", "kr"),
    ("gier", "gr"),
    ("cień", "tń"),
    ("dzień", "dń"),
    ("pień", "pń"),
    ("sień", "śń"),
    ("kieć", "kć"),
    ("gieć", "gć"),
    ("peć", "pć"),
    ("wieś", "wś"),
    ("ek", "k"),
    ("ec", "c"),
    ("eł", "ł"),
    ("er", "r"),
    ("eń", "ń"),
)
_SHORT_DROPPED = ("ieś", "es", "eb", "ez", "ech")


def _without_e(word: str) -> list[str]:
    """The stem without the fleeting e, where the ending allows one."""
    for end, stem_end in _DROPPED:
        if word.endswith(end) and len(word) > len(end):
            return [word[: -len(end)] + stem_end]
    if len(word) <= 4:
        return [word[: -len(end)] + end[-1] for end in _SHORT_DROPPED if word.endswith(end) and len(word) > len(end)][
            :1
        ]
    return ["dń"] if word == "dzień" else []


def _with_open_vowel(word: str) -> list[str]:
    """ó -> o and ą -> ę in the last syllable."""
    for place in range(len(word) - 1, 0, -1):
        if word[place] in VOWELS:
            change = {"ó": "o", "ą": "ę"}.get(word[place])
            return [word[:place] + change + word[place + 1 :]] if change else []
    return []


def bare(stem: str) -> tuple[str, ...]:
    """The genitive plural without ending: żabk -> żabek; sow -> sów; wojn -> wojen; kawiarni -> kawiarń, kawiarni."""
    found = [*_with_fleeting_e(stem), *_with_closed_vowel(stem)]
    if stem.endswith(FOREIGN_IN_I):
        return (f"{stem}i",)
    if stem.endswith("i"):
        return tuple(dict.fromkeys([closed(stem), *_with_fleeting_e(closed(stem).replace("ń", "n"))]))
    # Nobody says żabk: before k the e is missing only after s (wojsk, boisk).
    is_needed = bool(_with_fleeting_e(stem)) and stem.endswith("k") and not stem.endswith("sk")
    return tuple(dict.fromkeys(found if is_needed else [*found, stem]))


def _with_fleeting_e(stem: str) -> list[str]:
    """An e between the last two consonants: jabłk -> jabłek, okn -> okien, haśk -> hasiek."""
    if len(stem) < 3 or stem[-1] not in "kłlrnwmc" or stem[-2] in VOWELS:
        return []
    head, last = stem[:-1], stem[-1]
    if head.endswith(SOFT_ENDINGS) or not _takes_ie(head[-1], last):
        return [f"{opened(head)}e{last}"]
    return [f"{head}ie{last}"]


def _takes_ie(before: str, last: str) -> bool:
    """Whether the fleeting e softens what is before it: okien, drewien, igieł, owiec."""
    return last != "k" and (before in VELARS or (last == "n" and before in "wmnpb") or (last == "c" and before in "wp"))


def _with_closed_vowel(stem: str) -> list[str]:
    """o -> ó and ę -> ą in the last syllable."""
    for place in range(len(stem) - 1, 0, -1):
        if stem[place] in VOWELS:
            change = {"o": "ó", "ę": "ą"}.get(stem[place])
            return [stem[:place] + change + stem[place + 1 :]] if change else []
    return []
