"""What the law asks a shop to say about its reviews."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from vitrino.domain.problem import Problem
from vitrino.reviews import actions, pages, queries
from vitrino.reviews.forms import DisclosureForm
from vitrino.ui.words import words
from vitrino.workspace.access import WorkspaceRequest, page


@page("manage", place="inbox")
@require_http_methods(["GET", "POST"])
def disclosure(request: WorkspaceRequest) -> HttpResponse:
    """The shop's statements, and the text made of them in three languages."""
    stated = queries.disclosure_of(request.workspace)
    form = DisclosureForm(request.POST or None, instance=stated)
    if request.method == "POST" and form.is_valid():
        try:
            actions.state(workspace=request.workspace, by=request.user, now=timezone.now(), **form.cleaned_data)
            messages.success(request, _("Saved. The text below is made of it."))
            return redirect("reviews:disclosure", slug=request.workspace.slug)
        except Problem as problem:
            form.add_error(problem.field or None, words(problem.message))
    context = {"form": form, "texts": pages.disclosures(request.workspace, queries.disclosure_of(request.workspace))}
    return render(request, "reviews/disclosure.html", context, status=422 if form.errors else 200)
