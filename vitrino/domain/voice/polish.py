"""Polish forms of address that only capitals, endings and neighbours tell."""

from __future__ import annotations

from collections.abc import Iterator

from vitrino.domain.tone.finding import Span
from vitrino.domain.tone.words import Word, Words

_SINGLE = frozenset({"pan", "pana", "panu", "panem", "pani", "pania"})
_MANY = frozenset({"panstwo", "panstwa", "panstwu", "panstwem"})
# Before the pronoun, these speak to somebody even where it has no capital: "czy pani", "dla państwa", "proszę pana".
_ADDRESSING = frozenset(
    (
        "czy", "moze", "mogla", "moglby", "moglaby", "chce", "ma", "zyczy", "zyczymy", "dla", "do", "u", "od",
        "prosze", "zapraszamy", "zapraszam", "dziekujemy", "dziekuje", "informujemy", "prosimy", "witamy",
        "przepraszamy", "przepraszam", "drodzy", "szanowni", "drogi", "droga", "wyslemy", "odpowiemy",
        "pomozemy", "damy", "ze", "ktorego", "ktora", "jesli", "gdyby",
    )
)  # fmt: skip
# "Państwo" that is a country or a couple, and people who are spoken of.
_OF_STATES = (
    "czlonkowsk",
    "europejsk",
    "polsk",
    "mlod",
    "wlosk",
    "niemieck",
    "tran",
    "trzeci",
    "demokrat",
    "unii",
    "ue",
)
_OF_OTHERS = ("kurier", "listonosz", "kierown", "mlod", "dozorc", "sprzedaw", "kasjer", "starsz", "doktor", "minister")
_NOT_VERBS = frozenset(
    (
        "nasz", "wasz", "gulasz", "kiermasz", "afisz", "depesz", "rzesz", "klisz", "towarzysz", "derwisz",
        "fetysz", "mysz", "kalisz", "potasz", "pielesz", "cisz", "nisz", "tomasz", "lukasz", "orkisz", "miekisz",
        "pasz",
    )
)  # fmt: skip
_VERB_ENDS = ("asz", "esz", "isz", "ysz")
_PAST_ENDS = ("łeś", "łaś", "łbyś", "łabyś")


def formal(words: Words) -> Iterator[Span]:
    """Pan, Pani, Państwo where somebody is spoken to."""
    for place, word in enumerate(words.words):
        is_ours = word.folded in _SINGLE or word.folded in _MANY or word.folded == "panie"
        if is_ours and not word.is_quoted and _is_address(words, place, word):
            yield Span(word.start, word.end)


def informal(words: Words) -> Iterator[Span]:
    """Verbs that say ty: masz, znajdziesz, kupiłaś. Names within a sentence are none."""
    for place, word in enumerate(words.words):
        if word.is_quoted or (_is_capital(words, word) and not _is_first(words, place)):
            continue
        is_verb = len(word.folded) > 3 and word.folded.endswith(_VERB_ENDS) and word.folded not in _NOT_VERBS
        if is_verb or word.exact.endswith(_PAST_ENDS):
            yield Span(word.start, word.end)


def _is_address(words: Words, place: int, word: Word) -> bool:
    after = _neighbour(words, place, 1)
    if after is not None and after.folded.startswith(_OF_STATES if word.folded in _MANY else _OF_OTHERS):
        return False
    if after is not None and _is_capital(words, after) and after.folded not in _SINGLE:
        return _is_vocative(word, after)
    if word.folded == "panie":
        return False  # without a name: "te panie"
    is_polite = _is_capital(words, word) and not _is_first(words, place)
    before = _neighbour(words, place, -1)
    return is_polite or (before is not None and before.folded in _ADDRESSING)


def _is_vocative(word: Word, name: Word) -> bool:
    """Panie Marku, Pani Anno, Pani Kasiu; Pani Anna is spoken of."""
    return word.folded == "panie" or (word.folded == "pani" and name.exact.endswith(("o", "u")))


def _neighbour(words: Words, place: int, step: int) -> Word | None:
    """The word beside it in the same sentence, when only spaces lie between."""
    at = place + step
    if not 0 <= at < len(words.words) or words.words[at].sentence != words.words[place].sentence:
        return None
    later = words.words[max(at, place)]
    return words.words[at] if later.follows_tightly else None


def _is_capital(words: Words, word: Word) -> bool:
    return words.source[word.start].isupper()


def _is_first(words: Words, place: int) -> bool:
    return place == 0 or words.words[place - 1].sentence != words.words[place].sentence
