"""The page on which a shop chooses a model, and tries it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from vitrino.assist import actions, queries
from vitrino.assist.asking import Wish
from vitrino.assist.forms import AssistForm
from vitrino.domain.problem import Problem
from vitrino.ui.fields import show_problem
from vitrino.ui.words import words
from vitrino.workspace.access import WorkspaceRequest, page


@page("own", place="settings")
@require_http_methods(["GET", "POST"])
def home(request: WorkspaceRequest) -> HttpResponse:
    """Off by default; on, once somebody says where the model is."""
    chosen = queries.settings_of(request.workspace)
    form = AssistForm(request.POST or None, instance=chosen)
    if request.method == "POST" and form.is_valid():
        try:
            actions.choose_model(workspace=request.workspace, chosen=form.chosen(), by=request.user, now=timezone.now())
            messages.success(request, _("Saved."))
            return redirect("assist:home", slug=request.workspace.slug)
        except Problem as problem:
            show_problem(form, problem)
    kept = queries.settings_of(request.workspace)
    context = {"form": form, "has_key": bool(kept.sealed_key), "is_ready": queries.is_ready(kept)}
    return render(request, "assist/home.html", context, status=422 if form.errors else 200)


@page("own", place="settings")
@require_POST
def trial(request: WorkspaceRequest) -> HttpResponse:
    """One short question to the model, to see whether it answers."""
    wish = Wish("rewrite", _("Fresh bread from seven."), request.workspace.language, {"limit": 200})
    try:
        answer = actions.propose(workspace=request.workspace, wish=wish, by=request.user, now=timezone.now())
        messages.success(request, _("It answers: %(text)s") % {"text": answer.text[:200]})
    except Problem as problem:
        messages.error(request, words(problem.message))
    return redirect("assist:home", slug=request.workspace.slug)
