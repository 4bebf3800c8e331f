"""What conduct has to know of a conversation.

The inbox lies above: it hands conversations in, or they are found by the models the own foreign keys point to.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Any, Protocol, cast

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from vitrino.conduct.models import AbuseRecord, Standing
from vitrino.domain.abuse import AbuseKind, Evidence
from vitrino.domain.message import say
from vitrino.domain.problem import Problem

if TYPE_CHECKING:
    from vitrino.channels.queries import Arrival, Channel
    from vitrino.workspace.models import Workspace


class Author(Protocol):
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
    def contact(self) -> Author: ...
    @property
    def contact_id(self) -> Any: ...
    @property
    def identity_id(self) -> Any: ...
    @property
    def channel(self) -> Channel: ...
    @property
    def is_complaint(self) -> bool: ...
    @property
    def rating(self) -> int | None: ...
    @property
    def language(self) -> str: ...


class Said(Protocol):
    """A message in it."""

    @property
    def pk(self) -> Any: ...
    @property
    def arrival(self) -> Arrival | None: ...
    @property
    def text(self) -> str: ...
    @property
    def at(self) -> datetime: ...


def talk_or_404(workspace: Workspace, pk: int) -> Talk:
    """The conversation of this shop."""
    found = _named_by("conversation").filter(workspace=workspace).select_related("contact", "channel")
    talk = get_object_or_404(found, pk=pk)
    talk.workspace = workspace
    return cast(Talk, talk)


def hold(talk: Talk) -> None:
    """Nobody else takes a step about this person until the transaction ends."""
    model: Any = Standing._meta.get_field("contact").related_model
    list(model.objects.select_for_update().filter(pk=talk.contact_id).values_list("pk"))


def theirs(talk: Talk) -> Iterable[Said]:
    """What the person wrote in this talk, the newest first."""
    found = _named_by("message").filter(conversation_id=talk.pk, direction="in")
    return cast("Iterable[Said]", found.select_related("arrival").order_by("-at", "-pk"))


def message_of(talk: Talk, pk: str) -> Said:
    """One message the person wrote in this talk. Raises Problem for any other."""
    found = next((one for one in theirs(talk) if str(one.pk) == pk), None)
    if found is None:
        raise Problem(say("Name the message this is about; Vitrino keeps a copy of it."), "message")
    return found


def evidence_of(message: Said, kind: AbuseKind) -> Evidence:
    return Evidence(str(message.pk), message.text, kind, message.at)


def _named_by(field: str) -> QuerySet[Any]:
    """The rows a foreign key of ours points to."""
    model: Any = AbuseRecord._meta.get_field(field).related_model
    found: QuerySet[Any] = model.objects.all()
    return found
