"""Polish nouns by their last letters.

A word gets every paradigm its ending allows, because a brand's gender isn't written on it.
"""

from __future__ import annotations

from vitrino.domain.names.polish.paradigm import Paradigm, merged, plural, singular
from vitrino.domain.names.polish.sounds import (
    FOREIGN_IN_I,
    HARDENED,
    SOFT_ENDINGS,
    VELARS,
    VOWELS,
    bare,
    closed,
    is_hard,
    obliques,
    opened,
    soften,
)

# Names of women and things: their plural hardly ever is that of a family.
_OF_WOMEN = ("k", "ław", "in", "yn", "i")
# Mazury, Chiny, Czechy are places; Jerzy, Cezary are men: Jerzowie.
_LANDS = ("ury", "iny", "chy")
_SHORT_PLACE = 4
# Pan, Jan, pies: their -i is another word (pani).
_SHORT_PERSON = 4
_PLACES_IN_O = ("ow", "ew", "in", "yn", "on", "sk", "ck")
_PLACES_IN_E = ("ice", "yce", "wicze", "ńce", "lce", "jce")
_COUNTRIES = {
    "niemcy": ("niemiec", "niemczech"),
    "włochy": ("włoch", "włoszech"),
    "węgry": ("węgier", "węgrzech"),
}
LABIALS = ("b", "p", "w", "m", "f")


def noun(word: str) -> Paradigm:
    """All cases of a word in lower case; only its own form when it can't be inflected (Aldi, menu)."""
    if word in _COUNTRIES:
        return _country(word, *_COUNTRIES[word])
    if word.endswith("a"):
        return _in_a(word)
    if word.endswith("um"):
        return merged(_in_um(word), _masculine(word))
    if word.endswith(_PLACES_IN_E):
        return _only_plural(word)
    if word.endswith(("o", "e")):
        return _neuter(word)
    if word.endswith(("au", "ou")) or (word.endswith("y") and word[-2] in VOWELS):
        return _masculine_soft(word, word)
    if word.endswith(("y", "i")):
        return merged(_only_plural(word), _foreign_in_i(word))
    if word[-1] in VOWELS:
        return singular(nom=[word])
    return _in_consonant(word)


def _country(word: str, genitive: str, locative: str) -> Paradigm:
    """Niemcy, Niemiec, Niemczech: older forms only names of countries have kept."""
    stem = word[:-1]
    return plural(
        nom=[word], gen=[genitive], dat=[f"{stem}om"], acc=[word], ins=[f"{stem}ami"], loc=[locative], voc=[word]
    )


def _in_a(word: str) -> Paradigm:
    """Żabka, Biedronka, Maria, Rosja, plaża, Ola, Ikea."""
    stem = word[:-1]
    oblique = _oblique_in_a(stem)
    genitive = [f"{stem}y"] if is_hard(stem) else [f"{stem}i"] if stem.endswith(VELARS) else oblique
    plain = genitive if is_hard(stem) or stem.endswith(VELARS) else [f"{stem}e"]
    return merged(
        singular(
            nom=[word],
            gen=genitive,
            dat=oblique,
            acc=[f"{stem}ę"],
            ins=[f"{stem}ą"],
            loc=oblique,
            voc=[f"{stem}o", f"{stem}u"] if stem.endswith(("l", "i", "j")) else [f"{stem}o"],
        ),
        _plural(stem, plain, [*bare(stem), *([] if is_hard(stem) else oblique), *_of_media(stem)]),
        _of_families(stem) if not stem.endswith(_OF_WOMEN) else {},
    )


def _of_families(stem: str) -> Paradigm:
    """The plural of surnames, whatever they end in: Żabkowie, Fredrów, Matejków; a shop may bear its owner's name."""
    return plural(nom=[f"{stem}owie"], gen=[f"{stem}ów"])


def _oblique_in_a(stem: str) -> list[str]:
    """The dative and locative: Żabce, Marii, Rosji, plaży, Oli, Ikei."""
    if soften(stem):
        return [f"{soft}e" for soft in soften(stem)]
    if stem.endswith(HARDENED):
        return [f"{stem}y"]
    if stem.endswith(FOREIGN_IN_I):
        return [f"{stem}i"]
    if stem.endswith("i"):
        return [stem, f"{stem}i"]
    if stem.endswith("j"):
        return [f"{stem[:-1]}i"] if stem[-2:-1] in VOWELS else [f"{stem}i"]
    return [f"{stem}i"]


def _of_media(stem: str) -> list[str]:
    """Names in -ia that are the plural of -ium: Media, mediów."""
    return [f"{stem}ów"] if stem.endswith("i") else []


