"""The playbook: its newest version to edit, and every version to compare."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from vitrino.complaints import actions, comparing, queries
from vitrino.complaints.forms import PlaybookForm
from vitrino.domain.cases import DEFAULT_PLAYBOOK
from vitrino.domain.problem import Problem
from vitrino.ui.fields import show_problem
from vitrino.workspace.access import WorkspaceRequest, page


@page("manage", place="inbox")
@require_http_methods(["GET", "POST"])
def playbook(request: WorkspaceRequest) -> HttpResponse:
    """What is done about a complaint, by when and in which words; saving makes a new version."""
    versions = list(queries.versions_of(request.workspace))
    current = versions[0].playbook if versions else DEFAULT_PLAYBOOK
    form = PlaybookForm(request.POST or None, playbook=current)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.save_playbook(workspace=request.workspace, steps=form.steps(), by=request.user,
                                         reason=form.cleaned_data["reason"], now=timezone.now())  # fmt: skip
            messages.success(
                request, _("Version %(number)s holds for complaints from now on.") % {"number": made.number}
            )
            return redirect("complaints:playbook", slug=request.workspace.slug)
        except Problem as problem:
            show_problem(form, problem)
    context = {"form": form, "versions": versions, "number": current.version}
    return render(request, "complaints/playbook.html", context, status=422 if form.errors else 200)


@page("manage", place="inbox")
@require_GET
def version(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """One version beside the one before it."""
    found = get_object_or_404(queries.versions_of(request.workspace), pk=pk)
    before = queries.versions_of(request.workspace).filter(number__lt=found.number).first()
    changes = comparing.changes(before.playbook if before else None, found.playbook)
    return render(request, "complaints/version.html", {"version": found, "before": before, "changes": changes})
