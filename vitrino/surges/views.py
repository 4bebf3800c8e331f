"""The page of waves: what rose, who said it, and whether it is anything."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from vitrino.domain.problem import Problem
from vitrino.surges import dismissing, pages, queries
from vitrino.surges.models import Grave, Surge
from vitrino.ui.words import words
from vitrino.workspace.access import WorkspaceRequest, may, page


@page("see", place="checkup")
@require_GET
def home(request: WorkspaceRequest) -> HttpResponse:
    """Single grave mentions and waves, newest first, each with what was said."""
    shown = {**pages.home(request.workspace, timezone.now()), "may_answer": may(request.member, "answer")}
    return render(request, "surges/home.html", shown)


@page("answer", place="checkup")
@require_POST
def dismissal(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """That wave is nothing."""
    return _dismissed(request, get_object_or_404(queries.surges_of(request.workspace), pk=pk))


@page("answer", place="checkup")
@require_POST
def grave_dismissal(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """That mention is nothing."""
    return _dismissed(request, get_object_or_404(queries.graves_of(request.workspace), pk=pk))


def _dismissed(request: WorkspaceRequest, found: Surge | Grave) -> HttpResponse:
    try:
        dismissing.dismiss(found=found, reason=request.POST.get("reason", ""), by=request.user, now=timezone.now())
    except Problem as problem:
        messages.error(request, words(problem.message))
    return redirect("surges:home", slug=request.workspace.slug)