def _in_consonant(word: str) -> Paradigm:
    """Lidl, Kraków, zegarek, dąb; soft endings may be feminine too (Łódź, noc, kolej)."""
    paradigms = [_masculine(word, stem) for stem in obliques(word)]
    if word.endswith("anin"):
        paradigms.append(_citizens(word))
    if _may_be_feminine(word):
        paradigms += [_feminine_soft(word, stem) for stem in obliques(word)]
    return merged(*paradigms)


def _may_be_feminine(word: str) -> bool:
    """Łódź, noc, kolej, brew, sól, pościel; not Kamil, not Kraków."""
    if word.endswith("l"):
        return len(word) <= _SHORT_PERSON or word.endswith(("śl", "iel"))
    return word.endswith((*SOFT_ENDINGS, *HARDENED, "j", "w")) and not word.endswith("ów")


def _citizens(word: str) -> Paradigm:
    """Kanin, Rosjanin: the plural drops its last syllable: Rosjanie, Rosjan."""
    stem = word[:-2]
    return _plural(stem, [f"{stem}ie", f"{stem}y"], [stem])


def _masculine(word: str, stem: str = "") -> Paradigm:
    """A masculine noun: hard, velar or soft by its stem; labials may be soft (Radomia, Wrocławia)."""
    stem = stem or word
    if stem.endswith("x"):
        stem = f"{stem[:-1]}ks"
    if word.endswith(("ów", "ew")) and len(word) > _SHORT_PLACE:
        return _place_in_ow(word, stem)
    if is_hard(stem) and not stem.endswith("h"):
        soft = [_masculine_soft(word, f"{stem}i")] if stem.endswith(LABIALS) else []
        return merged(_masculine_hard(word, stem), *soft)
    if stem.endswith((*VELARS, "h")):
        return _masculine_velar(word, stem)
    return _masculine_soft(word, opened(stem))


def _place_in_ow(word: str, stem: str) -> Paradigm:
    """Kraków, Krakowa, Krakowowi: places in -ów and -ew never end in -u or -owia."""
    hard = _masculine_hard(word, stem)
    return {slot: tuple(form for form in forms if not form.endswith("u")) for slot, forms in hard.items()}


def _masculine_hard(word: str, stem: str) -> Paradigm:
    """Orlen, Orlenu, Orlenie; Piotr, Piotra, Piotrze."""
    locative = [f"{soft}e" for soft in soften(stem)]
    own = singular(
        nom=[word],
        gen=[f"{stem}a", f"{stem}u"],
        dat=[f"{stem}owi", f"{stem}u"],
        acc=[word, f"{stem}a"],
        ins=[f"{stem}em"],
        loc=[*locative, f"{stem}u"],
        voc=locative,
    )
    return merged(own, _plural(stem, [f"{stem}y", f"{stem}owie", *_personal(stem)], [f"{stem}ów"]))


def _masculine_velar(word: str, stem: str) -> Paradigm:
    """Bank, banku, bankiem; kożuch, kożuchem."""
    link = "i" if stem.endswith(VELARS) else ""
    own = singular(
        nom=[word],
        gen=[f"{stem}a", f"{stem}u"],
        dat=[f"{stem}owi", f"{stem}u"],
        acc=[word, f"{stem}a"],
        ins=[f"{stem}{link}em"],
        loc=[f"{stem}u"],
        voc=[f"{stem}u"],
    )
    return merged(own, _plural(stem, [f"{stem}{link or 'y'}", f"{stem}owie", *_personal(stem)], [f"{stem}ów"]))


def _personal(stem: str) -> list[str]:
    """The nominative plural of persons: Nowacy, kucharzy, Anglicy, studenci."""
    for end, soft in (("ch", "si"), ("k", "cy"), ("g", "dzy"), ("r", "rzy"), ("st", "ści"), ("t", "ci"), ("d", "dzi")):
        if stem.endswith(end):
            return [stem[: -len(end)] + soft]
    return [f"{stem}i"] if stem.endswith(("n", "s")) and len(stem) > _SHORT_PERSON else []


def _masculine_soft(word: str, stem: str) -> Paradigm:
    """Lidl, Lidla, Lidlu; koń, konia; talerz, talerza. `stem` is written as before a vowel."""
    own = singular(
        nom=[word],
        gen=[f"{stem}a", f"{stem}u"],
        dat=[f"{stem}owi", f"{stem}u"],
        acc=[word, f"{stem}a"],
        ins=[f"{stem}em"],
        loc=[f"{stem}u"],
        voc=[f"{stem}u"],
    )
    return merged(own, _plural(stem, [f"{stem}e", f"{stem}owie"], [*_soft_genitive(stem), f"{stem}ów"]), _in_mi(stem))


def _feminine_soft(word: str, stem: str) -> Paradigm:
    """Łódź, Łodzi, Łodzią; noc, nocy; kolej, kolei."""
    stem = opened(stem)
    if stem.endswith(LABIALS):
        stem = f"{stem}i"
    other = _soft_genitive(stem)
    own = singular(nom=[word], gen=other, dat=other, acc=[word], ins=[f"{stem}ą"], loc=other, voc=other)
    return merged(own, _plural(stem, [f"{stem}e", *other], other), _in_mi(stem))


