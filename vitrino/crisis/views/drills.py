"""The drill: choose one, play it, read how it went."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from vitrino.crisis import actions, pages, queries
from vitrino.crisis.models import Drill
from vitrino.domain.problem import Problem
from vitrino.ui.words import words
from vitrino.workspace.access import WorkspaceRequest, page


@page("answer", place="checkup")
@require_http_methods(["GET", "POST"])
def drills(request: WorkspaceRequest) -> HttpResponse:
    """What can be drilled; a POST begins."""
    if request.method == "POST":
        try:
            made = actions.begin(workspace=request.workspace, scenario=request.POST.get("scenario", ""),
                                 by=request.user, now=timezone.now())  # fmt: skip
            return redirect("crisis:drill", slug=request.workspace.slug, pk=made.pk)
        except Problem as problem:
            messages.error(request, words(problem.message))
    return render(request, "crisis/drills.html", pages.drills_page(request.workspace))


@page("answer", place="checkup")
@require_GET
def drill(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """The drill as it stands, or its result. Asked for in part, only what has come in and the time."""
    row = actions.run_on(drill=_found(request, pk), now=timezone.now())
    if row.ended_at is not None and request.headers.get("HX-Request") == "true":
        return HttpResponse(headers={"HX-Refresh": "true"})
    if row.ended_at is not None:
        return render(request, "crisis/drill_result.html", pages.drill_result(row))
    return render(request, "crisis/drill.html", pages.drill_page(row))


@page("answer", place="checkup")
@require_POST
def acts(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """Do something in the drill, leave it, or end it."""
    row, now, sent = _found(request, pk), timezone.now(), request.POST
    kind = sent.get("kind", "")
    if kind == "leave-drill":
        actions.leave(drill=row, now=now)
        return redirect("crisis:drills", slug=request.workspace.slug)
    try:
        if kind == "end-drill":
            actions.end(drill=row, by=request.user, now=now)
        else:
            actions.act(drill=row, kind=kind, text=sent.get("text", ""), to=_number(sent.get("to", "")),
                        severity=_number(sent.get("severity", "")), now=now)  # fmt: skip
    except Problem as problem:
        messages.error(request, words(problem.message))
    return redirect("crisis:drill", slug=request.workspace.slug, pk=row.pk)


def _number(given: str) -> int:
    return int(given) if given.isdigit() and len(given) < 6 else 0


def _found(request: WorkspaceRequest, pk: int) -> Drill:
    return get_object_or_404(queries.drills_of(request.workspace), pk=pk)
