"""The desk itself, the plan, and the declaration of a crisis."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from vitrino.crisis import actions, pages, queries
from vitrino.crisis.forms import DeclarationForm, plan_from
from vitrino.domain.crisis import plan as plans
from vitrino.domain.problem import Problem
from vitrino.ui.fields import show_problem
from vitrino.ui.words import words
from vitrino.workspace.access import WorkspaceRequest, may, page

SHOWN = 20


@page("see", place="checkup")
@require_GET
def home(request: WorkspaceRequest) -> HttpResponse:
    """Whether something runs, whether the shop is ready, and what was."""
    workspace = request.workspace
    found = queries.plan_in_force(workspace)
    context = {
        "sentence": pages.readiness(workspace, timezone.now()),
        "open": pages.row_of(one) if (one := queries.open_incident(workspace)) else None,
        "plan": found,
        "gaps": plans.gaps(found.told) if found else [],
        "past": [pages.row_of(one) for one in queries.incidents_of(workspace).exclude(state__in=pages.OPEN)[:SHOWN]],
        "drills": [pages.drill_row(one) for one in queries.drills_of(workspace)[:SHOWN]],
        "may_manage": may(request.member, "manage"),
        "may_answer": may(request.member, "answer"),
    }
    return render(request, "crisis/home.html", context)


@page("see", place="checkup")
@require_http_methods(["GET", "POST"])
def plan(request: WorkspaceRequest) -> HttpResponse:
    """Write the plan, or change it for a reason."""
    if not may(request.member, "manage"):
        raise PermissionDenied
    before = queries.plan_in_force(request.workspace)
    shown, problem = before.told if before else actions.proposal(request.workspace), None
    if request.method == "POST":
        shown = plan_from(request.POST)
        try:
            made = actions.save_plan(workspace=request.workspace, plan=shown, reason=request.POST.get("reason", ""),
                                     by=request.user, now=timezone.now())  # fmt: skip
            messages.success(request, _("The plan is in force: version %(n)s. Print it.") % {"n": made.number})
            return redirect("crisis:version", slug=request.workspace.slug, pk=made.pk)
        except Problem as error:
            problem = error
    context = {**pages.plan_fields(shown), "before": before, "problem": problem.message if problem else "",
               "field": problem.field if problem else ""}  # fmt: skip
    return render(request, "crisis/plan.html", context, status=422 if problem else 200)


@page("see", place="checkup")
@require_GET
def version(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """A version of the plan, to be read and printed."""
    versions = queries.plan_versions(request.workspace)
    found = get_object_or_404(versions, pk=pk)
    newest = versions.first()
    context = {"version": found, "plan": found.told, "versions": list(versions[:SHOWN]), **pages.plan_words(found.told),
               "is_newest": newest is not None and newest.pk == found.pk, "gaps": plans.gaps(found.told),
               "may_manage": may(request.member, "manage")}  # fmt: skip
    return render(request, "crisis/version.html", context)


@page("answer", place="checkup")
@require_http_methods(["GET", "POST"])
def declaration(request: WorkspaceRequest) -> HttpResponse:
    """It is a crisis: everything stops."""
    suspected = queries.open_incident(request.workspace)
    form = DeclarationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.declare(workspace=request.workspace, incident=suspected, by=request.user, now=timezone.now(),
                                   **form.cleaned_data)  # fmt: skip
            messages.success(request, _("Everything is stopped. Now: one thing after the other."))
            return redirect("crisis:incident", slug=request.workspace.slug, pk=made.pk)
        except Problem as problem:
            show_problem(form, problem)
            messages.error(request, words(problem.message))
    context = {"form": form, "plan": queries.plan_in_force(request.workspace)}
    return render(request, "crisis/declaration.html", context, status=422 if form.errors else 200)
