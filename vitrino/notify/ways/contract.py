"""What every way has to offer.

`send` hands one letter over and returns the proof that the other side took it. It raises what `connect.errors` names:
Refused or AuthLost when trying again is useless, everything else when it is not; OutcomeUnknown when it may be there.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from vitrino.connect.secret import Secret
from vitrino.connect.wire import Door
from vitrino.domain.message import Message, say

Address = Mapping[str, Secret]


@dataclass(frozen=True)
class Letter:
    """What is to be said, in the reader's words. url: where it leads; tag: one for each message, the same when it is
    sent again; lines: everything it tells, one line each, for ways with room; replaces: shown in place of the last
    one with the same name."""

    title: str
    text: str
    url: str
    tag: str
    lines: tuple[str, ...] = ()
    is_urgent: bool = False
    replaces: str = ""

    def within(self, most: int, more: str) -> str:
        """The text and as many of its lines as fit into `most` characters; `more` (with {n}) counts the others."""
        said = self.text[:most]
        for number, line in enumerate(self.lines):
            rest = more.replace("{n}", str(len(self.lines) - number))
            if len(said) + len(line) + len(rest) + 4 > most:
                return f"{said}\n{rest}" if len(said) + len(rest) < most else said
            said = f"{said}\n• {line}"
        return said


@dataclass(frozen=True)
class Asked:
    """One thing a person types in to set a way up."""

    name: str
    label: Message
    hint: Message
    is_secret: bool = False
    is_required: bool = True
    starts_as: str = ""


class WayKind(Protocol):
    """how: what to do first; asked: what is typed in, nothing where a browser or the account gives it; is_instant: it
    rings at once."""

    @property
    def key(self) -> str: ...
    @property
    def label(self) -> Message: ...
    @property
    def how(self) -> Message: ...
    @property
    def asked(self) -> tuple[Asked, ...]: ...
    @property
    def is_instant(self) -> bool: ...

    def address(self, given: Mapping[str, str], door: Door) -> tuple[Address, str]:
        """What is to be sealed, and the name to show. Raises Problem for what can't be right."""

    def send(self, address: Address, letter: Letter, door: Door) -> str: ...


MORE = say("… and {n} more, in Vitrino")
