"""Answers given often."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from vitrino.domain.problem import Problem
from vitrino.inbox import actions, queries
from vitrino.inbox.forms import SavedReplyForm
from vitrino.ui.words import words
from vitrino.workspace.access import WorkspaceRequest, page


@page("answer", place="inbox")
@require_http_methods(["GET", "POST"])
def saved_replies(request: WorkspaceRequest) -> HttpResponse:
    """All of them; keeping one more."""
    form = SavedReplyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.keep_reply(workspace=request.workspace, by=request.user, now=timezone.now(), **form.cleaned_data)
            return redirect("inbox:saved-replies", slug=request.workspace.slug)
        except Problem as problem:
            form.add_error("text", words(problem.message))
    context = {"form": form, "replies": queries.saved_replies(request.workspace)}
    return render(request, "inbox/saved_replies.html", context)


@page("answer", place="inbox")
@require_POST
def saved_reply_removal(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """No longer offer one."""
    found = get_object_or_404(queries.saved_replies(request.workspace), pk=pk)
    actions.drop_reply(saved_reply=found, by=request.user, now=timezone.now())
    return redirect("inbox:saved-replies", slug=request.workspace.slug)
