"""What the views of the inbox look up, always through the shop."""

from __future__ import annotations

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from vitrino.inbox import queries
from vitrino.inbox.models import Conversation, Message
from vitrino.workspace import queries as workspaces
from vitrino.workspace.access import WorkspaceRequest
from vitrino.workspace.models import Person


def conversation_of(request: WorkspaceRequest, pk: int) -> Conversation:
    """One conversation of the shop, or 404."""
    conversation = get_object_or_404(queries.conversations_of(request.workspace), pk=pk)
    conversation.workspace = request.workspace
    return conversation


def answer_of(request: WorkspaceRequest, pk: int) -> Message:
    """One text of a talk of this shop with the publication that carries it, or 404."""
    mine = Message.objects.filter(conversation__workspace=request.workspace)
    return get_object_or_404(mine.select_related("publication", "conversation"), pk=pk)


def asked_in(request: WorkspaceRequest) -> QuerySet[Message]:
    """What people wrote to this shop."""
    mine = Message.objects.filter(conversation__workspace=request.workspace, direction=Message.Direction.IN)
    return mine.select_related("conversation")


def member_of(request: WorkspaceRequest, pk: str) -> Person | None:
    """A member by the number a page sent; None for nobody in particular."""
    members = workspaces.members(request.workspace)
    found = members.filter(person_id=int(pk)).first() if number(pk) is not None else None
    return found.person if found else None


def number(text: str) -> int | None:
    """A whole number somebody sent, None for anything else."""
    return int(text) if text.isdecimal() and len(text) < 19 else None


def place_of(request: WorkspaceRequest, pk: int) -> str:
    """The address of a talk."""
    return reverse("inbox:talk", kwargs={"slug": request.workspace.slug, "pk": pk})


def go_on(request: WorkspaceRequest, after: Conversation) -> HttpResponse:
    """To whoever waits next, else to the list."""
    following = queries.next_waiting(request.workspace, after)
    if following is None:
        return redirect("inbox:list", slug=request.workspace.slug)
    return redirect(place_of(request, following.pk))
