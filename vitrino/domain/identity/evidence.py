"""What two accounts have in common, and whether that proves that one person has both."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from vitrino.domain.matcher import key
from vitrino.domain.message import Message, say

_SHORTEST_PHONE = 8
_LONGEST_PHONE = 15
_SHORTEST_HANDLE = 5
_NO_DIGIT = re.compile(r"\D+")
# Mailboxes that several people read: proof of a company, not of a person.
_SHARED_BOXES = frozenset(
    {
        *("info", "office", "contact", "hello", "mail", "sales", "shop", "support", "help", "admin", "team", "orders"),
        *("biuro", "kontakt", "sklep", "zamowienia", "recepcja", "poczta", "firma", "sekretariat"),
        *("oficejo", "kontakto", "vendejo", "butiko", "noreply", "no-reply", "postmaster", "webmaster"),
    }
)


class FactKind(StrEnum):
    """What may be known of an account."""

    EMAIL = "email"
    PHONE = "phone"
    ORDER = "order"
    HANDLE = "handle"
    NAME = "name"
    LINK = "link"


_CAN_PROVE = frozenset({FactKind.EMAIL, FactKind.PHONE, FactKind.ORDER})
_WORDS: dict[FactKind, Message] = {
    FactKind.EMAIL: say("The same e-mail address"),
    FactKind.PHONE: say("The same phone number"),
    FactKind.ORDER: say("The same order number"),
    FactKind.HANDLE: say("The same user name"),
    FactKind.NAME: say("The same name"),
    FactKind.LINK: say("The same link in the profile"),
}


@dataclass(frozen=True, slots=True)
class Fact:
    """Something known of an account. is_verified: the shop's system or a confirmed message says so, not the profile.

    place: for an order the web shop it was made in; numbers of two shops are never the same order.
    """

    kind: FactKind
    value: str
    is_verified: bool = False
    place: str = ""

    @property
    def normal(self) -> str:
        """The value as it is compared; "" for one that says nothing."""
        if self.kind is FactKind.EMAIL:
            return _mailbox(self.value)
        if self.kind is FactKind.PHONE:
            return _number(self.value)
        if self.kind is FactKind.ORDER:
            return f"{self.place}\n{key(self.value).lstrip('#')}" if self.value.strip(" #") else ""
        if self.kind is FactKind.HANDLE:
            handle = key(self.value).lstrip("@")
            return handle if len(handle) >= _SHORTEST_HANDLE else ""
        return key(self.value).removesuffix("/")

    @property
    def proves(self) -> bool:
        """Whether two accounts that share it are one person's."""
        if self.kind is FactKind.EMAIL and self.normal.partition("@")[0] in _SHARED_BOXES:
            return False
        if self.kind is FactKind.PHONE and not self.normal.startswith("+"):
            return False
        return self.is_verified and self.kind in _CAN_PROVE


@dataclass(frozen=True, slots=True)
class Profile:
    """An account on a platform or in a web shop, and what is known of it."""

    identity: str
    facts: frozenset[Fact] = frozenset()


@dataclass(frozen=True, slots=True)
class Evidence:
    """What two accounts share. is_strong: one of it proves that they are one person's."""

    kinds: tuple[FactKind, ...] = ()
    is_strong: bool = False

    @property
    def words(self) -> tuple[Message, ...]:
        """The reasons, for the person who decides."""
        return tuple(_WORDS[kind] for kind in self.kinds)


def compare(one: Profile, other: Profile) -> Evidence:
    """What two accounts have in common; strong only where both sides are verified."""
    shared = [(mine, theirs) for mine in one.facts for theirs in other.facts if _is_same(mine, theirs)]
    kinds = {mine.kind for mine, _ in shared}
    return Evidence(
        tuple(kind for kind in FactKind if kind in kinds),
        any(mine.proves and theirs.proves for mine, theirs in shared),
    )


def best(evidences: Collection[Evidence]) -> Evidence:
    """All that several comparisons found, strong when one of them is."""
    kinds = {kind for evidence in evidences for kind in evidence.kinds}
    return Evidence(
        tuple(kind for kind in FactKind if kind in kinds), any(evidence.is_strong for evidence in evidences)
    )


def _is_same(one: Fact, other: Fact) -> bool:
    return one.kind is other.kind and bool(one.normal) and one.normal == other.normal


def _mailbox(text: str) -> str:
    """An address in small letters; what stands behind "+" is kept, for not every provider drops it."""
    box, at, host = text.strip().casefold().rpartition("@")
    return f"{box}@{host}" if at and box and "." in host else ""


def _number(text: str) -> str:
    """Digits, with + in front when the country is known; "" for what is no phone number."""
    plain = text.strip()
    digits = _NO_DIGIT.sub("", plain)
    if plain.startswith("00"):
        plain, digits = "+", digits[2:]
    if not (_SHORTEST_PHONE <= len(digits) <= _LONGEST_PHONE) or not digits.isascii():
        return ""
    return f"+{digits}" if plain.startswith("+") else digits
