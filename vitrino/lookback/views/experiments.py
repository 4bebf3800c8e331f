"""Experiments: all of them, one with its posts, and the word about it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from vitrino.domain.problem import Problem
from vitrino.lookback import experimenting, pages, queries
from vitrino.ui.words import words
from vitrino.workspace.access import WorkspaceRequest, may, page

SHOWN = 100


@page("see", place="insight")
@require_GET
def experiments(request: WorkspaceRequest) -> HttpResponse:
    """What is being tried, and what came of what was tried."""
    rows = pages.experiment_rows(queries.experiments_of(request.workspace)[:SHOWN])
    waiting = [one for one in rows if one["row"].state == "over"]
    running = [one for one in rows if one["row"].state == "running"]
    done = [one for one in rows if one["row"].state in ("kept", "taken-back")]
    context = {"waiting": waiting, "running": running, "done": done}
    return render(request, "lookback/experiments.html", context)


@page("see", place="insight")
@require_GET
def experiment(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """One experiment, its result and the posts it rests on."""
    found = get_object_or_404(queries.experiments_of(request.workspace), pk=pk)
    context = {**pages.experiment(found), "may_compose": may(request.member, "compose")}
    return render(request, "lookback/experiment.html", context)


@page("compose", place="insight")
@require_POST
def verdict(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """`verdict` keep or take-back."""
    found, now = get_object_or_404(queries.experiments_of(request.workspace), pk=pk), timezone.now()
    try:
        if request.POST.get("verdict") == "keep":
            experimenting.keep(experiment=found, by=request.user, now=now)
            messages.success(request, _("Kept. The plan stays as it is now."))
        else:
            experimenting.take_back(experiment=found, by=request.user, now=now)
            messages.success(request, _("Taken back. The plan is as it was before."))
    except Problem as problem:
        messages.error(request, words(problem.message))
    return redirect("lookback:experiment", slug=request.workspace.slug, pk=pk)
