"""What conduct asks of the inbox, which lies above it and introduces itself when it starts."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from vitrino.workspace.models import Person


class Desk(Protocol):
    """Whoever answers people."""

    def say(self, *, conversation_id: int, text: str, by: Person, now: datetime) -> int:
        """Send an answer as any other; the number of its message. Raises Problem in words."""

    def rest(self, *, contact_id: int, now: datetime) -> None:
        """Nobody waits in this person's talks any more, and what comes wakes nobody."""

    def wake(self, *, contact_id: int, now: datetime) -> None:
        """This person's talks are as any other's again."""


_DESKS: list[Desk] = []


def tie(desk: Desk) -> None:
    """Introduce the one who answers people."""
    _DESKS[:] = [desk]


def desk() -> Desk:
    """The one who answers people. Raises LookupError where nobody has introduced themselves."""
    if not _DESKS:
        raise LookupError("No desk was tied to conduct.")
    return _DESKS[0]
