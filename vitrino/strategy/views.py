"""Pages of the strategy and pillars; those of goals are in `vitrino.goals`."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from vitrino.domain.problem import Problem
from vitrino.strategy import actions, queries
from vitrino.strategy.forms import PAGE_FIELDS, PillarForm, StrategyForm
from vitrino.ui.words import words
from vitrino.workspace.access import WorkspaceRequest, page


@page("see", place="plan")
@require_http_methods(["GET"])
def home(request: WorkspaceRequest) -> HttpResponse:
    """What is wanted and how: goals by name, the strategy in force, pillars."""
    in_force = queries.strategy_in_force(request.workspace)
    context = {
        "goals": queries.active_goals(request.workspace),
        "strategy": in_force,
        "is_read": in_force is None or queries.has_acknowledged(in_force, request.user),
        "pillars": queries.pillars(request.workspace),
    }
    return render(request, "strategy/home.html", context)


@page("manage", place="plan")
@require_http_methods(["GET", "POST"])
def page_of_strategy(request: WorkspaceRequest) -> HttpResponse:
    """Write the one page, or its next version."""
    in_force = queries.strategy_in_force(request.workspace)
    initial = {name: getattr(in_force, name) for name in PAGE_FIELDS} if in_force else {}
    form = StrategyForm(request.POST or None, initial=initial)
    if in_force is None:
        del form.fields["reason"]
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data.pop("reason", "")
        try:
            actions.adopt_strategy(
                workspace=request.workspace, texts=form.cleaned_data, reason=reason, by=request.user, now=timezone.now()
            )
            messages.success(request, _("This strategy is in force now."))
            return redirect("strategy:home", slug=request.workspace.slug)
        except Problem as problem:
            form.add_error(problem.field or None, words(problem.message))
    return render(request, "strategy/page.html", {"form": form, "in_force": in_force})


@page("see", place="plan")
@require_POST
def acknowledgement(request: WorkspaceRequest, version: int) -> HttpResponse:
    """I have read it."""
    strategy = get_object_or_404(queries.versions_of(request.workspace), version=version)
    actions.acknowledge(strategy=strategy, by=request.user, now=timezone.now())
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
