"""Letters of other alphabets that look like Latin ones, as used to imitate a name ("pаypal" with a Cyrillic а).

Stricter than the table of the matcher, which would rather find too much: here a false alarm annoys the writer.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

# Pairs: the letter, and the Latin one it is taken for. Only those that fool the eye in common typefaces.
_PAIRS = {
    "CYRILLIC": (
        "аa еe оo рp сc уy хx ѕs іi јj һh ԁd ԛq ԝw ӏl кk АA ВB ЕE КK МM НH ОO РP СC ТT УY ХX ЅS ІI ЈJ ԚQ ԜW ӀI ԌG"
    ),
    "GREEK": "οo νv αa ρp ιi κk υu γy χx ϲc ϳj ΑA ΒB ΕE ΖZ ΗH ΙI ΚK ΜM ΝN ΟO ΡP ΤT ΥY ΧX",
    "ARMENIAN": "օo սu հh ոn ցg զq ՏS ՍU ՕO",
    "CHEROKEE": "ᎪA ᏴB ᏟC ᎠD ᎬE ᏀG ᎻH ᎫJ ᏦK ᏞL ᎷM ᏢP ᎡR ᏚS ᎢT ᏙV ᎳW ᏃZ",
}
LATIN_FOR = {pair[0]: pair[1] for pairs in _PAIRS.values() for pair in pairs.split()}
SCRIPT_OF = {pair[0]: script for script, pairs in _PAIRS.items() for pair in pairs.split()}
LOOKALIKE = re.compile(f"[{''.join(LATIN_FOR)}]")
WORD = re.compile(r"\w+")
_TO_LATIN = str.maketrans(LATIN_FOR)


def unmasked(word: str) -> str:
    """The word as it looks: with Latin letters in place of their look-alikes."""
    return word.translate(_TO_LATIN)


def masked_words(text: str) -> Iterator[re.Match[str]]:
    """Words that mix Latin letters with look-alikes, or are made of look-alikes alone in an otherwise Latin text."""
    if LOOKALIKE.search(text) is None:
        return
    honest = _scripts_in_use(text)
    for word in WORD.finditer(text):
        if LOOKALIKE.search(word.group()) and _is_masked(word.group(), honest):
            yield word


def _scripts_in_use(text: str) -> set[str]:
    """The scripts that show at least one letter which looks like no Latin one: the text is truly written in them."""
    return {_script(char) for char in set(text) if not char.isascii() and char.isalpha() and char not in LATIN_FOR}


def _is_masked(word: str, honest: set[str]) -> bool:
    letters = [char for char in word if char.isalpha()]
    if any(char not in LATIN_FOR and _script(char) == "LATIN" for char in letters):
        return True
    alone = all(char in LATIN_FOR for char in letters) and len(letters) > 1
    return alone and not any(SCRIPT_OF[char] in honest for char in letters)


def _script(char: str) -> str:
    """The alphabet, by the first word of the character's name: "LATIN SMALL LETTER A"."""
    return unicodedata.name(char, "").partition(" ")[0]
