"""All forms in which people write a brand's names, each with the reason it is watched."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain
from typing import Literal

from vitrino.domain.matcher.find import MAX_TERM
from vitrino.domain.matcher.fold import fold, squash
from vitrino.domain.message import Message, say
from vitrino.domain.names import english, esperanto, german, polish, spelling
from vitrino.domain.names.common import SHORT, needs_context
from vitrino.domain.problem import Problem

Kind = Literal[
    "exact", "folded", "spaced", "joined", "hyphenated", "camel", "handle", "hashtag", "domain", "obfuscated",
    "x-system", "h-system", "inflected", "derived", "compound",
]  # fmt: skip
Language = Literal["pl", "eo", "de", "en"]
LANGUAGES: tuple[Language, ...] = ("pl", "eo", "de", "en")
LIMIT = 10_000
_LITERAL: frozenset[Kind] = frozenset({"handle", "hashtag", "domain", "obfuscated"})
_ENDINGS: dict[Language, tuple[Callable[[str], list[str]], Message]] = {
    "pl": (polish.inflected, say("With a Polish ending")),
    "eo": (esperanto.inflected, say("With an Esperanto ending")),
    "de": (german.inflected, say("With a German ending")),
    "en": (english.inflected, say("With an English ending")),
}


@dataclass(frozen=True, slots=True)
class Form:
    """One text to watch for. `language` is "" when the form belongs to none; `why` is shown to the owner."""

    text: str
    kind: Kind
    language: Language | Literal[""]
    why: Message
    needs_context: bool

    @property
    def is_literal(self) -> bool:
        """Whether it counts only exactly as written, never spaced out or in leet."""
        return self.kind in _LITERAL


def forms(names: Iterable[str], languages: Sequence[Language] = LANGUAGES, *, limit: int = LIMIT) -> list[Form]:
    """Every form of every name, each text once, the names themselves first.

    A name may also be an account (@shop), a hashtag (#shop) or a web address (shop.pl).
    Raises Problem for a name of one letter, a name too long, and for more than `limit` forms.
    """
    checked = [checked_name(name) for name in names if name.strip()]
    found: dict[str, Form] = {}
    for form in chain(map(_itself, checked), *map(partial(_careful, languages=languages), checked)):
        found.setdefault(form.text, form)
        if len(found) > limit:
            raise Problem(say("These names have more than {limit} forms. Watch fewer names.", limit=limit), "names")
    return list(found.values())


def by_kind(found: Iterable[Form]) -> dict[Kind, list[Form]]:
    """Forms grouped for showing, in the order they were made."""
    groups: dict[Kind, list[Form]] = {}
    for form in found:
        groups.setdefault(form.kind, []).append(form)
    return groups


def checked_name(name: str) -> str:
    """The name with single spaces; raises Problem when it can't be watched."""
    name = " ".join(name.split())
    letters = squash(fold(name).text)
    if len(letters) < 2:
        raise Problem(say("“{name}” is too short to watch: it would be found everywhere.", name=name), "names")
    if len(name) > MAX_TERM // 2:
        raise Problem(say("A name to watch can have at most {limit} characters.", limit=MAX_TERM // 2), "names")
    return name


def _itself(name: str) -> Form:
    """The name as the owner typed it."""
    if name[0] in "@#":
        kind: Kind = "handle" if name[0] == "@" else "hashtag"
        return _form(name, kind, say("As you typed it"))
    kind = "domain" if spelling.is_domain(name) else "exact"
    return _form(name, kind, say("As you typed it"))


def _careful(name: str, languages: Sequence[Language]) -> Iterator[Form]:
    """Every other form of one name; those of an ordinary word are ordinary words as well (Era, erze)."""
    others = _others(name, languages)
    return map(_cautious, others) if needs_context(name) else others


def _others(name: str, languages: Sequence[Language]) -> Iterator[Form]:
    """Every other form of one name; accounts and hashtags have none."""
    if name[0] in "@#":
        return
    if spelling.is_domain(name):
        why = say("The web address, disguised from robots")
        yield from (_form(text, "obfuscated", why) for text in spelling.obfuscated(name))
        return
    yield from _spelled(name)
    yield from _as_tags(name)
    for language in languages:
        inflect, why = _ENDINGS[language]
        inflected = inflect(name)
        yield from (_form(text, "inflected", why, language) for text in inflected)
        yield from _special(name, inflected, language)


def _spelled(name: str) -> Iterator[Form]:
    words = spelling.words_of(name)
    yield _form(spelling.without_accents(name), "folded", say("Without accents"))
    if len(words) < 2 or len(spelling.joined(words)) <= SHORT:
        return
    yield _form(" ".join(words), "spaced", say("As separate words"))
    yield _form(spelling.joined(words), "joined", say("Written together"))
    yield _form("-".join(words), "hyphenated", say("With hyphens"))
    yield _form(spelling.camel(words), "camel", say("Written together, with capitals"))


def _as_tags(name: str) -> Iterator[Form]:
    words = spelling.words_of(name)
    yield from (_form(text, "handle", say("As an account name")) for text in spelling.handles(words))
    yield from (_form(text, "hashtag", say("As a hashtag")) for text in spelling.hashtags(words))


def _special(name: str, inflected: list[str], language: Language) -> Iterator[Form]:
    """What only one language does."""
    written = [name, *inflected]
    if language == "pl":
        why = say("A Polish adjective made from the name")
        yield from (_form(text, "derived", why, "pl") for text in polish.adjectives_of(name))
    if language == "eo":
        why = say("Esperanto letters typed with x")
        yield from (_form(esperanto.in_x_system(text), "x-system", why, "eo") for text in written)
        why = say("Esperanto letters typed with h")
        yield from (_form(esperanto.in_h_system(text), "h-system", why, "eo") for text in written)
    if language == "de":
        why = say("Umlauts written with e")
        yield from (_form(german.written_out(text), "folded", why, "de") for text in written)
        why = say("A German word made with the name")
        yield from (_form(text, "compound", why, "de") for text in german.compounds(name))


def _form(text: str, kind: Kind, why: Message, language: Language | Literal[""] = "") -> Form:
    return Form(text, kind, language, why, kind not in _LITERAL and needs_context(text))


def _cautious(form: Form) -> Form:
    return form if form.is_literal else replace(form, needs_context=True)
