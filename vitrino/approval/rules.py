"""When a text counts as agreed to. Pure: who must agree and what they said come in, where it stands comes out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

Mode = Literal["nobody", "one", "all"]
Verdict = Literal["agreed", "refused"]


@dataclass(frozen=True)
class Party:
    """Somebody whose word counts. key: "p12" for a member, "c3" for a client. is_owner: of the shop."""

    key: str
    name: str
    is_owner: bool = False


@dataclass(frozen=True)
class Standing:
    """Where a text stands. missing: who has said nothing about it yet; refused: who wants it changed."""

    is_agreed: bool
    agreed: tuple[Party, ...] = ()
    missing: tuple[Party, ...] = ()
    refused: tuple[Party, ...] = ()


def asked(mode: Mode, named: Sequence[Party], owners: Sequence[Party], writers: frozenset[str]) -> tuple[Party, ...]:
    """Who is asked. Where the named people can't settle it without the writer's own word, the owners are asked too."""
    if mode == "nobody":
        return ()
    settled = any(party.key not in writers or party.is_owner for party in named)
    found = {party.key: party for party in (*named, *(() if settled else owners))}
    return tuple(found.values())


def stands(mode: Mode, parties: Sequence[Party], words: Mapping[str, Verdict], writers: frozenset[str]) -> Standing:
    """Where a text stands with these words about it (party key -> the newest one about this very text).

    One refusal stops it, whoever else agreed. The writers' own words are not enough, unless an owner is among them.
    """
    if mode == "nobody":
        return Standing(True)
    agreed = tuple(party for party in parties if words.get(party.key) == "agreed")
    refused = tuple(party for party in parties if words.get(party.key) == "refused")
    missing = tuple(party for party in parties if party.key not in words)
    is_enough = bool(agreed) and not refused and (mode == "one" or not missing)
    seen_by_another = any(party.key not in writers or party.is_owner for party in agreed)
    return Standing(is_enough and seen_by_another, agreed, missing, refused)
