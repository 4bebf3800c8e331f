"""What a case has to know of a conversation; the inbox lies above, so it is handed in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from vitrino.domain.tone.reply import PUBLIC_SURFACES

if TYPE_CHECKING:
    from vitrino.workspace.models import Workspace


class Person(Protocol):
    """Who wrote."""

    @property
    def name(self) -> str: ...


class Talk(Protocol):
    """A conversation of the inbox."""

    @property
    def pk(self) -> Any: ...
    @property
    def workspace(self) -> Workspace: ...
    @property
    def workspace_id(self) -> Any: ...
    @property
    def contact(self) -> Person: ...
    @property
    def contact_id(self) -> Any: ...
    @property
    def surface(self) -> str: ...
    @property
    def urgency(self) -> int: ...
    @property
    def language(self) -> str: ...
    @property
    def last_text(self) -> str: ...


def is_public(talk: Talk) -> bool:
    """Others can read it."""
    return talk.surface in PUBLIC_SURFACES
