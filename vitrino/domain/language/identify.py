"""The language of a text by its script, its everyday words and its runs of letters."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from vitrino.domain.language.profiles import CYRILLIC, LATIN, profiles, runs_in

# Scripts that only one language of ours is written in; the first with letters in the text wins.
_SCRIPTS = (
    ("ja", re.compile("[\u3040-\u30ff]")),
    ("ko", re.compile("[\uac00-\ud7a3\u1100-\u11ff]")),
    ("zh", re.compile("[\u4e00-\u9fff]")),
    ("el", re.compile("[\u0370-\u03ff]")),
    ("he", re.compile("[\u0590-\u05ff]")),
    ("ar", re.compile("[\u0600-\u06ff]")),
    ("th", re.compile("[\u0e00-\u0e7f]")),
    ("ka", re.compile("[\u10a0-\u10ff]")),
    ("hy", re.compile("[\u0530-\u058f]")),
    ("hi", re.compile("[\u0900-\u097f]")),
)
LANGUAGES = (*LATIN, *CYRILLIC, *(language for language, _ in _SCRIPTS))
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_LETTER = re.compile(r"[^\W\d_]")
_WORD = re.compile("[^\\W\\d_]+(?:['\u2019][^\\W\\d_]+)*")
_NOT_TEXT = re.compile(
    r"https?://\S+|www\.\S+|(?<![\w-])[\w-]{1,63}\.[a-z]{2,20}/\S*|[@#]\w[\w.@-]*|(?<![\w.+-])[\w.+-]{1,64}@\S+|\{[^{}]{0,60}\}"
)
# Letters that betray a language by themselves. Each counts once for every word that has one.
_TELLING = {
    "pl": "ąęłńśźż", "eo": "ĉĝĥĵŝŭ", "de": "ßäöü", "cs": "ěřůžščýáíé", "sk": "ľĺŕôäžščýáí", "hu": "őűáéíóöúü",
    "ro": "țșăâîţş", "fr": "çèêàùœîôûë", "es": "ñ¿¡áéíóú", "it": "àèéìòù", "pt": "ãõçáâêéíóú", "ca": "çàèéíòóú",
    "sv": "åäö", "nb": "åæø", "da": "åæø", "fi": "äö", "et": "õäöü", "lt": "ėįųūąęčšž", "lv": "āēīūģķļņšžč",
    "tr": "ığşçöü", "hr": "ćčđšž", "sl": "čšž", "sq": "ëç", "nl": "ëéï",
    "uk": "іїєґ", "ru": "ыэёъ", "be": "ўіыэё", "bg": "ъ", "sr": "јљњћђџ",
}  # fmt: skip
_PLAIN_CYRILLIC = frozenset("абвгдежзийклмнопрстуфхцчшщьюя")
_TELLS = 2.0
_FOREIGN_LETTER = -4.0
# A text needs this many letters before it is judged, and the best language this much more than the second, a letter.
SHORTEST = 12
# Enough to tell a few given languages apart.
FEWEST = 4
CLEAR = 0.18
# Characters that are read; a longer text has shown its language by then.
READ = 500


@dataclass(frozen=True, slots=True)
class Guess:
    """language "" when unsure. second: the next best. margin: how much better the best is, a letter; 0.. about 3."""

    language: str
    second: str = ""
    margin: float = 0.0


NOBODY = Guess("")


@lru_cache(maxsize=256)
def identify(text: str, among: tuple[str, ...] = ()) -> Guess:
    """The language of the text, by its first 500 characters. Short texts, names, numbers and mixtures get none.

    Links, handles, hashtags and gaps of saved replies don't count. among: languages a text is in when nothing says
    otherwise; where none is clear, a few words are enough to tell these apart.
    """
    text = _NOT_TEXT.sub(" ", text[:READ])
    letters = len(_LETTER.findall(text))
    if not letters:
        return NOBODY
    for language, script in _SCRIPTS:
        # Japanese is written with Chinese characters too: a fifth of kana will do.
        if len(script.findall(text)) * (5 if language == "ja" else 2) >= letters:
            return Guess(language, margin=1.0)
    words = _WORD.findall(text.lower().replace("\u2019", "'"))
    found = NOBODY
    if letters >= SHORTEST:
        found = _best(words, CYRILLIC if len(_CYRILLIC.findall(text)) * 2 > letters else LATIN, letters)
    if among and not found.language and letters >= FEWEST:
        return _best(words, among, letters)
    return found


def _best(words: list[str], candidates: tuple[str, ...], letters: int) -> Guess:
    scores = _scores(words, candidates)
    first, second = sorted(range(len(candidates)), key=scores.__getitem__, reverse=True)[:2]
    margin = (scores[first] - scores[second]) / letters
    best = candidates[first] if margin >= CLEAR else ""
    return Guess(best, candidates[second] if best else candidates[first], round(margin, 3))


def _scores(words: list[str], candidates: tuple[str, ...]) -> list[float]:
    known = profiles(candidates)
    scores = [0.0] * len(candidates)
    for word in words:
        for place, gain in known.words.get(word, ()):
            scores[place] += gain
        for run in runs_in(word):
            for place, gain in known.runs.get(run, ()):
                scores[place] += gain
        if not word.isascii():
            _add_letters(word, candidates, scores)
    return scores


def _add_letters(word: str, candidates: tuple[str, ...], scores: list[float]) -> None:
    special = {char for char in word if not char.isascii() and char not in _PLAIN_CYRILLIC}
    for place, language in enumerate(candidates):
        if special:
            tells = special.issubset(_TELLING.get(language, ""))
            scores[place] += _TELLS if tells else _FOREIGN_LETTER
