"""The same name spelled otherwise: without accents, joined, hyphenated, as an account, a hashtag, a web address."""

from __future__ import annotations

import re
import unicodedata

from vitrino.domain.matcher import fold

_SEAM = re.compile(r"[\W_]+|(?<=[^\W\d_A-Z])(?=[A-Z])|(?<=\d)(?=[^\W\d_])|(?<=[^\W\d_])(?=\d)")
_DOMAIN = re.compile(r"(?:[\w-]+\.)+[^\W\d_]{2,}")
# How people write the dot of an address so that robots don't find it.
_BRACKETED = (".", "dot", "kropka", "punkt", "punkto")
_DOTS = (
    *(mark.replace("x", dot) for dot in _BRACKETED for mark in ("[x]", "(x)", "{x}", " [x] ", " (x) ", " x ")),
    ",",
)


def words_of(name: str) -> list[str]:
    """The words a name is made of, split at spaces, signs, CamelCase and digits: BigStar24 -> Big, Star, 24."""
    return [word for word in _SEAM.split(name) if word]


def without_accents(text: str) -> str:
    """Łódź -> Lodz, capitals kept."""
    return "".join(_plain(char) for char in unicodedata.normalize("NFC", text))


def _plain(char: str) -> str:
    if char.isascii() or not char.isalpha():
        return char
    plain = fold(char).text
    return plain.capitalize() if char.isupper() else plain


def joined(words: list[str]) -> str:
    """bigstar, in lower case."""
    return "".join(words).lower()


def camel(words: list[str]) -> str:
    """BigStar."""
    return "".join(word[:1].upper() + word[1:] for word in words)


def handles(words: list[str]) -> list[str]:
    """Account names people guess: @bigstar, @big_star, @big.star, @big-star; ASCII only, as platforms want them."""
    plain = [without_accents(word).lower() for word in words]
    if not all(word.isascii() and word.isalnum() for word in plain):
        return []
    return [f"@{mark.join(plain)}" for mark in ("", "_", ".", "-")]


def hashtags(words: list[str]) -> list[str]:
    """#BigStar, and without accents."""
    return [f"#{camel(words)}", f"#{without_accents(camel(words))}"]


def is_domain(name: str) -> bool:
    """Whether a name is a web address: zabka.pl."""
    return _DOMAIN.fullmatch(name) is not None


def obfuscated(domain: str) -> list[str]:
    """A web address as written to hide it from robots: zabka [.] pl, zabka dot pl."""
    return [domain.replace(".", dot) for dot in _DOTS]