def _in_mi(stem: str) -> Paradigm:
    """The short instrumental of some soft stems: końmi, gęśmi."""
    return plural(ins=[f"{closed(stem)}mi"]) if stem.endswith("i") else {}


def _soft_genitive(stem: str) -> list[str]:
    """-i, or -y after a hardened consonant; j goes with i: koni, talerzy, kolei."""
    if stem.endswith("i"):
        return [stem]
    if stem.endswith("j"):
        return [f"{stem[:-1]}i"]
    return [f"{stem}y"] if stem.endswith(HARDENED) else [f"{stem}i"]


def _neuter(word: str) -> Paradigm:
    """Allegro, Studio, Zdrowie, pole; the plural also serves plural names in -e (Katowice, Morele)."""
    stem = word[:-1]
    soft = [f"{form}e" for form in soften(stem)] if word.endswith("o") and is_hard(stem) else []
    own = singular(
        nom=[word],
        gen=[f"{stem}a"],
        dat=[f"{stem}u"],
        acc=[word],
        ins=[f"{stem}iem"] if stem.endswith(VELARS) else [f"{stem}em"],
        loc=soft or [f"{stem}u"],
        voc=[word],
    )
    genitive = [*bare(stem)]
    if word.endswith("e"):
        genitive += [*_soft_genitive(stem), f"{stem}ów"]
    own = merged(own, _plural(stem, [f"{stem}a", *([word] if word.endswith("e") else [])], genitive))
    return merged(own, _person_in_o(stem) if word.endswith("o") else _person_in_e(stem))


def _person_in_o(stem: str) -> Paradigm:
    """Franio, Franiowi; surnames in -ko go like nouns in -a: Kościuszko, Kościuszki, Kościuszkę."""
    if stem.endswith(_PLACES_IN_O):
        return plural(gen=[f"{stem}ów"]) if stem.endswith("ow") else {}
    family = merged(singular(dat=[f"{stem}owi"]), _of_families(stem))
    if not stem.endswith("k") or stem[-2] in VOWELS:
        return family
    like_a = singular(gen=[f"{stem}i"], dat=[f"{stem[:-1]}ce"], acc=[f"{stem}ę"], ins=[f"{stem}ą"])
    return merged(family, like_a)


def _person_in_e(stem: str) -> Paradigm:
    """Foreign names in -e: said (Goethe, Goethego, Goethem) or not (YouTube, YouTubie)."""
    if not is_hard(stem) and not stem.endswith((*VELARS, "l", "o")):
        return {}
    soft = [] if stem.endswith((*VELARS, "o")) else [f"{form}e" for form in soften(stem)]
    own = singular(gen=[f"{stem}ego"], dat=[f"{stem}emu"], ins=[f"{stem}em"], loc=soft)
    return merged(own, plural(nom=[f"{stem}owie"]))


def _foreign_in_i(word: str) -> Paradigm:
    """Gucci, Gucciego, Guccim; Aureli, Aurelego."""
    if not word.endswith("i") or word[-2] in VELARS:
        return {}
    stem = word[:-1] if word.endswith("li") else word
    own = singular(gen=[f"{stem}ego"], dat=[f"{stem}emu"], ins=[f"{word}m"])
    return merged(own, plural(nom=[f"{word.removesuffix('i')}owie"], gen=[f"{word}ch"]))


def _in_um(word: str) -> Paradigm:
    """Muzeum: the same in the singular, muzea, muzeów in the plural."""
    stem = word[:-2]
    return merged(singular(nom=[word]), _plural(stem, [f"{stem}a"], [f"{stem}ów"]))


def _only_plural(word: str) -> Paradigm:
    """Delikatesy, Zabawki, Tychy: names that are plural already; Pani, Gospodyni."""
    stem = word[:-1]
    soft = f"{stem}i" if word.endswith("i") and not stem.endswith((*VELARS, "l")) else stem
    lady = singular(acc=[f"{word}ę", f"{word}ą"], ins=[f"{word}ą"]) if word.endswith("ni") else {}
    family = [f"{stem}owie"] if word.endswith("y") and not word.endswith(_LANDS) else []
    return merged(singular(nom=[word]), lady, _plural(soft, [word, *family], [*bare(soft), f"{soft}ów"]))


def _plural(stem: str, nominative: list[str], genitive: list[str]) -> Paradigm:
    """The plural; its dative, instrumental and locative are the same for every noun."""
    instrumental = [f"{stem}ami"]
    return plural(
        nom=nominative,
        gen=genitive,
        dat=[f"{stem}om"],
        acc=[*nominative, *genitive],
        ins=instrumental,
        loc=[f"{stem}ach"],
        voc=nominative,
    )
