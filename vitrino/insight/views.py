"""Pages of insight: what works, and the regular look back."""

from __future__ import annotations

from datetime import timedelta

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from vitrino.domain.problem import Problem
from vitrino.domain.slots import zone
from vitrino.insight import actions, measuring, pages, queries
from vitrino.insight.forms import RetrospectiveForm
from vitrino.ui.words import words
from vitrino.workspace.access import WorkspaceRequest, page

A_MONTH = timedelta(days=28)


@page("see", place="insight")
@require_GET
def home(request: WorkspaceRequest) -> HttpResponse:
    """Answers in sentences, then figures, then charts."""
    context = pages.home(request.workspace, timezone.now())
    context["sentence"] = pages.sentence(context["findings"])
    return render(request, "insight/home.html", context)


@page("compose", place="insight")
@require_POST
def refresh(request: WorkspaceRequest) -> HttpResponse:
    """Read the numbers that are due and look again, now."""
    now = timezone.now()
    measuring.adopt_published(now)
    measuring.measure_due(now)
    actions.find(request.workspace, now)
    messages.success(request, _("Looked again just now."))
    return redirect("insight:home", slug=request.workspace.slug)


@page("compose", place="insight")
@require_http_methods(["GET", "POST"])
def retrospective(request: WorkspaceRequest) -> HttpResponse:
    """Ten minutes: what we wanted, what happened, what we do now."""
    now = timezone.now()
    to_on = now.astimezone(zone(request.workspace.time_zone)).date()
    last = queries.last_retrospective(request.workspace)
    from_on = max(last.to_on, to_on - 3 * A_MONTH) if last else to_on - A_MONTH
    initial = pages.draft_of_look_back(request.workspace, from_on, to_on, now) if request.method == "GET" else {}
    form = RetrospectiveForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            actions.close_retrospective(
                workspace=request.workspace, from_on=from_on, to_on=to_on, by=request.user, now=now, **form.cleaned_data
            )
            messages.success(request, _("Kept. You will find it here next time."))
            return redirect("insight:retrospective", slug=request.workspace.slug)
        except Problem as problem:
            form.add_error(None, words(problem.message))
    context = {
        "form": form,
        "from_on": from_on,
        "to_on": to_on,
        "earlier": queries.retrospectives(request.workspace)[:10],
    }
    return render(request, "insight/retrospective.html", context)
