"""Pages of the strategy and pillars; those of goals are in `vitrino.goals`."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from vitrino.domain.problem import Problem
from vitrino.notify import actions as notify
from vitrino.strategy import actions, queries
from vitrino.strategy.forms import PillarForm
from vitrino.ui.words import words
from vitrino.workspace import queries as workspaces
from vitrino.workspace.access import WorkspaceRequest, may, page

VERSIONS_SHOWN = 50


@page("see", place="plan")
@require_http_methods(["GET"])
def home(request: WorkspaceRequest) -> HttpResponse:
    """What is wanted and how: goals by name, the strategy in force with what is new to the reader, pillars."""
    may_manage = may(request.member, "manage")
    notify.seen(member=request.member, about=request.path, now=timezone.now())
    context = {
        "goals": queries.active_goals(request.workspace),
        "pillars": queries.pillars(request.workspace),
        "may_manage": may_manage,
        "is_due": queries.is_due(request.workspace, timezone.now()),
        **_in_force(request),
        "readers": queries.readers(request.workspace, workspaces.members(request.workspace)) if may_manage else [],
    }
    return render(request, "strategy/home.html", context)


@page("see", place="plan")
@require_http_methods(["GET"])
def versions(request: WorkspaceRequest) -> HttpResponse:
    """Every version with what it changed, the newest first."""
    found = list(queries.versions_of(request.workspace)[:VERSIONS_SHOWN])
    sheets = [queries.sheet_of(one) for one in found]
    changes = [queries.changes(before, after) for after, before in pairwise(sheets)]
    rows = list(zip(found, [*changes, []], strict=True)) if found else []
    return render(request, "strategy/versions.html", {"versions": rows})


@page("see", place="plan")
@require_POST
def acknowledgement(request: WorkspaceRequest, version: int) -> HttpResponse:
    """I have read it: the whole page, or the `part` named."""
    strategy = get_object_or_404(queries.versions_of(request.workspace), version=version)
    parts = [part] if (part := request.POST.get("part", "")) else []
    try:
        actions.acknowledge(strategy=strategy, by=request.user, now=timezone.now(), parts=parts)
    except Problem as problem:
        messages.error(request, words(problem.message))
    return redirect("strategy:home", slug=request.workspace.slug)


@page("manage", place="plan")
@require_POST
def confirmation(request: WorkspaceRequest, version: int) -> HttpResponse:
    """It still holds; it is asked again in three months."""
    strategy = get_object_or_404(queries.versions_of(request.workspace), version=version)
    actions.confirm(strategy=strategy, by=request.user, now=timezone.now())
    messages.success(request, _("Good. Vitrino asks again in three months."))
    return redirect("strategy:home", slug=request.workspace.slug)


@page("manage", place="plan")
@require_http_methods(["GET", "POST"])
def pillars(request: WorkspaceRequest) -> HttpResponse:
    """The kinds of content; adding one."""
    form = PillarForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.add_pillar(workspace=request.workspace, by=request.user, now=timezone.now(), **form.cleaned_data)
            return redirect("strategy:pillars", slug=request.workspace.slug)
        except Problem as problem:
            form.add_error(problem.field or None, words(problem.message))
    context = {"form": form, "pillars": queries.pillars(request.workspace)}
    return render(request, "strategy/pillars.html", context)


@page("manage", place="plan")
@require_POST
def pillar_archive(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """No longer offer a kind of content."""
    pillar = get_object_or_404(queries.pillars(request.workspace), pk=pk)
    actions.archive_pillar(pillar=pillar, by=request.user, now=timezone.now())
    return redirect("strategy:pillars", slug=request.workspace.slug)


def _in_force(request: WorkspaceRequest) -> dict[str, Any]:
    """The version in force as the page shows it; an empty one while there is none."""
    strategy = queries.strategy_in_force(request.workspace)
    unread = queries.unread_parts(request.member) if strategy else ()
    return {
        "strategy": strategy, "parts": queries.PARTS, "labels": queries.LABELS,
        "texts": {name: getattr(strategy, name) for name in queries.TEXTS} if strategy else {},
        "voices": queries.voices_of(strategy) if strategy else (),
        "written": {part.key for part in queries.PARTS if strategy and queries.is_written(strategy, part)},
        "unread": unread, "unread_keys": {part.key for part in unread},
    }  # fmt: skip
