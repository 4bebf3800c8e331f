"""The page of the checkup: what is worth doing, why, and the button that does it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from vitrino.checkup import actions, pages, queries, remedies
from vitrino.checkup.forms import DismissalForm
from vitrino.domain.problem import Problem
from vitrino.ui.words import words
from vitrino.workspace.access import WorkspaceRequest, page


@page("see", place="checkup")
@require_GET
def home(request: WorkspaceRequest) -> HttpResponse:
    """Everything that was noticed, the most severe first."""
    return render(request, "checkup/home.html", pages.context(request.member, timezone.now()))


@page("compose", place="checkup")
@require_POST
def run(request: WorkspaceRequest) -> HttpResponse:
    """Check now."""
    actions.run(workspace=request.workspace, now=timezone.now())
    messages.success(request, _("Checked just now."))
    return redirect("checkup:home", slug=request.workspace.slug)


@page("manage", place="checkup")
@require_POST
def dismissal(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """Set a notice aside, with a reason."""
    notice = get_object_or_404(queries.open_notices(request.workspace), pk=pk)
    now = timezone.now()
    form = DismissalForm(request.POST, auto_id=f"id_{notice.pk}_%s")
    if not form.is_valid():
        context = pages.context(request.member, now, refused=(notice.pk, form))
        return render(request, "checkup/home.html", context, status=422)
    actions.dismiss(notice=notice, reason=form.cleaned_data["reason"], by=request.user, now=now)
    messages.success(request, _("Set aside. It comes back when something about it changes."))
    return redirect("checkup:home", slug=request.workspace.slug)


@page("manage", place="checkup")
@require_POST
def come_back(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """Show a notice again that was set aside."""
    notice = get_object_or_404(queries.open_notices(request.workspace), pk=pk)
    actions.bring_back(notice=notice, by=request.user, now=timezone.now())
    return redirect("checkup:home", slug=request.workspace.slug)


@page("manage", place="checkup")
@require_POST
def remedy(request: WorkspaceRequest, pk: int, action: str) -> HttpResponse:
    """Do what a notice offers, then look again."""
    notice = get_object_or_404(queries.open_notices(request.workspace), pk=pk)
    try:
        remedies.apply(notice=notice, action=action, by=request.user, now=timezone.now())
        messages.success(request, _("Done, and checked again."))
    except Problem as problem:
        messages.error(request, words(problem.message))
    return redirect("checkup:home", slug=request.workspace.slug)
