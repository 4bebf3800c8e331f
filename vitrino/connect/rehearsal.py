"""What other people do on a rehearsal network: the part of a twin that the demo and the owner can press."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol, runtime_checkable

from vitrino.connect.records import Credentials


@runtime_checkable
class Rehearsal(Protocol):
    """A twin one can rehearse on. Deterministic: ids and times come from the twin's own store and clock."""

    def open_account(self, handle: str, name: str, followers: int) -> Credentials:
        """An account for the shop, signed in. The same handle gives the same account."""

    def write_as(self, author: str, name: str, text: str, at: datetime, parent_id: str = "", kind: str = "comment",
                 rating: int | None = None) -> str:  # fmt: skip
        """Somebody else writes to or about the shop: comment, mention, message or review. Returns the remote id."""

    def publish_past(self, text: str, at: datetime, has_picture: bool = False) -> str:
        """An own post that was already there before Vitrino. Returns the remote id."""

    def react(self, remote_id: str, likes: int = 0, comments: int = 0, shares: int = 0, views: int = 0) -> None:
        """Set the numbers of an own post."""

    def set_followers(self, followers: int, at: datetime) -> None:
        """How many follow the account from `at` on."""


@runtime_checkable
class OpenNetwork(Rehearsal, Protocol):
    """A twin of a network on which everybody can read everybody ("read.others")."""

    def publish_as(self, author: str, name: str, text: str, at: datetime, has_picture: bool = False) -> str:
        """A post of somebody else that has nothing to do with the shop. Returns the remote id."""
