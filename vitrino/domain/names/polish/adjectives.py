"""Polish adjectives and the possessive pronouns that begin shop names (Mój, Nasz)."""

from __future__ import annotations

import re

from vitrino.domain.names.polish.paradigm import Paradigm, merged, plural, singular
from vitrino.domain.names.polish.sounds import VELARS, is_hard

PRONOUNS = {"mój": "moj", "twój": "twoj", "swój": "swoj", "nasz": "nasz", "wasz": "wasz"}
PRONOUNS |= {f"{stem}{end}": stem for stem in tuple(PRONOUNS.values()) for end in "ae"}
# Nouns in -ka and -ga are many, adjectives in them few: only these endings are tried.
_VELAR_ENDINGS = ("sk", "ck", "dzk", "ok", "ug", "og", "ęk", "ęg", "tk", "lk")
# Before -a in other letters adjectives are few, nouns many (Europa, Roma, Teza); those few by name.
_ENDINGS_IN_A = ("n", "w", "t", "ł", "r", "d", "ż", "sz", "cz", "c", "dz")
_RARE_STEMS = frozenset(("grub", "łys", "bos", "tęp", "ślep", "skąp", "znajom", "ruchom", "świadom", "kus"))
# Before -ska a consonant, before -cka and -dzka a vowel: no noun of more than six letters ends so (SGJP; but Polska).
_ONLY_ADJECTIVE = re.compile(r"(?:[bjlmnńprw]sk|[aeiouyęą]ck|dzk)(?:a|ie)$")
_SHORT_NOUN = 6
# The plural of persons: dobrzy, polscy, nowi, biali. The first that fits wins.
_PERSONAL = {"sk": "scy", "ck": "ccy", "ch": "si", "st": "ści", "k": "cy", "g": "dzy", "r": "rzy"}
_PERSONAL |= {"ł": "li", "t": "ci", "d": "dzi", "n": "ni", "w": "wi", "m": "mi"}


def adjective(word: str) -> Paradigm | None:
    """The cases of a word in lower case when it may be an adjective, in the gender it is written in; else None."""
    stem = PRONOUNS.get(word) or _stem(word)
    if word in PRONOUNS or _may_be(word, stem):
        return _cases(word, stem)
    return None


def is_only_adjective(word: str) -> bool:
    """Whether it can't be a noun: Wiejski, Nowacka, Rybnickie; not Liski, Polska, Deska, Macka."""
    if word in PRONOUNS:
        return True
    if word.endswith(("ski", "cki", "dzki")):
        return len(word) > _SHORT_NOUN
    return word != "polska" and len(word) > _SHORT_NOUN and _ONLY_ADJECTIVE.search(word) is not None


def _stem(word: str) -> str:
    """Dobr-y, dobr-a, dobr-e; polsk-i, polsk-a, polsk-ie; tan-i, tan-ia."""
    return word[:-2] if word.endswith(("kie", "gie", "nie", "nia")) else word[:-1]


def _may_be(word: str, stem: str) -> bool:
    if len(stem) < 3 or word[-1] not in "yiae":
        return False
    if stem.endswith(VELARS):
        return word.endswith("ie") or (stem.endswith(_VELAR_ENDINGS) and word.endswith(("i", "a")))
    if word.endswith(("i", "ie", "ia")):
        return stem.endswith("n")
    if word.endswith("a"):
        return stem in _RARE_STEMS or stem.endswith(_ENDINGS_IN_A)
    return is_hard(stem) or stem.endswith(("ż", "sz", "cz", "c", "dz"))


def _cases(word: str, stem: str) -> Paradigm:
    """The singular in one gender, and the plural."""
    is_soft = stem.endswith(VELARS) or (word.endswith(("i", "ie", "ia")) and word not in PRONOUNS)
    soft = f"{stem}i" if is_soft else stem
    bright = f"{stem[:-1]}i" if stem.endswith("j") else soft if is_soft else f"{stem}y"
    own = _feminine(word, soft) if word.endswith("a") else _other(word, soft, bright)
    personal = [] if word[-1] in "ae" else _personal(stem)
    several = plural(
        nom=[f"{soft}e", *personal],
        gen=[f"{bright}ch"],
        dat=[f"{bright}m"],
        acc=[f"{soft}e", f"{bright}ch"],
        ins=[f"{bright}mi"],
        loc=[f"{bright}ch"],
        voc=[f"{soft}e"],
    )
    return merged(own, several)


def _personal(stem: str) -> list[str]:
    return [stem[: -len(end)] + form for end, form in _PERSONAL.items() if stem.endswith(end)][:1]


def _feminine(word: str, soft: str) -> Paradigm:
    oblique = [f"{soft}ej"]
    return singular(
        nom=[word], gen=oblique, dat=oblique, acc=[f"{word[:-1]}ą"], ins=[f"{word[:-1]}ą"], loc=oblique, voc=[word]
    )


def _other(word: str, soft: str, bright: str) -> Paradigm:
    """Masculine and neuter differ only where the name itself stands; -em is the locative of places (Zakopanem)."""
    return singular(
        nom=[word],
        gen=[f"{soft}ego"],
        dat=[f"{soft}emu"],
        acc=[word, f"{soft}ego"],
        ins=[f"{bright}m"],
        loc=[f"{bright}m", *([f"{soft}em"] if word.endswith("e") else [])],
        voc=[word],
    )
