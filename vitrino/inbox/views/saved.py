"""Answers given often."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from vitrino.domain.problem import Problem
from vitrino.inbox import actions, queries
from vitrino.inbox.desk import saved
from vitrino.inbox.forms import SavedReplyForm, gap_list
from vitrino.inbox.models import SavedReply
from vitrino.ui.words import words
from vitrino.workspace.access import WorkspaceRequest, page


@page("answer", place="inbox")
@require_http_methods(["GET", "POST"])
def saved_replies(request: WorkspaceRequest) -> HttpResponse:
    """All of them, the most used first; keeping one more."""
    form = SavedReplyForm(request.POST or None, instance=SavedReply(workspace=request.workspace))
    if request.method == "POST" and _keep(request, form):
        return redirect("inbox:saved-replies", slug=request.workspace.slug)
    found = queries.saved_replies(request.workspace).order_by("-used_count", "title")
    return render(request, "inbox/saved_replies.html", {"form": form, "replies": found, "gaps": gap_list()})


@page("answer", place="inbox")
@require_http_methods(["GET", "POST"])
def saved_reply(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """Change one."""
    found = get_object_or_404(queries.saved_replies(request.workspace), pk=pk)
    form = SavedReplyForm(request.POST or None, instance=found)
    if request.method == "POST" and _keep(request, form):
        return redirect("inbox:saved-replies", slug=request.workspace.slug)
    return render(request, "inbox/saved_reply.html", {"form": form, "reply": found, "gaps": gap_list()})


@page("answer", place="inbox")
@require_POST
def saved_reply_removal(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """No longer offer one."""
    found = get_object_or_404(queries.saved_replies(request.workspace), pk=pk)
    actions.drop_reply(saved_reply=found, by=request.user, now=timezone.now())
    return redirect("inbox:saved-replies", slug=request.workspace.slug)


def _keep(request: WorkspaceRequest, form: SavedReplyForm) -> bool:
    """Store what was typed; False leaves the reason in the form."""
    if not form.is_valid():
        return False
    try:
        saved.keep(saved=form.instance, by=request.user, now=timezone.now())
    except Problem as problem:
        form.add_error(problem.field if problem.field in form.fields else None, words(problem.message))
        return False
    messages.success(request, _("Saved."))
    return True
