"""Ways to reach somebody, found in a text: e-mail addresses, telephone numbers, links, handles."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from vitrino.domain.tone.finding import Span

Kind = Literal["email", "phone", "link", "handle"]
_PATTERNS: dict[Kind, re.Pattern[str]] = {
    "email": re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}"),
    "link": re.compile(r"(?:https?://|www\.)[^\s<>\"“”]{3,300}|\b(?:wa|m|t)\.me/[\w+./-]{2,60}"),
    "handle": re.compile(r"(?<![\w@.])@[\w.]{2,40}\w"),
    "phone": re.compile(r"(?<![\w#/-])\+?\(?\d[\d ()\u00a0-]{5,18}\d(?![\w-])"),
}
_DATE = re.compile(r"\d{4}-\d{1,2}-\d{1,2}|\d{1,2}-\d{1,2}-\d{4}")
# What stands before a number that is written in one run: "call us on", "tel.", "zadzwoń pod numer", "voku al".
_CALLS = re.compile(
    r"(?:tel|phone|call|number|ring|dzwo[nń]|zadzwo[nń]|numer|vok|telefon)\w*[.:]?"
    r"(?:\s+(?:us|me|on|at|nam|pod|nr|al|nin|min|numer\w*))*\W*$",
    re.IGNORECASE,
)
_BEFORE = 24
_MIN_DIGITS, _MAX_DIGITS = 7, 15
# National numbers are compared without the country in front.
_COMPARED = 9


@dataclass(frozen=True, slots=True)
class Contact:
    """A contact as written, and `key`, which is equal however it is written."""

    kind: Kind
    text: str
    key: str
    span: Span


def find_contacts(text: str) -> list[Contact]:
    """Every contact by place; of those within one another the first kind (an e-mail address holds a handle)."""
    found: list[Contact] = []
    for kind, pattern in _PATTERNS.items():
        for match in pattern.finditer(text):
            written = match[0].rstrip(".,;:!?)")
            span = Span(match.start(), match.start() + len(written))
            if any(span.start < other.span.end and other.span.start < span.end for other in found):
                continue
            if kind != "phone" or _is_phone(written, text[max(0, span.start - _BEFORE) : span.start]):
                found.append(Contact(kind, written, _key(kind, written), span))
    return sorted(found, key=lambda contact: contact.span)


def is_known(contact: Contact, known: Iterable[str]) -> bool:
    """Whether it is one of the `known` ones, however they are written; a link also when it leads deeper into one."""
    return any(
        contact.key == key or (contact.kind == "link" and contact.key.startswith(f"{key}/"))
        for one in known
        for key in _keys(contact.kind, one)
    )


def _keys(kind: Kind, known: str) -> Iterator[str]:
    """A known contact read as this kind of contact."""
    if kind == "handle":
        yield _key(kind, known if known.startswith("@") else f"@{known.rstrip('/').rsplit('/', 1)[-1]}")
    else:
        yield _key(kind, known)


def _key(kind: Kind, written: str) -> str:
    if kind == "phone":
        return "".join(char for char in written if char.isdigit())[-_COMPARED:]
    plain = written.strip().casefold().removeprefix("mailto:")
    return re.sub(r"^(?:https?://)?(?:www\.)?", "", plain).rstrip("/") if kind == "link" else plain


def _is_phone(written: str, before: str) -> bool:
    """Digits in groups, with a plus, or after "call"; a bare run of digits is rather an order."""
    digits = sum(char.isdigit() for char in written)
    if not _MIN_DIGITS <= digits <= _MAX_DIGITS or _DATE.fullmatch(written.strip()):
        return False
    return not written.isdigit() or bool(_CALLS.search(before))
