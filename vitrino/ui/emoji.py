"""The emoji of the picker, with the words by which one finds them: `python -m vitrino.ui.emoji [emoji-test.txt]`.

Writes static/ui/emoji.json from Unicode's list when that is given, and from it a list for each other language: fully
qualified emoji in Unicode's groups and order, without those that only differ by skin; each with its English name, and
with the words of emoji_words.txt and of CLDR's countries.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Mapping
from pathlib import Path

from babel import Locale

HERE = Path(__file__).parent
WRITTEN, WORDS = HERE / "static" / "ui" / "emoji.json", HERE / "emoji_words.txt"
LANGUAGES = ("pl", "eo")
SOURCE = "Unicode emoji-test.txt, © Unicode, Inc., https://www.unicode.org/license.txt"
SKINS = re.compile("[🏻-🏿]")
LEFT_OUT = ("Component",)
LINE = re.compile(r"^[0-9A-F ]+; fully-qualified +# (?P<emoji>\S+) E\S+ (?P<name>.+)$")
FIRST_LETTER = 0x1F1E6  # a flag is its country's two letters in this alphabet
NO_WORD = re.compile(r"\W+")

Groups = list[list[tuple[str, str]]]


def groups(text: str) -> Groups:
    """The groups, each a list of emoji and names."""
    found: Groups = []
    is_wanted = False
    for line in text.splitlines():
        if line.startswith("# group: "):
            is_wanted = line.removeprefix("# group: ") not in LEFT_OUT
            found += [[]] if is_wanted else []
        match = LINE.match(line)
        if match and is_wanted and not SKINS.search(match["emoji"]):
            found[-1].append((match["emoji"], match["name"]))
    return found


def path_of(language: str) -> Path:
    return WRITTEN.with_suffix(f".{language}.json") if language in LANGUAGES else WRITTEN


def known() -> Groups:
    """The groups as they were written last."""
    return [[(one, name) for one, name in group] for group in json.loads(WRITTEN.read_text(encoding="utf-8"))["groups"]]


def spoken(found: Groups, language: str) -> list[list[list[str]]]:
    """The groups with a third piece: the words of that language, "" for an emoji that has none there."""
    countries, words = Locale(language).territories, words_in(language)
    return [[[one, name, _words_of(one, name, words, countries)] for one, name in group] for group in found]


def words_in(language: str) -> dict[frozenset[str], str]:
    """English words -> the words of that language for whatever has all of them in its name."""
    lines = [line for line in WORDS.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    rows = [line.split(" = ") for line in lines]
    return {_pieces(row[0]): row[1 + LANGUAGES.index(language)] for row in rows}


def _words_of(emoji: str, name: str, words: dict[frozenset[str], str], countries: Mapping[str, str]) -> str:
    letters = "".join(chr(ord(char) - FIRST_LETTER + ord("A")) for char in emoji if ord(char) >= FIRST_LETTER)
    pieces = _pieces(name)
    found = [countries.get(letters, "").lower() if name.startswith("flag: ") else ""]
    found += [given for key, given in words.items() if key <= pieces]
    return " ".join(dict.fromkeys(" ".join(found).split()))


def _pieces(name: str) -> frozenset[str]:
    return frozenset(NO_WORD.split(name.lower())) - {""}


def _write(path: Path, found: object) -> None:
    written = {"source": SOURCE, "groups": found}
    path.write_text(json.dumps(written, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")


if __name__ == "__main__":
    for given in sys.argv[1:]:
        _write(WRITTEN, groups(Path(given).read_text(encoding="utf-8")))
    for language in LANGUAGES:
        _write(path_of(language), spoken(known(), language))
