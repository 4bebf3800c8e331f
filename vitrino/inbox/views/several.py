"""The same for several conversations at once."""

from __future__ import annotations

from urllib.parse import urlencode

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from vitrino.inbox import actions, announcing, queries
from vitrino.inbox.desk import finding
from vitrino.inbox.models import Conversation
from vitrino.inbox.views.common import member_of, number
from vitrino.workspace.access import WorkspaceRequest, page

MOST = 100


@page("answer", place="inbox")
@require_POST
def several(request: WorkspaceRequest) -> HttpResponse:
    """Resolve or assign the chosen ones; all of them or, if one fails, none."""
    numbers = [one for one in map(number, request.POST.getlist("talk")[:MOST]) if one is not None]
    chosen = list(queries.conversations_of(request.workspace).filter(pk__in=numbers))
    if not chosen:
        messages.error(request, _("Choose at least one conversation."))
    elif request.POST.get("deed") == "assign":
        _assign(request, chosen)
    else:
        _resolve(request, chosen)
    return redirect(f"{reverse('inbox:list', kwargs={'slug': request.workspace.slug})}?{_back(request)}")


@transaction.atomic
def _resolve(request: WorkspaceRequest, chosen: list[Conversation]) -> None:
    now = timezone.now()
    for conversation in chosen:
        conversation.workspace = request.workspace
        actions.resolve(conversation=conversation, by=request.user, now=now)
        announcing.dealt_with(conversation, now)
    told = ngettext("%(n)s conversation is done.", "%(n)s conversations are done.", len(chosen))
    messages.success(request, told % {"n": len(chosen)})


@transaction.atomic
def _assign(request: WorkspaceRequest, chosen: list[Conversation]) -> None:
    to = member_of(request, request.POST.get("person", ""))
    for conversation in chosen:
        actions.assign(conversation=conversation, to=to, by=request.user, now=timezone.now())
    told = ngettext("%(n)s conversation is assigned.", "%(n)s conversations are assigned.", len(chosen))
    messages.success(request, told % {"n": len(chosen)})


def _back(request: WorkspaceRequest) -> str:
    """The list as it was; only what it understands itself."""
    given = QueryDict(request.POST.get("back", "")[:300])
    state = given.get("state", "")
    kept = finding.read({name: given.get(name, "") for name in finding.FIELDS}, request.workspace).chosen()
    return urlencode({"state": state if state in queries.STATES else "", **kept})
