"""How the customer is called: their first name where the account shows one, and every form it may take in a reply."""

from __future__ import annotations

import re
from functools import lru_cache

from vitrino.domain.matcher import fold
from vitrino.domain.names.given import FEMALE, MALE, SHORT_FORMS, Gender, capitalised, gender
from vitrino.domain.names.polish import inflected
from vitrino.domain.names.vocative import address, vocative
from vitrino.domain.tone.reply import Customer
from vitrino.domain.tone.words import key

_NAME = re.compile(r"[^\W\d_]{2,}(?:['’-][^\W\d_]+)*")
_TITLES = frozenset(
    {"mr", "mrs", "ms", "miss", "dr", "prof", "pan", "pani", "sinjoro", "sinjorino", "s-ro", "s-ino", "mgr"}
)
_KNOWN = FEMALE | MALE | SHORT_FORMS.keys()
_ESPERANTO_ENDINGS = ("n", "o", "on", "j", "'s")
_STEM = 3
# DaveTheRave is an account; McKenzie and DeVito are names.
_BEFORE_CAPITAL = ("Mc", "Mac", "De", "Di", "La", "Le", "Fitz", "Van")


def names_of(customer: Customer) -> tuple[str, ...]:
    """The words of the name the account shows, titles left out; () for a handle or a business in small letters."""
    words = [word for word in _words(customer.name) if word.lower().rstrip(".") not in _TITLES]
    is_handle = not words or fold(customer.name).text.replace(" ", "") == fold(customer.handle.lstrip("@")).text
    if not words or (is_handle and capitalised(words[0]) not in _KNOWN):
        return ()
    return tuple(words) if words[0][0].isupper() or capitalised(words[0]) in _KNOWN else ()


def first_name(customer: Customer) -> str | None:
    """Marek for "Marek Nowak 🌲", "MAREK" and "marek_n"; None for marek82, "M. Nowak", "zakupy_online"."""
    names = names_of(customer)
    if not names:
        return None
    return capitalised(names[0]) if names[0].isupper() or names[0].islower() else names[0]


def gender_of(customer: Customer) -> Gender | None:
    """As somebody has said, else by the first name where that is certain."""
    name = first_name(customer)
    return customer.gender or (gender(name) if name else None)


@lru_cache(maxsize=1024)
def forms_of(name: str, language: str) -> frozenset[str]:
    """Every folded form of a name in a reply: Marek, Marku, Markowi; Annan; Anna's; and short forms of it."""
    all_names = {name, *(short for short, full in SHORT_FORMS.items() if full == name)}
    all_names |= {SHORT_FORMS[name]} if name in SHORT_FORMS else set()
    found = {form for one in all_names for form in _forms(one, language)}
    return frozenset(key(form) for form in found)


def salutation(customer: Customer, language: str) -> str | None:
    """How a reply may begin: "Panie Marku," / "Hello Anna," / "Saluton Anna,". None without a first name."""
    name = first_name(customer)
    if name is None:
        return None
    if language.startswith("pl"):
        return f"{address(name) or f'Dzień dobry {vocative(name) or name}'},"
    return f"{'Saluton' if language.startswith('eo') else 'Hello'} {name},"


def is_form_of(word: str, names: tuple[str, ...], language: str) -> bool:
    """Whether the folded word is one of the names, in some form or shortened: kasia for Katarzyna."""
    return word in _all_forms(names, language) or any(_is_longer(word, name) for name in names)


@lru_cache(maxsize=1024)
def _all_forms(names: tuple[str, ...], language: str) -> frozenset[str]:
    """Every form, and for a first name we know all others that begin alike: Tomek for Tomasz, Kasia for Katarzyna."""
    alike = (_by_beginning(key(name)[:2]) for name in names if capitalised(name) in _KNOWN)
    return frozenset().union(*(forms_of(name, language) for name in names), *alike)


def is_first_name(word: str) -> bool:
    """Whether the folded word is a first name we know, as it is or in the vocative."""
    return word in _by_beginning(word[:2])


def _is_longer(word: str, name: str) -> bool:
    """An ending we don't list: smithowi, clarkes."""
    return len(name) > _STEM and len(word) <= len(name) + _STEM and word.startswith(key(name)[:-1])


@lru_cache(maxsize=1024)
def _by_beginning(beginning: str) -> frozenset[str]:
    """First names we know that begin so, as they are and in the vocative, folded."""
    names = (name for name in _KNOWN if key(name).startswith(beginning))
    return frozenset(key(form) for name in names for form in (name, vocative(name) or name))


def _forms(name: str, language: str) -> set[str]:
    if language.startswith("pl"):
        return {name, *inflected(name), vocative(name) or name}
    if language.startswith("eo"):
        return {
            name,
            vocative(name) or name,
            *(name + end for end in _ESPERANTO_ENDINGS),
            f"{name[:-1]}o",
            f"{name[:-1]}on",
        }
    return {name, f"{name}'s", vocative(name) or name}


def _words(name: str) -> list[str]:
    """Whole words of letters; a word with digits or signs in it (kasia_92) is none."""
    parts = (part.strip(".,()\"'!*~-|") for part in name.split())
    return [part for part in parts if _NAME.fullmatch(part) and not _is_joined(part)]


def _is_joined(word: str) -> bool:
    """A capital after a small letter: words put together."""
    seams = (place for place in range(1, len(word)) if word[place - 1].islower() and word[place].isupper())
    return any(word[:place] not in _BEFORE_CAPITAL for place in seams)
